//! Where the people of a tree stand: everybody on the ring of his generation, within the part of the circle that belongs to who
//! invited him.
//!
//! Everybody needs as much of the circle as a dot on his ring, or as all whom he invited need together, whichever is more. The
//! dots are as far apart as the circle lets them.

use crate::study::run::TreeMember;
use std::f64::consts::TAU;

/// A tree laid out in a circle of radius 1.
#[derive(Clone, Debug)]
pub(in crate::output::answer::run) struct Layout {
    /// Where each member stands.
    pub places: Vec<(f64, f64)>,
    /// The radius of the ring of each generation; 0 for the root.
    pub rings: Vec<f64>,
    /// The distance of neighbours on a ring at least.
    pub spacing: f64,
}

/// How rings may lie: the outer ones closer together the smaller the number, which gives the inner ones room.
const BENDS: [f64; 5] = [1.0, 0.8, 0.6, 0.45, 0.3];

impl Layout {
    /// The layout in which dots have most room. Inviters stand before whom they invited.
    pub fn of(members: &[TreeMember]) -> Layout {
        let generations = members.iter().map(|member| member.generation).max().unwrap_or(0);
        let rings = |bend: &f64| -> Vec<f64> {
            let part = |ring: u32| f64::from(ring) / f64::from(generations.max(1));
            (0..=generations).map(|ring| libm::pow(part(ring), *bend)).collect()
        };
        let needed = BENDS.iter().map(|bend| {
            let rings = rings(bend);
            (needs(members, &rings), rings)
        });
        let all = |needs: &[f64]| needs.first().copied().unwrap_or(0.0);
        let best = needed.min_by(|a, b| all(&a.0).total_cmp(&all(&b.0)));
        let (needs, rings) = best.unwrap_or_default();
        let spacing = if members.len() > 1 { TAU / all(&needs) } else { TAU };
        Layout { places: places(members, &needs, &rings, spacing), rings, spacing }
    }
}

/// The part of the circle, in radians, that everybody and those below him need for dots at a distance of 1.
fn needs(members: &[TreeMember], rings: &[f64]) -> Vec<f64> {
    let mut needs = vec![0.0_f64; members.len()];
    for (place, member) in members.iter().enumerate().rev() {
        let Some(inviter) = member.inviter else { continue };
        let own = 1.0 / rings[member.generation as usize];
        needs[place] = needs[place].max(own);
        needs[inviter as usize] += needs[place];
    }
    needs
}

fn places(members: &[TreeMember], needs: &[f64], rings: &[f64], spacing: f64) -> Vec<(f64, f64)> {
    // For everybody where the part of the next whom he invited begins.
    let mut next: Vec<f64> = Vec::with_capacity(members.len());
    let mut below = vec![0.0_f64; members.len()];
    for (place, member) in members.iter().enumerate().skip(1) {
        below[member.inviter.unwrap_or(0) as usize] += needs[place];
    }
    let mut places = Vec::with_capacity(members.len());
    for (place, member) in members.iter().enumerate() {
        let middle = member.inviter.map_or(0.0, |inviter| {
            let width = needs[place] * spacing;
            let begin = std::mem::replace(&mut next[inviter as usize], 0.0);
            next[inviter as usize] = begin + width;
            begin + width / 2.0
        });
        next.push(middle - below[place] * spacing / 2.0);
        let radius = rings.get(member.generation as usize).copied().unwrap_or(0.0);
        places.push((radius * libm::sin(middle), -radius * libm::cos(middle)));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(inviters: &[Option<u32>]) -> Vec<TreeMember> {
        let mut all: Vec<TreeMember> = Vec::new();
        for inviter in inviters {
            let generation = inviter.map_or(0, |inviter| all[inviter as usize].generation + 1);
            all.push(TreeMember { inviter: *inviter, generation, segment: 0 });
        }
        all
    }

    fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
        (a.0 - b.0).hypot(a.1 - b.1)
    }

    #[test]
    fn nobody_stands_on_somebody_else() {
        let binary: Vec<Option<u32>> =
            (0..63_u32).map(|person| (person > 0).then(|| (person - 1) / 2)).collect();
        let star: Vec<Option<u32>> = (0..200_u32).map(|person| (person > 0).then_some(0)).collect();
        let path: Vec<Option<u32>> = (0..9_u32).map(|person| person.checked_sub(1)).collect();
        for inviters in [binary, star, path, vec![None, Some(0), Some(0)], vec![None]] {
            let members = members(&inviters);
            let Layout { places, spacing, .. } = Layout::of(&members);
            assert_eq!(places.len(), members.len());
            for (place, a) in places.iter().enumerate() {
                assert!(distance(*a, (0.0, 0.0)) < 1.0 + 1e-9);
                for (other, b) in places.iter().enumerate().skip(place + 1) {
                    if members[place].generation == members[other].generation {
                        // A chord is shorter than its arc.
                        assert!(distance(*a, *b) > 0.6 * spacing.min(1.0), "{place} {other}");
                    }
                }
            }
        }
    }

    #[test]
    fn rings_of_a_broad_tree_lie_outside() {
        let mut inviters: Vec<Option<u32>> = vec![None];
        inviters.extend([Some(0); 300]);
        inviters.extend([Some(1), Some(301), Some(302)]);
        let layout = Layout::of(&members(&inviters));
        assert!(layout.rings[1] > 0.5 && layout.rings.is_sorted());
    }
}
