//! What makes a comparison impossible, and what to mind in one that is possible.

use super::measure::common_benchmark;
use super::{Design, FEW, MOST_DESIGNS, Measure, Measured};
use crate::metrics::Metric;
use crate::scenario::{Scenario, Unmoved, Valid};
use crate::stats::Summary;
use crate::study::run::lost_members;
use serde::Serialize;

/// Why designs cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// There is nothing to compare with.
    TooFew,
    /// More than [`MOST_DESIGNS`].
    TooMany {
        /// How many.
        designs: usize,
    },
    /// One goes in cycles of this many minutes, another does not.
    Cycles {
        /// A design in cycles, and how many minutes one is.
        cycles: (String, u32),
        /// One that is not, or in cycles of another length.
        other: String,
    },
    /// Amounts in different currencies.
    Currencies {
        /// The first design and its currency.
        first: (String, String),
        /// The first with another, and its currency.
        other: (String, String),
    },
}

/// What to mind.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Caution {
    /// The campaigns last for different times; their lengths in days, by design.
    Lengths(Vec<f64>),
    /// Different numbers of people are told at the start; means, by design.
    Seeds(Vec<f64>),
    /// What a user costs elsewhere is not the same in all designs, so that nothing is saved against it.
    Benchmarks,
    /// No input is uncertain: only luck makes campaigns of a design differ.
    Certain,
    /// Too few replicates for intervals to be trusted.
    FewReplicates,
    /// There are rewards to which nobody reacts: what they cost differs, and nothing else.
    Unmoved {
        /// To what.
        what: Unmoved,
        /// In which designs; nothing where it is so in all.
        designs: Vec<usize>,
    },
    /// At the end this design has fewer members than if nothing were done.
    LosesMembers {
        /// The design.
        design: usize,
        /// How many fewer, mean over all replicates.
        members: f64,
    },
    /// In some replicates of this design money was spent and nobody was added: a user is dearer than any price.
    NobodyJoined {
        /// The design.
        design: usize,
        /// How many replicates.
        replicates: u64,
        /// Whether all replicates together have a price.
        has_mean: bool,
    },
}

pub(super) fn check(designs: &[Design]) -> Result<(), Refusal> {
    match designs.len() {
        0 | 1 => Err(Refusal::TooFew),
        many if many > MOST_DESIGNS => Err(Refusal::TooMany { designs: many }),
        _ => {
            let scenarios: Vec<&Valid> = designs.iter().map(|design| &design.scenario).collect();
            alike(&scenarios, &|design| designs[design].name.clone())
        }
    }
}

/// Whether these campaigns can be held against each other; `called` tells the name of one of them.
pub(in crate::study) fn alike(campaigns: &[&Valid], called: &dyn Fn(usize) -> String) -> Result<(), Refusal> {
    let Some(first) = campaigns.first() else { return Ok(()) };
    match campaigns.iter().position(|other| other.currency != first.currency) {
        Some(other) => {
            let told = |campaign: usize| (called(campaign), campaigns[campaign].currency.code.clone());
            Err(Refusal::Currencies { first: told(0), other: told(other) })
        }
        None => same_cycles(campaigns, called),
    }
}

/// A cycle is a length of time like no other: what differs between it and another would be taken for a merit of a design.
fn same_cycles(campaigns: &[&Valid], called: &dyn Fn(usize) -> String) -> Result<(), Refusal> {
    let Some(first) = campaigns.iter().position(|campaign| campaign.is_in_cycles()) else { return Ok(()) };
    let minutes = campaigns[first].clock.step_minutes;
    let differs = |other: &&Valid| !other.is_in_cycles() || other.clock.step_minutes != minutes;
    campaigns.iter().position(differs).map_or(Ok(()), |other| {
        Err(Refusal::Cycles { cycles: (called(first), minutes), other: called(other) })
    })
}

pub(super) fn cautions(designs: &[Valid], measures: &[Measured], replicates: u64) -> Vec<Caution> {
    let mut cautions = Vec::new();
    let lengths: Vec<f64> = designs.iter().map(|design| design.clock.days()).collect();
    cautions.extend(differ(&lengths).then_some(Caution::Lengths(lengths)));
    let seeds: Vec<f64> = designs.iter().map(|design| told(design)).collect();
    cautions.extend(differ(&seeds).then_some(Caution::Seeds(seeds)));
    let has_benchmark = designs.iter().any(|design| design.benchmark_cac.is_some());
    cautions.extend((has_benchmark && common_benchmark(designs).is_none()).then_some(Caution::Benchmarks));
    cautions.extend(unmoved(designs));
    cautions.extend((replicates < FEW).then_some(Caution::FewReplicates));
    cautions.extend(lose_members(measures));
    cautions.extend(nobody_joined(measures));
    let certain = designs.iter().all(|design| design.inputs.is_empty());
    cautions.extend(certain.then_some(Caution::Certain));
    cautions
}

/// To which rewards nobody reacts, and in which designs: one for each kind.
fn unmoved(designs: &[Valid]) -> Vec<Caution> {
    let unmoved: Vec<Unmoved> = designs.iter().map(|design| design.unmoved()).collect();
    let mut kinds: Vec<Unmoved> = Vec::new();
    for kind in unmoved.iter().filter(|kind| kind.any()) {
        if !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    let told = |what: Unmoved| {
        let such: Vec<usize> = (0..designs.len()).filter(|design| unmoved[*design] == what).collect();
        let designs = if such.len() == designs.len() { Vec::new() } else { such };
        Caution::Unmoved { what, designs }
    };
    kinds.into_iter().map(told).collect()
}

/// People who are told at the start, bonus hunters included.
fn told(design: &Scenario) -> f64 {
    let waves = design.segments.iter().flat_map(|segment| &segment.seeds);
    waves.map(|wave| wave.count.typical()).sum()
}

fn differ(values: &[f64]) -> bool {
    values.iter().any(|value| *value != values[0])
}

fn lose_members(measures: &[Measured]) -> Vec<Caution> {
    let of = |metric: Metric| measures.iter().find(|of| of.measure == Measure::Metric(metric.clone()));
    let Some((added, at_end)) = of(Metric::AddedMembers).zip(of(Metric::MembersEnd)) else {
        return Vec::new();
    };
    let both = added.values.iter().zip(&at_end.values).enumerate();
    both.filter_map(|(design, (added, at_end))| {
        Some(Caution::LosesMembers { design, members: lost_members(added, at_end)? })
    })
    .collect()
}

fn nobody_joined(measures: &[Measured]) -> Vec<Caution> {
    let Some(cac) = measures.iter().find(|measured| measured.measure == Measure::Metric(Metric::Cac)) else {
        return Vec::new();
    };
    let told = |(design, cac): (usize, &Summary)| {
        let (replicates, has_mean) = (cac.infinite, cac.mean.is_finite());
        (replicates > 0).then_some(Caution::NobodyJoined { design, replicates, has_mean })
    };
    cac.values.iter().enumerate().filter_map(told).collect()
}
