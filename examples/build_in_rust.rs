//! A campaign built in Rust, without YAML: customers bring friends, both get a coupon.
//!
//! ```text
//! cargo run --release --example build_in_rust
//! ```

use kfactor::{
    Contacts, Drive, Metric, Quantity, Recipient, Response, Reward, Scenario, Segment, SegmentMetric, Stay,
    Trigger, Wait, run,
};
use std::error::Error;

/// People who share for a little love and for the coupon, and reach so many contacts.
fn people(name: &str, seeds: f64, contacts: f64) -> Segment {
    let mut people = Segment::new(name);
    people.set_seeds(seeds);
    let reward = Response::Saturating { max: 0.4.into(), half: 8.0.into() };
    let (content, social) = (Quantity::from(0.03), Quantity::from(0.05));
    people.share.drive = Drive::Motives { content, social, reward: Some(reward) };
    people.share.after = Some(Wait::Mean(1.5.into()));
    people.share.again = 0.5.into();
    // Negative binomial: a few reach whole groups, most reach a handful.
    people.contacts = Contacts::NegativeBinomial { mean: contacts.into(), k: 0.6.into() };
    people.funnel[0].pass = 0.04.into();
    people.stay = Stay::Churn(0.02.into());
    people
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut scenario = Scenario::new("Friends drink tea", 21);
    scenario.segments = vec![people("regulars", 300.0, 25.0), people("passers-by", 1_200.0, 10.0)];
    scenario.segments[0].recruits = Some(vec![0.2.into(), 0.8.into()]);
    scenario.segments[1].recruits = Some(vec![0.05.into(), 0.95.into()]);
    scenario.incentive = vec![
        Reward::new("your coupon", Recipient::Inviter, Trigger::Join, 6.0),
        Reward::new("welcome coupon", Recipient::Invitee, Trigger::Join, 4.0),
    ];
    scenario.incentive[0].cap = Some(10);
    scenario.costs.fixed = 1_500.0.into();
    // Everything that is wrong comes back at once; questions take what is valid.
    let scenario = scenario.validate()?;

    let report = run::Question::new(&scenario).seed(7).replicates(2_000).answer();
    println!("{}, K {:.2}\n", scenario.name, report.theory.k);
    println!("{:<12}{:>8}{:>10}{:>10}{:>12}", "segment", "seeds", "invited", "sharers", "at the end");
    for part in &report.segments {
        let mean = |metric: SegmentMetric| {
            part.metrics.iter().find(|(known, _)| *known == metric).map_or(f64::NAN, |(_, s)| s.mean)
        };
        let [seeds, invited, sharers, end] = [
            SegmentMetric::Seeds,
            SegmentMetric::Referred,
            SegmentMetric::Sharers,
            SegmentMetric::MembersEnd,
        ]
        .map(mean);
        println!("{:<12}{seeds:>8.0}{invited:>10.0}{sharers:>10.0}{end:>12.0}", part.segment);
    }
    let cac = report.metric(&Metric::Cac).ok_or("every scenario has a CAC")?;
    println!("\nAn added user costs {:.2} ± {:.2} in a single campaign.", cac.mean, cac.sd);
    Ok(())
}
