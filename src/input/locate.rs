//! Where the problems with the meaning of a scenario stand: they are known by their path, and their text is found here.

use super::naming::key_names;
use super::set::Override;
use crate::metrics::{Metric, Series};
use crate::problem::{Findings, Origin, Part, Path, Place, Problem, ProblemKind, StatementFault};
use crate::yaml::{Content, Node, Source};

/// Finds the places; leaves out what only follows from a problem of reading, and repetitions (a key at
/// the top level is met once for every segment).
pub(super) fn locate(findings: Findings, root: &Node, texts: &Texts<'_>, read: &[Problem]) -> Vec<Problem> {
    let mut located: Vec<Problem> = Vec::new();
    for (path, kind) in findings.0 {
        let written = written_at(root, &path);
        let follows = read.iter().any(|problem| follows_from(&written, &path, &kind, problem));
        let problem = Problem {
            place: texts.place(root, &written, &kind),
            // What is missing has a path of its own, though it stands nowhere.
            path: if matches!(kind, ProblemKind::Missing { .. }) { path } else { written },
            kind,
        };
        if !follows && !located.contains(&problem) {
            located.push(problem);
        }
    }
    located
}

/// The path under which what `path` means was written: a segment's key may be inherited from the top
/// level, and what is not written at all belongs to the map that lacks it.
fn written_at(root: &Node, path: &Path) -> Path {
    let inherited = match &path.0[..] {
        [Part::Key(segments), Part::Key(_), rest @ ..] if segments == "segments" => Some(rest),
        _ => None,
    };
    let ways = [Some(&path.0[..]), inherited].into_iter().flatten();
    // The way that leads nearer to its end; a segment's own before the top level.
    let nearest =
        ways.map(|way| (way, longest(root, way))).min_by_key(|(way, found)| way.len() - found.len());
    Path(nearest.map_or(&[][..], |(_, found)| found).to_vec())
}

fn longest<'a>(root: &Node, path: &'a [Part]) -> &'a [Part] {
    let length = (0..=path.len()).rev().find(|length| root.find(&path[..*length]).is_some());
    &path[..length.unwrap_or(0)]
}

/// A value that could not be read counts as absent; what its absence causes is not worth telling.
fn follows_from(written: &Path, meant: &Path, kind: &ProblemKind, read: &Problem) -> bool {
    if read.path.0.is_empty() {
        return false;
    }
    if let ([list, item, ..], [its_list, its_item, key, ..]) = (&written.0[..], &read.path.0[..])
        && (list, item) == (its_list, its_item)
        && [Part::Key("to".to_owned()), Part::Key("when".to_owned())].contains(key)
    {
        // Nobody knows what a reward means whose recipient or trigger could not be read.
        return true;
    }
    if is_of_one_of(needed(kind), read) {
        return true;
    }
    let below = read.path.touches(written) && read.path.0.len() <= written.0.len();
    if let ProblemKind::Statement { fault, .. } = kind {
        return below || speaks_of(fault, &read.path);
    }
    if let ProblemKind::Missing { key } = kind {
        return below || may_be_what_is_missing(written, meant, key, read);
    }
    below || (is_about_absence(kind) && (read.path.touches(meant) || read.path.touches(written)))
}

/// Whether a statement would be understood if only this key could be read.
fn speaks_of(fault: &StatementFault, read: &Path) -> bool {
    let Some(Part::Key(key)) = read.0.first() else { return false };
    match fault {
        StatementFault::UnknownName { name, .. } if name == Series::BudgetLeft.name() => key == "budget",
        StatementFault::UnknownName { name, .. } if name.starts_with(Metric::REACHED) => key == "incentive",
        StatementFault::UnknownName { name, .. } if name.starts_with(Metric::STAGE) => {
            key == "funnel" || key == "segments"
        }
        StatementFault::NeedsBenchmark => key == "benchmark",
        StatementFault::DayOutside { .. } => key == "days" || key == "step",
        _ => false,
    }
}

/// Whether the key that is missing is there after all, but misspelt or with a value that could not be read.
fn may_be_what_is_missing(written: &Path, meant: &Path, key: &str, read: &Problem) -> bool {
    let is_key = |nearest: &str| nearest == key || key_names("", key).contains(&nearest);
    let misspelt =
        matches!(&read.kind, ProblemKind::UnknownKey { nearest: Some(nearest), .. } if is_key(nearest));
    // `join` stands in for the `funnel` beside it.
    let named = match &read.path.0[..] {
        [above @ .., Part::Key(last)] => last == key && Path(above.to_vec()).touches(meant),
        _ => false,
    };
    // A segment may have inherited it.
    let inherited = written.0.last() == meant.0.last() && read.path.touches(written);
    misspelt || named || inherited || read.path.touches(meant)
}

/// Whether a problem of reading is with one of these keys, or something below it.
fn is_of_one_of(keys: &[&str], read: &Problem) -> bool {
    let is_one = |key: &str| keys.iter().any(|one| *one == key || key_names("", one).contains(&key));
    let misspelt =
        matches!(&read.kind, ProblemKind::UnknownKey { nearest: Some(nearest), .. } if is_one(nearest));
    misspelt || read.path.0.iter().any(|part| matches!(part, Part::Key(key) if is_one(key)))
}

