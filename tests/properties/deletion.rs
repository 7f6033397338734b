//! A ban that deletes whom others invited: seeds and who came by himself stay, hunters among them or not, and nobody is deleted
//! twice.

use super::{column, scenario};
use kfactor::ensemble::sample;
use kfactor::metrics::Metric;
use proptest::prelude::*;

/// A campaign with hunters among the seeds, which is banned soon.
fn campaign(numbers: [u32; 4], words: [&str; 3]) -> String {
    let [seeds, hunters, joins, hazard] = numbers;
    let [time, then, world] = words;
    format!(
        "
name: x
days: 5
{time}
{world}
segments:
  a: {{ seeds: {seeds}, inflow: 3, share: 0.8, contacts: 6, join: 0.{joins}, recruits: {{ a: 7, h: 3 }} }}
  h: {{ fake: true, detect: 0.2, seeds: {hunters}, inflow: 2, share: 0.8, contacts: 4, join: 0.{joins} }}
incentive: [{{ when: join, value: 5, cost: 2, if_stays: 12h }}, {{ when: {{ invites: 2 }}, value: 3, cost: 4, reserve: true, stock: 30 }}]
ban: {{ per_participant: 0.0{hazard}, delete_induced: true{then} }}
"
    )
}

fn campaigns() -> impl Strategy<Value = String> {
    let time = prop_oneof![
        Just("step: 1d\ndelay: none"),
        Just("step: 12h\ndelay: { exponential: 8h }"),
        Just("step: 6h\ndelay: 30h"),
    ];
    let then = prop_oneof![Just(""), Just(", then: { pause: 1d }"), Just(", then: { pause: 9h }")];
    let world =
        prop_oneof![Just(""), Just("market: 400"), Just("capacity: { total: 90 }"), Just("anyway: 0.5")];
    ([0..40_u32, 0..40_u32, 1..6_u32, 1..9_u32], time, then, world)
        .prop_map(|(numbers, time, then, world)| campaign(numbers, [time, then, world]))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    /// Nobody leaves here but who is deleted: members are who came unasked, and some of those invited.
    #[test]
    fn who_was_not_invited_stays(text in campaigns()) {
        let sample = sample(&scenario(&text), 1, 20);
        let of = |metric| column(&sample, &metric);
        let came = of(Metric::Seeds).into_iter().zip(of(Metric::Organic)).map(|(seeds, organic)| seeds + organic);
        let members = of(Metric::MembersEnd).into_iter().zip(of(Metric::Referred)).zip(of(Metric::BannedDay));
        for (unasked, ((members, invited), banned)) in came.zip(members) {
            prop_assert!(members >= unasked, "{members} members, {unasked} came unasked");
            prop_assert!(members <= unasked + invited, "{members} members of {unasked} and {invited}");
            prop_assert!(banned.is_finite() || members == unasked + invited, "nobody was deleted");
        }
    }
}

/// In cycles whom a ban for good deletes is all who were invited before it, and nobody else.
#[test]
fn a_ban_deletes_somebody() {
    let text = campaign([30, 30, 4, 3], ["step: 1d\ndelay: none", "", ""]);
    let sample = sample(&scenario(&text), 1, 200);
    let of = |metric| column(&sample, &metric).iter().sum::<f64>();
    assert!(of(Metric::MembersEnd) < of(Metric::Seeds) + of(Metric::NewUsers));
}
