//! How sure it is, what can go wrong, what to do.

use super::Page;
use super::risks::{is_trouble, risk_of};
use crate::metrics::{Metric, Risk};
use crate::output::format::document::{Pane, Part, Tone};
use crate::study::run::{Remark, Tried};
use crate::words::range::are_few;
use crate::words::run::advice::change_and_effect;
use crate::words::run::remark::plain;
use crate::words::run::report::{self as words, Trouble, Verdict};

/// So many of what can go wrong, and of what helps, are told first; the others below.
const FIRST: usize = 3;

/// A chance from which on something is no exception.
const OFTEN: f64 = 0.05;

impl Page<'_> {
    pub(super) fn panes(&self) -> Vec<Pane> {
        vec![self.sure(), self.careful(), self.to_do()]
    }

    fn sure(&self) -> Pane {
        let title = words::sure_title(self.report, self.lang);
        let tone = match self.verdict() {
            _ if are_few(self.report.replicates) => Tone::Careful,
            Verdict::Ahead => Tone::Good,
            _ => Tone::Plain,
        };
        Pane {
            part: Part::Sure,
            tone,
            title: title.to_owned(),
            lines: words::sure_lines(self.report, self.lang),
        }
    }

    fn careful(&self) -> Pane {
        let mut found: Vec<&Remark> =
            self.report.remarks.iter().filter(|remark| is_trouble(remark)).collect();
        found.sort_by_key(|remark| self.is_no_news(remark));
        if found.is_empty() {
            found.extend(self.report.remarks.iter().find(|of| matches!(of, Remark::AboveBenchmark { .. })));
        }
        let found = found.into_iter().take(FIRST);
        let lines: Vec<String> = found.map(|remark| plain(remark, self.report, self.lang)).collect();
        let (trouble, lines) = match self.likeliest_risk() {
            _ if !lines.is_empty() => (Trouble::Some, lines),
            Some(worst) => {
                let told = words::risks_title(Some(worst), self.report.replicates, self.lang);
                // Of few runs nothing is remarked, though it may happen in all of them.
                let trouble = if worst.1 < OFTEN { Trouble::Rare } else { Trouble::Some };
                (trouble, vec![told + self.lang.pick(".", "。")])
            }
            None => (Trouble::None, vec![self.label(words::Label::NothingWrong)]),
        };
        let tone = if trouble == Trouble::Some { Tone::Careful } else { Tone::Good };
        let title = words::careful_title(trouble, self.lang).to_owned();
        Pane { part: Part::Careful, tone, title, lines }
    }

    fn to_do(&self) -> Pane {
        let verdict = self.verdict();
        let [title, line] = words::verdict(verdict, self.report, self.lang);
        let mut lines = vec![line.to_owned()];
        let mut tried: Vec<&Tried> = self.report.advice.iter().collect();
        tried.sort_by_key(|tried| self.report.remarks.get(tried.remark).is_none_or(|of| self.is_no_news(of)));
        lines.extend(
            tried.into_iter().take(FIRST).map(|tried| change_and_effect(tried, self.report, self.lang)),
        );
        let tone = match verdict {
            Verdict::Ahead => Tone::Good,
            Verdict::TryFirst | Verdict::IfUsersPayLater | Verdict::IfElsewhereIsUsedUp => Tone::Plain,
            Verdict::Stop => Tone::Bad,
        };
        Pane { part: Part::ToDo, tone, title: title.to_owned(), lines }
    }

    /// Whether it happens in every run: then it is told after what may be changed.
    fn is_no_news(&self, remark: &Remark) -> bool {
        risk_of(remark).and_then(|risk| self.report.risk(risk)).is_some_and(|chance| chance.p >= 1.0)
    }

    /// Whether the campaign can go ahead: not where its users hardly come, or where more often than not it loses money or they are
    /// dearer than elsewhere, as far as the scenario has an income or says what they cost elsewhere; after a trial where
    /// something goes wrong often. Where income and cost elsewhere say otherwise, both are told, and the choice is the reader's.
    fn verdict(&self) -> Verdict {
        let chance = |risk: Risk| self.report.risk(risk).map_or(0.0, |chance| chance.p);
        let added = self.report.metric(&Metric::AddedUsers);
        let nobody = added.is_none_or(|added| added.n == 0 || added.max <= 0.0);
        let hardly =
            self.report.metric(&Metric::Cac).is_some_and(|cac| cac.infinite > 0 && cac.mean.is_nan());
        let eaten = |remark: &Remark| matches!(remark, Remark::HuntersEat { part } if *part > 0.5);
        let more_often_than_not = |risk| self.report.risk(risk).map(|chance| chance.p > 0.5);
        let [loses, is_dear] = [Risk::Loss, Risk::AboveBenchmark].map(more_often_than_not);
        let loses_members = |remark: &Remark| matches!(remark, Remark::LosesMembers { .. });
        // Where orders pay for those who leave, the choice is the reader's.
        let is_worse = loses != Some(false) && self.report.remarks.iter().any(loses_members);
        if nobody || hardly || is_worse || self.report.remarks.iter().any(eaten) {
            return Verdict::Stop;
        }
        match (loses, is_dear) {
            (Some(true), Some(false)) => return Verdict::IfUsersPayLater,
            (Some(false), Some(true)) => return Verdict::IfElsewhereIsUsedUp,
            (Some(true), _) | (_, Some(true)) => return Verdict::Stop,
            (Some(false) | None, Some(false) | None) => {}
        }
        let often = [
            Risk::DiesOut,
            Risk::BreaksPromises,
            Risk::Overspends,
            Risk::Banned,
            Risk::AboveBenchmark,
            Risk::Loss,
        ];
        let grave = |remark: &Remark| {
            matches!(
                remark,
                Remark::DoubtfulK { .. }
                    | Remark::DaysSpent { .. }
                    | Remark::HuntersEat { .. }
                    | Remark::HuntersGrow { .. }
                    | Remark::LosesMembers { .. }
                    | Remark::WideRange { .. }
            )
        };
        let doubt = often.into_iter().any(|risk| chance(risk) >= OFTEN)
            || self.report.remarks.iter().any(grave)
            || are_few(self.report.replicates);
        if doubt { Verdict::TryFirst } else { Verdict::Ahead }
    }
}
