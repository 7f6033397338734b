//! The page: what its sections share, and the sections in words. Tables are in `tables`, bars in `pictures`.

use crate::output::answer::run::notes::notes;
use crate::output::format::terminal::Style;
use crate::output::format::terminal::paint::{Paint, Role};
use crate::output::format::terminal::text::{cut, wrapped};
use crate::study::run::RunReport;
use crate::units::Currency;
use crate::words::Lang;
use crate::words::run::advice::advice;
use crate::words::run::remark::remark;
use crate::words::run::{self as words, Heading};

/// A report and how it is to look.
pub(super) struct Page<'a> {
    pub(super) report: &'a RunReport,
    pub(super) lang: Lang,
    pub(super) paint: Paint,
    pub(super) width: usize,
}

impl<'a> Page<'a> {
    pub(super) fn new(report: &'a RunReport, style: &Style) -> Page<'a> {
        let paint = Paint { colour: style.colour };
        Page { report, lang: style.lang, paint, width: style.columns() }
    }

    /// Name of the scenario and what was simulated.
    pub(super) fn title(&self) -> String {
        let name = self.paint.paint(Role::Heading, &cut(&self.report.scenario.name, self.width));
        let what = wrapped(&words::simulated(self.report, self.lang), self.width, "");
        format!("{name}\n{}\n", self.paint.paint(Role::Quiet, what.trim_end()))
    }

    /// The answer.
    pub(super) fn headline(&self) -> String {
        let text = wrapped(&words::headline(self.report, self.lang), self.width, "");
        self.paint.paint(Role::Strong, text.trim_end()) + "\n"
    }

    /// What the bait adds, where that was asked for.
    pub(super) fn against(&self) -> Option<String> {
        Some(wrapped(&words::against(self.report, self.lang)?, self.width, ""))
    }

    /// What stands out, with what was tried against it and helped.
    pub(super) fn remarks(&self) -> Option<String> {
        if self.report.remarks.is_empty() {
            return None;
        }
        let mut text = self.heading(Heading::Remarks);
        for (place, found) in self.report.remarks.iter().enumerate() {
            text.push_str(&wrapped(&remark(found, self.report, self.lang), self.width, "* "));
            for tried in self.report.advice.iter().filter(|tried| tried.remark == place) {
                let advice = wrapped(&advice(tried, self.report, self.lang), self.width, "  → ");
                text.push_str(&self.paint.paint(Role::Quiet, advice.trim_end()));
                text.push('\n');
            }
        }
        Some(text)
    }

    /// What to know about the computation.
    pub(super) fn notes(&self) -> Option<String> {
        let notes = notes(self.report, self.lang);
        let lines: String = notes.iter().map(|note| wrapped(note, self.width, "- ")).collect();
        Some(self.heading(Heading::Notes) + &lines)
    }

    pub(super) fn heading(&self, heading: Heading) -> String {
        self.paint.paint(Role::Heading, words::heading(heading, self.report, self.lang)) + "\n"
    }

    pub(super) fn currency(&self) -> &'a Currency {
        &self.report.scenario.currency
    }
}

#[cfg(test)]
mod tests {
    use crate::metrics::{Metric, Risk, StopReason};
    use crate::output::fixture::run as fixture;
    use crate::scenario::Unmoved;
    use crate::study::run::{Aim, Chance, Change, Remark, RunReport, WhyNobody};
    use crate::words::Lang;
    use crate::words::run::advice::advice;
    use crate::words::run::remark::remark;
    use crate::words::run::stopped;

