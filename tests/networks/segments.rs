//! Whoever comes to a segment is of it, where the network knows of which everybody is.

use kfactor::run::Question;
use kfactor::scenario::Scenario;

/// The first 30 people are the core. 20 of them are addressed at once, the others come by themselves, 10 a day, and are soon used up.
#[test]
fn nobody_comes_to_a_segment_of_others() {
    let text = "name: x\ndays: 9\nshare: 0.2\njoin: 0.1\n\
                network: { generate: stochastic_block, blocks: { core: 30, casual: 200 }, chances: [[0.1, 0.1], [0.1, 0.02]] }\n\
                segments: { core: { seeds: [{ count: 15 }, { at: 2d, count: 10 }], inflow: { per_day: 10 } }, casual: { seeds: 2 } }\n";
    let scenario = Scenario::from_yaml(text).unwrap();
    let mut core = 0;
    let told = Question::new(&scenario).seed(1).replicates(50).trees(50).invitations(&mut |campaign| {
        let of_core = campaign.people().filter(|person| person.segment == "core");
        let numbers: Vec<u32> = of_core.map(|person| person.person.parse().unwrap()).collect();
        assert!(numbers.iter().all(|number| *number <= 30), "{numbers:?}");
        core += numbers.len();
        Ok(())
    });
    assert!(told.unwrap());
    assert!(core > 50 * 28, "{core}");
}

/// Neither do more come of them than there are, with the campaign or without.
#[test]
fn nobody_comes_twice() {
    let text = "name: x\ndays: 9\nshare: 0.2\njoin: 0.1\n\
                network: { generate: stochastic_block, blocks: { core: 30, casual: 200 }, chances: [[0.1, 0.1], [0.1, 0.02]] }\n\
                segments: { core: { seeds: 15, inflow: { per_day: 10 } }, casual: { seeds: 0 } }\n";
    let report = Question::new(&Scenario::from_yaml(text).unwrap()).seed(1).replicates(50).alone().answer();
    let mean = |metric| report.metric(&metric).unwrap();
    assert!(mean(kfactor::Metric::Organic).max <= 15.0, "{:?}", mean(kfactor::Metric::Organic));
    assert!(mean(kfactor::Metric::AddedUsers).min >= 0.0, "{:?}", mean(kfactor::Metric::AddedUsers));
}