/// Keys elsewhere without which it is a problem: where one of them is there and could not be read, nobody knows.
fn needed(kind: &ProblemKind) -> &'static [&'static str] {
    match kind {
        ProblemKind::NeedsPrice => &["price"],
        ProblemKind::NeedsOrders { .. } | ProblemKind::NeedsOrderPrice | ProblemKind::NeverEarned(_) => {
            &["buys"]
        }
        ProblemKind::RecoveredWithoutRefund => &["refund", "buys", "price"],
        ProblemKind::NeedsStart | ProblemKind::DateNeedsStart | ProblemKind::BeforeTheStart { .. } => {
            &["start"]
        }
        ProblemKind::AfterTheEnd { .. } => &["days"],
        ProblemKind::NeedsStock => &["stock"],
        ProblemKind::ReserveOfPlenty => &["stock", "budget"],
        ProblemKind::NeedsMarket | ProblemKind::SeedsBeyondMarket { .. } => &["market"],
        ProblemKind::AgainNeedsAfter | ProblemKind::NobodyWaits => &["after"],
        ProblemKind::NeedsJoinReward => &["join_reward"],
        ProblemKind::NoAccountsToHit => &["accounts"],
        ProblemKind::NeedsNetwork { .. } => &["network"],
        ProblemKind::CyclesNeedStep => &["step"],
        _ => &[],
    }
}

fn is_about_absence(kind: &ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::Missing { .. }
            | ProblemKind::Together { .. }
            | ProblemKind::ExactlyOne { .. }
            | ProblemKind::NobodyStarts
            | ProblemKind::NobodyBuys { .. }
            | ProblemKind::NothingDrives
            | ProblemKind::FakeNeverShares
            | ProblemKind::NoAmount
            | ProblemKind::QuotaOfNothing
            | ProblemKind::NoInviteeReward { .. }
            | ProblemKind::BudgetForNothing
            | ProblemKind::EventChangesNothing
    )
}

/// Whether it is the key that is out of place, whatever its value.
fn is_about_the_key(kind: &ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::UnknownSegment { .. }
            | ProblemKind::NotForFakes { .. }
            | ProblemKind::OnlyForFakes { .. }
            | ProblemKind::FakeRecruitsGenuine { .. }
            | ProblemKind::TotalForAll { .. }
            | ProblemKind::IdleKey { .. }
            | ProblemKind::FunnelEnd { .. }
            | ProblemKind::EitherOr { .. }
            | ProblemKind::FileOfDrawn { .. }
            | ProblemKind::Together { .. }
            | ProblemKind::NoInviteeReward { .. }
            | ProblemKind::NeedsJoinReward
            | ProblemKind::NeedsStock
            | ProblemKind::ReserveOfPlenty
            | ProblemKind::ReserveOfRisingPrice
            | ProblemKind::NeedsStart
            | ProblemKind::NeedsMarket
            | ProblemKind::CyclesNeedStep
            | ProblemKind::CyclesAreForAll
            | ProblemKind::AgainNeedsAfter
            | ProblemKind::NotWithTrigger { .. }
            | ProblemKind::BudgetForNothing
    )
}

/// The texts that places point into.
pub(super) struct Texts<'a> {
    pub source: &'a Source,
    pub overrides: &'a [Override],
}

impl Texts<'_> {
    fn text(&self, origin: Origin) -> &str {
        match origin {
            Origin::File => self.source.text(),
            Origin::People => self.source.people().map_or("", Source::text),
            Origin::Override(index) => self.overrides.get(index).map_or("", Override::text),
        }
    }

    /// What to underline for the value at `path`: all of it when it is short, its key otherwise, and the
    /// first line when it has no key.
    fn place(&self, root: &Node, path: &Path, kind: &ProblemKind) -> Option<Place> {
        let (node, key) = root.find(&path.0).filter(|_| !path.0.is_empty())?;
        let bytes = node.place.bytes.clone();
        let text = self.text(node.place.origin).get(bytes.clone()).unwrap_or("").trim_end();
        if let Some(key) = key.filter(|_| is_about_the_key(kind)) {
            return Some(key.clone());
        }
        if let ProblemKind::Statement { at, .. } = kind
            && let Some(start) = statement_within(text, root, path)
        {
            let start = bytes.start + start;
            return Some(Place { bytes: start + at.start..start + at.end, ..node.place });
        }
        if !text.is_empty() && !text.contains('\n') {
            return Some(Place { bytes: bytes.start..bytes.start + text.len(), ..node.place });
        }
        let first_line = text.lines().next().unwrap_or("").trim_end().len();
        let line = Place { bytes: bytes.start..bytes.start + first_line, ..node.place };
        Some(key.cloned().unwrap_or(line))
    }
}

/// Where a statement begins in the text of its value: behind a quotation mark, or nowhere when it is written with
/// escapes or over several lines.
fn statement_within(text: &str, root: &Node, path: &Path) -> Option<usize> {
    match &root.find(&path.0)?.0.content {
        Content::Text(statement) => text.find(statement.as_str()),
        _ => None,
    }
}
