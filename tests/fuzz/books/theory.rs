//! The theory: K is made of its pieces.

use super::near;
use kfactor::study::theory::Theory;

/// The parts of the segments add up to K, those of the classes to a segment, and chances are chances.
pub fn theory_adds_up(theory: &Theory) {
    assert!(theory.k.is_finite() && theory.k >= 0.0, "K is {}", theory.k);
    let genuine = || theory.segments.iter().filter(|segment| !segment.fake);
    near(genuine().map(|segment| segment.contribution).sum(), theory.k, "K and what segments contribute");
    let somebody = if theory.course.total().joined() > 0.0 { 1.0 } else { 0.0 };
    near(genuine().map(|segment| segment.mix).sum(), somebody, "the mix");
    for segment in &theory.segments {
        let of_kind =
            theory.segments.iter().zip(&segment.recruits).filter(|(other, _)| other.fake == segment.fake);
        near(of_kind.map(|(_, brings)| brings).sum(), segment.brings, "who is brought, by segment");
        let classes = || segment.classes.iter();
        near(classes().map(|class| class.weight).sum(), 1.0, "classes");
        near(
            classes().map(|class| class.weight * class.brings).sum(),
            segment.brings,
            "who is brought, by class",
        );
        for chance in [segment.extinction, segment.brings_nobody] {
            assert!((0.0..=1.0).contains(&chance), "{}: {chance}", segment.segment);
        }
    }
    for chance in [theory.extinction, theory.brings_nobody] {
        assert!((0.0..=1.0).contains(&chance), "{chance}");
    }
}
