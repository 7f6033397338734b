//! K over time: who came by invitation in a step, per member who was of the age to bring somebody then.

use kfactor::scenario::Scenario;
use kfactor::study::run::Question;
use kfactor::study::theory::theory;

/// K at every point of the timeline, of so many campaigns.
fn k_of(text: &str, campaigns: u64) -> Vec<Option<f64>> {
    let scenario = Scenario::from_yaml(&format!("name: K over time\n{text}")).unwrap();
    Question::new(&scenario).seed(3).replicates(campaigns).answer().timeline.k
}

/// `k` is within these of `known` wherever it is defined, which it is at so many points at least.
fn stays_at(k: &[Option<f64>], known: f64, error: f64, least: usize) {
    assert!(k.iter().flatten().count() >= least, "{k:?}");
    for found in k.iter().flatten() {
        assert!((found - known).abs() < error, "{found} is not {known}: {k:?}");
    }
}

const CYCLES: &str = "step: 1d\ndelay: none\n";

#[test]
fn a_steady_campaign_has_the_same_k_throughout() {
    let text = format!("{CYCLES}days: 12\nseeds: 2_000\nshare: 0.5\ncontacts: 4\njoin: 0.5\n");
    let k = k_of(&text, 1_000);
    assert_eq!(k[0], None, "nobody has had the time to bring anybody");
    stays_at(&k, 1.0, 0.005, 11);
}

#[test]
fn it_falls_as_a_market_fills() {
    let text = format!("{CYCLES}days: 11\nmarket: 1e6\nseeds: 100\nshare: 1\ncontacts: 10\njoin: 0.3\n");
    let known = [2.99, 3.00, 2.99, 2.98, 2.93, 2.79, 2.45, 1.76, 0.93, 0.41];
    let scenario = Scenario::from_yaml(&format!("name: K over time\n{text}")).unwrap();
    let expected = theory(&scenario).course.k;
    for ((k, expected), known) in k_of(&text, 4_000)[1..].iter().zip(&expected[1..]).zip(known) {
        assert!((k.unwrap() - known).abs() < 0.011, "{k:?} is not {known}");
        assert!((k.unwrap() - expected.unwrap()).abs() < 0.02, "theory says {expected:?}, not {k:?}");
    }
}

#[test]
fn novelty_wears_off() {
    let text = format!(
        "{CYCLES}days: 9\nseeds: 20_000\nshare: 0.5\ncontacts: 10\njoin: 0.2\nnovelty: {{ half_life: 7d, floor: 0 }}\n"
    );
    let k = k_of(&text, 400);
    // Who joins on day 1 was asked on day 0.
    assert!((k[1].unwrap() - 1.0).abs() < 0.01 && (k[8].unwrap() - 0.5).abs() < 0.01, "{k:?}");
}

/// Waiting, leaving and answers take time, and hours make the days beat: K is what theory says from the first day on.
#[test]
fn ages_are_those_of_the_generation_interval() {
    let text = "days: 12\nstep: 6h\nseeds: [{ at: 0h, count: 3_000 }, { at: 39h, count: 3_000 }]\n\
                share: { content: 0.5, after: 18h, again: 0.5 }\nchurn: 0.1\ncontacts: 4\njoin: 0.3\n";
    let scenario = Scenario::from_yaml(&format!("name: K over time\n{text}")).unwrap();
    stays_at(&k_of(text, 800), theory(&scenario).k, 0.01, 44);
    let beating = format!("{text}start: 2026-03-02 00:00\nhours: wechat\n");
    let k = k_of(&beating, 800);
    assert_eq!(k[..3], [None; 3], "no day is over yet");
    // A day begins at night, so that the first of a wave wait a little longer than the mean.
    stays_at(&k[8..], theory(&scenario).k, 0.06, 36);
}

/// Who shares as he joins: answers within the step, and those of waves at their moments.
#[test]
fn answers_may_come_within_the_step() {
    let text = "days: 6\nstep: 12h\nseeds: [{ at: 0h, count: 5_000 }, { at: 9h, count: 5_000 }]\n\
                share: 0.5\ncontacts: 5\njoin: 0.2\ndelay: { exponential: 8h }\n";
    stays_at(&k_of(text, 500), 0.5, 0.03, 10);
}

/// A segment that brings nobody makes K smaller; hunters have no part in it.
#[test]
fn everybody_genuine_counts() {
    let text = format!(
        "{CYCLES}days: 8\ncontacts: 10\njoin: 0.2\nsegments:\n  a: {{ seeds: 3000, share: 0.4, recruits: {{ a: 50%, b: 30%, c: 20% }} }}\n  \
         b: {{ seeds: 1000, share: 0 }}\n  c: {{ fake: true, share: 0.1 }}\n"
    );
    let k = k_of(&text, 500);
    let first = 3.0 * 0.8 * 0.8 / 4.0;
    assert!((k[1].unwrap() - first).abs() < 0.01, "{k:?}");
    stays_at(&k[2..], 0.8 * 0.5, 0.02, 4);
}

/// When answers run out K falls to nothing; where there is nobody to bring anybody it is not 0 but nothing at all.
#[test]
fn where_nobody_can_bring_anybody_there_is_a_gap() {
    let text = format!("{CYCLES}days: 9\nseeds: 4\nshare: 0.2\ncontacts: 5\njoin: 0.2\n");
    let k = k_of(&text, 2_000);
    assert!(k[1].is_some() && k[3..].iter().all(Option::is_none), "{k:?}");
    let text = format!(
        "{CYCLES}days: 6\nseeds: 1000\nshare: 0.5\ncontacts: 10\njoin: 0.2\ncapacity: {{ total: 1500 }}\n"
    );
    let k = k_of(&text, 200);
    assert_eq!(k[2], Some(0.0), "{k:?}");
}