    #[test]
    fn every_remark_has_words_and_numbers_in_both_languages() {
        let chance = Chance { count: 250, p: 0.25, se: 0.0137 };
        let remarks = [
            Remark::DoubtfulK { k: 1.2 },
            Remark::DiesOut(chance),
            Remark::BreaksPromises { chance, broken: 30.0, uncovered: 0.0 },
            Remark::BreaksPromises { chance, broken: 30.0, uncovered: 12.0 },
            Remark::BreaksPromises { chance, broken: 0.0, uncovered: 12.0 },
            Remark::Overspends { chance, mean: 1_000.0 },
            Remark::Owed { mean: 2_000.0 },
            Remark::RefundsToCome { refunds: 253.0, money: 25_300.0 },
            Remark::Exhausted { chance, day: 11.0 },
            Remark::DaysSpent { days: 4.8 },
            Remark::Banned { chance, day: 3.5 },
            Remark::TurnsAway { chance, mean: 12.0 },
            Remark::AboveBenchmark { chance, cac: 20.5, benchmark: 18.0 },
            Remark::AboveBenchmark { chance, cac: f64::NAN, benchmark: 18.0 },
            Remark::BelowBenchmark { cac: 12.0, benchmark: 18.0 },
            Remark::BoughtAreDear { cost: 22.0, benchmark: 18.0 },
            Remark::HuntersEat { part: 0.3 },
            Remark::HuntersGrow { k: 1.4, started: 0.02 },
            Remark::FewStay { share: 0.4 },
            Remark::LosesMembers { members: 1_080.0 },
            Remark::Rounded { given: 0.0149, counted: 0.01 },
            Remark::Loss { chance, mean: -500.0 },
            Remark::WideRange { low: 100.0, high: 900.0 },
            Remark::MarketExhausted(chance),
            Remark::NobodyInvited(WhyNobody::NobodyShares),
            Remark::NobodyInvited(WhyNobody::NobodyAccepts),
            Remark::NobodyInvited(WhyNobody::NobodyIsLeft),
            Remark::NobodyInvited(WhyNobody::NoInvitations),
            Remark::NobodyInvited(WhyNobody::OnTheWay { people: 637.0, money: 6_370.0 }),
            Remark::NobodyInvited(WhyNobody::OnTheWay { people: 637.0, money: 0.0 }),
            Remark::NobodyInvited(WhyNobody::NoRoom),
            Remark::NobodyInvited(WhyNobody::OnlyHunters),
            Remark::Unmoved(Unmoved { sharing: true, joining: true, buying: true }),
            Remark::Unmoved(Unmoved { sharing: true, ..Unmoved::default() }),
            Remark::Unmoved(Unmoved { joining: true, ..Unmoved::default() }),
        ];
        let mut text = String::new();
        for found in &remarks {
            for lang in [Lang::En, Lang::Zh] {
                text.push_str(&(remark(found, &fixture::campaign(), lang) + "\n"));
            }
        }
        insta::assert_snapshot!(text);
    }

    /// On a network K by theory says nothing of what becomes of it there, and its people are the market.
    #[test]
    fn what_became_of_k_on_a_network_is_told() {
        let text = "{ name: x, days: 9, seeds: 9, share: 1, join: 0.2, network: { generate: erdos_renyi, nodes: 90, mean: 9 } }";
        let mut report = fixture::campaign();
        report.scenario = crate::scenario::Scenario::from_yaml(text).unwrap().into_inner();
        report.stop_reasons = vec![(StopReason::Market, 10_000)];
        report.timeline.k = report.timeline.points.iter().map(|point| Some(2.2 / point.day)).collect();
        let told = |report: &RunReport, lang| remark(&Remark::DoubtfulK { k: 1.2 }, report, lang);
        let en = told(&report, Lang::En);
        assert!(en.contains("K over time is below 1 from day 3 on") && !en.contains("feeds"), "{en}");
        assert!(told(&report, Lang::Zh).contains("从第 3 天起低于 1"), "{}", told(&report, Lang::Zh));
        report.timeline.k.iter_mut().for_each(|k| *k = Some(1.5));
        assert!(told(&report, Lang::En).contains("1.50 in the end"), "{}", told(&report, Lang::En));
        assert!(stopped(&report, Lang::En).contains("everybody in the network has joined"));
        assert!(stopped(&report, Lang::Zh).contains("关系网里的人都已加入"));
    }

