//! Parts are a commutative monoid, to the bit; they come back from bytes as they were, and nothing else comes back.

use super::kept::KeptRows;
use super::part::{HASH, sealed};
use super::{Ensemble, Part, Plan, Refusal, Silent, part, run};
use crate::scenario::{Scenario, Valid};

const PLAN: Plan = Plan { seed: 3, replicates: 700, until: None };

fn scenario() -> Valid {
    let text = "
        name: parts
        days: 5
        seeds: 40
        share: 0.2 to 0.6
        contacts: 5
        join: 0.1 to 0.2
        incentive: [{ to: inviter, when: { invites: 2 }, value: 5, cost: 2.35 }]
        budget: { limit: 20 }
    ";
    Scenario::from_yaml(text).unwrap()
}

fn of(plan: &Plan, replicates: std::ops::Range<u64>) -> Part {
    part(&scenario(), plan, replicates, &Silent)
}

fn merged(parts: impl IntoIterator<Item = Part>) -> Part {
    let mut all = of(&PLAN, 0..0);
    parts.into_iter().for_each(|part| all.merge(part).unwrap());
    all
}

#[test]
fn neither_cuts_nor_order_matter() {
    let whole = of(&PLAN, 0..700);
    assert_eq!(whole, run(&scenario(), &PLAN, &Silent, &mut |_| Ok(())).unwrap().into_part());
    assert_eq!(merged([of(&PLAN, 320..700), of(&PLAN, 0..320)]), whole);
    // Cuts within blocks do no harm either.
    let cuts = [0, 64, 100, 101, 448, 500, 700, 9_000];
    let parts = || cuts.windows(2).map(|cut| of(&PLAN, cut[0]..cut[1]));
    assert_eq!(merged(parts()), whole);
    assert_eq!(merged(parts().rev()), whole);
    let (odd, even): (Vec<_>, Vec<_>) = parts().enumerate().partition(|(place, _)| place % 2 == 1);
    let half = |parts: Vec<(usize, Part)>| merged(parts.into_iter().map(|(_, part)| part));
    assert_eq!(merged([half(odd), half(even)]), whole);
    assert_eq!(Ensemble::of(&scenario(), &PLAN, merged(parts())).unwrap().replicates(), 700);
}

#[test]
fn an_empty_part_changes_nothing() {
    let mut part = of(&PLAN, 64..200);
    part.merge(of(&PLAN, 300..300)).unwrap();
    assert_eq!(part, of(&PLAN, 64..200));
    assert_eq!(Part::from_bytes(&of(&PLAN, 9..9).to_bytes()).unwrap(), of(&PLAN, 0..0));
}

#[test]
fn more_than_can_be_exact_keeps_headlines_only() {
    let plan = Plan { replicates: 1_000_000, ..PLAN };
    let (one, other) = (of(&plan, 0..128), of(&plan, 16_320..16_500));
    assert!(of(&PLAN, 0..128).to_bytes().len() > one.to_bytes().len());
    let lengths =
        |part: &Part| part.kept.stretches.iter().map(|stretch| stretch.stops.len()).collect::<Vec<_>>();
    assert_eq!((lengths(&one), lengths(&other)), (vec![128], vec![64]));
    let mut merged = one.clone();
    merged.merge(other).unwrap();
    assert_eq!(Part::from_bytes(&merged.to_bytes()).unwrap(), merged);
    assert!(Ensemble::of(&scenario(), &plan, one).unwrap().summary(4).n == 128);
}

#[test]
fn what_does_not_belong_together_is_refused() {
    let mut part = of(&PLAN, 0..128);
    let before = part.to_bytes();
    let other_seed = Plan { seed: 4, ..PLAN };
    assert_eq!(part.merge(of(&other_seed, 128..256)), Err(Refusal::Foreign));
    assert_eq!(part.merge(of(&PLAN, 100..256)), Err(Refusal::Overlapping(100)));
    assert_eq!(part.to_bytes(), before);
    let ensemble = |part| Ensemble::of(&scenario(), &PLAN, part).map(|_| ());
    assert_eq!(ensemble(of(&other_seed, 0..64)), Err(Refusal::Foreign));
    assert_eq!(ensemble(of(&PLAN, 64..128)), Err(Refusal::Incomplete));
    let mut bare = of(&PLAN, 0..64);
    bare.kept = KeptRows::default();
    assert_eq!(ensemble(bare), Err(Refusal::Damaged));
}

#[test]
fn bytes_that_were_changed_are_refused() {
    let bytes = of(&PLAN, 0..70).to_bytes();
    assert_eq!(Part::from_bytes(&bytes).unwrap().to_bytes(), bytes);
    for length in (0..200).chain((200..bytes.len()).step_by(97)) {
        let expected = if length == 0 { Refusal::NotAPart } else { Refusal::Truncated };
        assert_eq!(Part::from_bytes(&bytes[..length]).err(), Some(expected), "{length}");
    }
    for place in (0..200).chain((200..bytes.len()).step_by(97)) {
        let mut changed = bytes.clone();
        changed[place] ^= 0x10;
        assert!(Part::from_bytes(&changed).is_err(), "{place}");
    }
    let longer = [&bytes[..], &[0]].concat();
    assert_eq!(Part::from_bytes(&longer).err(), Some(Refusal::Damaged));
    assert_eq!(Part::from_bytes(b"replicate,new_users").err(), Some(Refusal::NotAPart));
    let mut newer = bytes;
    newer[12] = 99;
    assert_eq!(Part::from_bytes(&newer).err(), Some(Refusal::OtherVersion(99)));
}

/// With a checksum that is right: what is read is still held against what a part can be.
#[test]
fn bytes_that_were_made_up_are_refused() {
    let bytes = of(&PLAN, 0..70).to_bytes();
    let body = &bytes[24..bytes.len() - HASH];
    assert_eq!(sealed(body), bytes);
    let mut accepted = 0;
    for place in (32..body.len()).step_by(29) {
        for change in [0x01, 0x80] {
            let mut changed = body.to_vec();
            changed[place] ^= change;
            let sealed = sealed(&changed);
            // What is taken for a part is written as it was read.
            if let Ok(part) = Part::from_bytes(&sealed) {
                assert_eq!(part.to_bytes(), sealed);
                accepted += 1;
            }
        }
    }
    // Digits of kept values may be any.
    assert!(accepted > 0);
}
