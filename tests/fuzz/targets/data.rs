//! Files of data: baselines, parts of a run, lines of a sweep's journal. What was changed is refused, or is as good as what is
//! written.

use crate::dice::Dice;
use crate::drive::Met;
use crate::generate::tear;
use kfactor::ensemble::{Ensemble, Part, Plan, Silent, part};
use kfactor::output::answer::baseline;
use kfactor::output::answer::sweep::journal;
use kfactor::scenario::{Scenario, Valid};
use kfactor::study::baseline::{Baseline, Question, STREAMS};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static SCENARIO: LazyLock<Valid> = LazyLock::new(|| {
    let text = "{ name: data, days: 4, seeds: 20, share: 0.3 to 0.5, contacts: 9, join: 6%, price: 2 }";
    Scenario::from_yaml(text).expect("a scenario")
});

static BASELINE: LazyLock<String> = LazyLock::new(|| {
    let taken = Question::new(&SCENARIO).seed(1).replicates(64).answer().expect("nobody stops it");
    let scenarios = BTreeMap::from([("海报.yaml".to_owned(), taken.snapshot)]);
    baseline::text(&Baseline { version: "0.1.0".to_owned(), streams: STREAMS, scenarios })
});

const PLAN: Plan = Plan { seed: 3, replicates: 80, until: None };

static PART: LazyLock<Vec<u8>> = LazyLock::new(|| part(&SCENARIO, &PLAN, 0..80, &Silent).to_bytes());

static LINE: LazyLock<String> = LazyLock::new(|| {
    let run = kfactor::run::Question::new(&SCENARIO).replicates(64).answer();
    let summaries: Vec<_> = run.metrics.iter().take(3).map(|(_, summary)| *summary).collect();
    journal::encode(12, &summaries)
});

pub fn run(bytes: &[u8]) -> Met {
    let mut dice = Dice::new(bytes);
    match dice.below(3) {
        0 => baseline(&torn(&BASELINE, &mut dice)),
        1 => part_of_a_run(&changed(&PART, &mut dice)),
        _ => line_of_a_journal(&torn(&LINE, &mut dice)),
    }
}

/// A text with some slips; those of JSON are of its own kind.
fn torn(text: &str, dice: &mut Dice<'_>) -> String {
    const VALUES: [&str; 10] =
        ["null", "-1", "1e999", "\"inf\"", "{}", "[]", "0.5", "18446744073709551616", "\"\"", "true"];
    let mut text = text.to_owned();
    for _ in 0..dice.below(4) {
        if dice.one_in(2) {
            tear(&mut text, dice);
        } else {
            replace_value(&mut text, dice.below(300), &dice.word(&VALUES));
        }
    }
    text
}

/// Puts another value behind this colon of a text.
fn replace_value(text: &mut String, colon: usize, value: &str) {
    let Some((at, _)) = text.match_indices(':').nth(colon) else { return };
    let end = text[at + 1..].find([',', '}', '\n']).map_or(text.len(), |end| at + 1 + end);
    text.replace_range(at + 1..end, value);
}

fn baseline(text: &str) -> Met {
    match baseline::parse(text) {
        Err(why) => {
            assert!(!why.is_empty() && !why.contains("Some("), "{why}");
            Met::Refused
        }
        Ok(read) => {
            let written = baseline::text(&read);
            let again = baseline::parse(&written).expect("what is written can be read");
            assert_eq!(baseline::text(&again), written);
            Met::Read
        }
    }
}

/// The bytes of a part with some of them changed, mostly sealed again.
fn changed(part: &[u8], dice: &mut Dice<'_>) -> Vec<u8> {
    const HASH: usize = 32;
    const HEAD: usize = 24;
    let mut bytes = part.to_vec();
    for _ in 0..dice.below(4) {
        let at = dice.below(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
        match dice.below(5) {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = *dice.pick(&[0x80, 0xff, 0x00, 0x7f]),
            2 => drop(bytes.splice(at..at, std::iter::repeat_n(0xff, 1 + dice.below(9)))),
            3 => drop(bytes.drain(at..(at + 1 + dice.below(9)).min(bytes.len()))),
            _ => bytes[at] = bytes[at].wrapping_add(1),
        }
    }
    if dice.below(8) > 0 && bytes.len() > HEAD + HASH {
        let body = bytes.len() - HASH;
        let length = (bytes.len() - HEAD) as u64;
        bytes[HEAD - 8..HEAD].copy_from_slice(&length.to_le_bytes());
        let hash = Sha256::digest(&bytes[..body]);
        bytes[body..].copy_from_slice(&hash);
    }
    bytes
}

fn part_of_a_run(bytes: &[u8]) -> Met {
    let Ok(part) = Part::from_bytes(bytes) else { return Met::Refused };
    assert_eq!(part.to_bytes(), bytes, "only one text is a part's own");
    if let Ok(ensemble) = Ensemble::of(&SCENARIO, &PLAN, part) {
        assert!(ensemble.rows(&mut |_| Ok(())).is_ok());
    }
    Met::Read
}

fn line_of_a_journal(line: &str) -> Met {
    let _ = journal::difference(line, "{}");
    let Some((index, summaries)) = journal::decode(line) else { return Met::Refused };
    let again = journal::decode(&journal::encode(index, &summaries)).expect("what is written can be read");
    assert_eq!((again.0, again.1.len()), (index, summaries.len()));
    Met::Read
}

pub fn shown(bytes: &[u8]) -> String {
    let mut dice = Dice::new(bytes);
    match dice.below(3) {
        0 => torn(&BASELINE, &mut dice),
        1 => format!("{:02x?}", changed(&PART, &mut dice)),
        _ => torn(&LINE, &mut dice),
    }
}