    /// Who has room for so many need not say how many people there are.
    #[test]
    fn a_market_is_asked_for_where_nothing_else_ends_the_growth() {
        let mut report = fixture::campaign();
        report.scenario.market = None;
        let asks = |report: &RunReport| {
            remark(&Remark::DoubtfulK { k: 1.2 }, report, Lang::En).contains("how many people there are")
        };
        assert!(asks(&report));
        report.scenario.capacity.total = Some(200.0.into());
        assert!(!asks(&report));
    }

    #[test]
    fn every_change_has_words_and_what_it_did() {
        let tried = [
            (Change::Seeds(1.5), Aim::Risk(Risk::DiesOut), [0.25, 0.125]),
            (Change::Budget(1.5), Aim::Metric(Metric::BrokenPromises), [96.4, 12.0]),
            (Change::DailyBudget(1.5), Aim::Metric(Metric::AddedUsers), [121.0, 160.0]),
            (Change::NothingBought, Aim::CostPerUser, [16.84, 14.0]),
            (Change::Stock(2.0), Aim::Risk(Risk::Exhausted), [0.3, 0.0]),
            (Change::Capacity(1.5), Aim::Metric(Metric::TurnedAway), [30.0, 2.0]),
            (Change::Reward(0.5), Aim::CostPerUser, [16.84, 14.0]),
            (Change::Reward(1.5), Aim::Saving, [-500.0, 900.0]),
            (Change::StopRewards, Aim::Metric(Metric::CostWithOwed), [9_000.0, 8_000.0]),
            (Change::Cap(3), Aim::Metric(Metric::HunterCost), [900.0, 300.0]),
            (Change::IfStays(7.0), Aim::Metric(Metric::HunterCost), [900.0, 100.0]),
        ];
        let mut text = String::new();
        for (change, aim, aim_means) in tried {
            let tried = fixture::tried(change, aim, aim_means);
            for lang in [Lang::En, Lang::Zh] {
                text.push_str(&(advice(&tried, &fixture::campaign(), lang) + "\n"));
            }
        }
        let mut idle = fixture::tried(Change::Seeds(1.5), Aim::CostPerUser, [1.0, 1.0]);
        (idle.users.mean, idle.cost.mean, idle.per_user_change.mean) = (1.0, 1.0, 0.001);
        for lang in [Lang::En, Lang::Zh] {
            text.push_str(&(advice(&idle, &fixture::campaign(), lang) + "\n"));
        }
        insta::assert_snapshot!(text);
    }

    #[test]
    fn no_pilot_is_advised_against_luck() {
        let wide = Remark::WideRange { low: 100.0, high: 900.0 };
        let mut report = fixture::campaign();
        assert!(remark(&wide, &report, Lang::En).contains("a pilot with real people"));
        report.variance_splits.iter_mut().for_each(|(_, split)| split.between = 0.02);
        assert!(remark(&wide, &report, Lang::En).contains("it is luck"));
    }

    #[test]
    fn the_ceiling_of_all_counting_is_no_market() {
        let mut report = fixture::campaign();
        report.stop_reasons = vec![(StopReason::Market, 10_000)];
        report.scenario.market = None;
        assert!(stopped(&report, Lang::En).contains("10^12"), "{}", stopped(&report, Lang::En));
        let grows = Remark::DoubtfulK { k: 1.2 };
        assert!(remark(&grows, &report, Lang::Zh).contains("`市场规模: 20万`"));
        report.scenario.market = Some(90_000.0.into());
        assert!(stopped(&report, Lang::En).contains("market exhausted"));
        assert!(!remark(&grows, &report, Lang::En).contains("market"));
    }

    #[test]
    fn early_is_told_in_hours() {
        let chance = Chance { count: 250, p: 0.25, se: 0.0137 };
        let early = Remark::Exhausted { chance, day: 0.16 };
        let told = remark(&early, &fixture::campaign(), Lang::En);
        assert!(told.ends_with("after 4 hours on average."), "{told}");
    }
}
