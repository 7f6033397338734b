//! What can go wrong, counted on dots, with what it means and what helped.

use super::Page;
use crate::metrics::Risk;
use crate::output::format::document::{Block, RiskCard, Section, Tone};
use crate::study::run::{Chance, Remark};
use crate::words::document::{dots, how_often};
use crate::words::metric::risk;
use crate::words::run::advice::advice;
use crate::words::run::remark::remark;
use crate::words::run::report::{self as words, Topic};

impl Page<'_> {
    pub(super) fn risks(&self) -> Section {
        let title = words::risks_title(self.likeliest_risk(), self.report.replicates, self.lang);
        let mut section = self.section(Topic::Risks, title);
        if !self.report.risks.is_empty() {
            section.blocks.push(Block::Risks(self.cards()));
        }
        let others = self.report.remarks.iter().enumerate().filter(|(_, remark)| risk_of(remark).is_none());
        let others: Vec<String> =
            others.flat_map(|(place, remark)| self.remark_and_help(place, remark)).collect();
        if !others.is_empty() {
            section.blocks.push(Block::Notes(others));
        }
        section
    }

    /// The one that happens most, if any does, and how often.
    pub(super) fn likeliest_risk(&self) -> Option<(Risk, f64)> {
        let worst = self.sorted_risks().into_iter().next().filter(|(_, chance)| chance.p > 0.0);
        worst.map(|(risk, chance)| (risk, chance.p))
    }

    /// What happens most comes first; of two that happen alike, the one that something was found against.
    fn sorted_risks(&self) -> Vec<(Risk, Chance)> {
        let mut risks = self.report.risks.clone();
        let is_helped = |risk: Risk| self.helped().any(|remark| risk_of(remark) == Some(risk));
        risks.sort_by(|(one, here), (other, there)| {
            there.p.total_cmp(&here.p).then(is_helped(*other).cmp(&is_helped(*one)))
        });
        risks
    }

    /// Every risk on its dots.
    pub(super) fn cards(&self) -> Vec<RiskCard> {
        self.sorted_risks().iter().map(|(risk, chance)| self.card(*risk, chance)).collect()
    }

    fn card(&self, of: Risk, chance: &Chance) -> RiskCard {
        let remarks = self.report.remarks.iter().enumerate();
        let remarks = remarks.filter(|(_, remark)| risk_of(remark) == Some(of));
        RiskCard {
            name: risk(of, self.lang).to_owned(),
            dots: dots(chance.p),
            told: how_often(chance.p, self.report.replicates, self.lang),
            tone: match chance.p {
                never if never <= 0.0 => Tone::Good,
                often if often >= 0.5 => Tone::Bad,
                _ => Tone::Careful,
            },
            lines: remarks.flat_map(|(place, remark)| self.remark_and_help(place, remark)).collect(),
        }
    }

    /// A remark, and what was tried against it and helped.
    fn remark_and_help(&self, place: usize, found: &Remark) -> Vec<String> {
        let tried = self.report.advice.iter().filter(|tried| tried.remark == place);
        let tried = tried.map(|tried| format!("→ {}", advice(tried, self.report, self.lang)));
        std::iter::once(remark(found, self.report, self.lang)).chain(tried).collect()
    }

    /// The remarks that something was found against.
    fn helped(&self) -> impl Iterator<Item = &Remark> {
        self.report.advice.iter().filter_map(|tried| self.report.remarks.get(tried.remark))
    }
}

/// Whether a remark is of something to mind that is not said with how sure it is.
pub(super) fn is_trouble(remark: &Remark) -> bool {
    !matches!(
        remark,
        Remark::BelowBenchmark { .. }
            | Remark::WideRange { .. }
            | Remark::AboveBenchmark { .. }
            | Remark::Rounded { .. }
            | Remark::Unmoved(_)
    )
}

/// The risk that a remark is of.
pub(super) fn risk_of(remark: &Remark) -> Option<Risk> {
    match remark {
        Remark::DiesOut(_) => Some(Risk::DiesOut),
        Remark::BreaksPromises { .. } => Some(Risk::BreaksPromises),
        Remark::Overspends { .. } => Some(Risk::Overspends),
        Remark::Exhausted { .. } => Some(Risk::Exhausted),
        Remark::Banned { .. } => Some(Risk::Banned),
        Remark::TurnsAway { .. } => Some(Risk::TurnsAway),
        Remark::AboveBenchmark { .. } | Remark::BelowBenchmark { .. } => Some(Risk::AboveBenchmark),
        Remark::Loss { .. } => Some(Risk::Loss),
        Remark::DoubtfulK { .. }
        | Remark::DaysSpent { .. }
        | Remark::Owed { .. }
        | Remark::Rounded { .. }
        | Remark::RefundsToCome { .. }
        | Remark::BoughtAreDear { .. }
        | Remark::HuntersEat { .. }
        | Remark::HuntersGrow { .. }
        | Remark::FewStay { .. }
        | Remark::LosesMembers { .. }
        | Remark::WideRange { .. }
        | Remark::NobodyInvited(_)
        | Remark::MarketExhausted(_)
        | Remark::Unmoved(_) => None,
    }
}
