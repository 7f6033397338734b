//! What a simulation says to a statement.

use crate::statement::{Claim, Quantity};
use kfactor::input::{Override, load};
use kfactor::metrics::{Metric, RuleMetric, Series};
use kfactor::scenario::{Recipient, Trigger, Valid};
use kfactor::stats::Summary;
use kfactor::study::run::{self, RunReport};
use kfactor::yaml::Source;

/// Campaigns per scenario.
const REPLICATES: u64 = 400;

/// A scenario as it was simulated.
pub struct Evidence {
    report: RunReport,
    rows: Vec<Vec<f64>>,
}

/// Whether a claim holds, and the numbers by which it does or does not.
#[derive(Debug)]
pub struct Verdict {
    pub holds: bool,
    pub found: String,
}

impl Evidence {
    /// Simulates the scenario of this text with changes.
    pub fn of(text: &str, with: &[String]) -> Result<Evidence, String> {
        let source = Source::read("scenario", text.as_bytes()).map_err(|fault| format!("{fault:?}"))?;
        let changes: Vec<Override> = with.iter().map(Override::new).collect();
        let scenario = load(&source, &changes).map_err(|found| format!("{with:?}: {found:?}"))?;
        Ok(Evidence::simulated(&scenario))
    }

    fn simulated(scenario: &Valid) -> Evidence {
        let mut rows = Vec::new();
        let report = run::Question::new(scenario).replicates(REPLICATES).answer_with(&mut |row| {
            rows.push(row.metrics.to_vec());
            Ok(())
        });
        Evidence { report: report.expect("memory takes everything"), rows }
    }

    /// Holds the claim against the campaigns.
    pub fn verdict(&self, claim: &Claim) -> Result<Verdict, String> {
        if let Claim::Chance { metric, low, high, least } = claim {
            return self.chance(metric, *low, *high, *least);
        }
        let (Claim::Covers(quantity, _)
        | Claim::Within(quantity, ..)
        | Claim::Median(quantity, ..)
        | Claim::Is(quantity, _)) = claim
        else {
            return Err("a claim without a quantity".to_owned());
        };
        let seen = self.summary(quantity)?;
        let [from, _, median, _, to] = seen.quantiles;
        let (holds, found) = match *claim {
            Claim::Covers(_, x) => (from <= x && x <= to, format!("{} to {}", short(from), short(to))),
            Claim::Within(_, low, high) => {
                (low <= from && to <= high, format!("{} to {}", short(from), short(to)))
            }
            Claim::Median(_, low, high) => (low <= median && median <= high, short(median)),
            Claim::Is(_, x) => {
                let near = |value: f64| (value - x).abs() <= 1e-9 * x.abs();
                (near(seen.min) && near(seen.max), format!("{} to {}", short(seen.min), short(seen.max)))
            }
            Claim::Chance { .. } => (false, String::new()),
        };
        Ok(Verdict { holds, found })
    }

    fn chance(&self, metric: &str, low: f64, high: f64, least: f64) -> Result<Verdict, String> {
        let place = self.report.metrics.iter().position(|(found, _)| found.name() == metric);
        let place = place.ok_or_else(|| format!("no metric `{metric}`"))?;
        let inside = self.rows.iter().filter(|row| low <= row[place] && row[place] <= high).count();
        let chance = inside as f64 / self.rows.len() as f64;
        Ok(Verdict { holds: chance >= least, found: format!("{:.1}%", 100.0 * chance) })
    }

    fn summary(&self, quantity: &Quantity) -> Result<Summary, String> {
        match quantity {
            Quantity::Metric(name) => {
                let metric = Metric::named(name).and_then(|metric| self.report.metric(&metric));
                metric.copied().ok_or_else(|| format!("no metric `{name}`"))
            }
            Quantity::OfSegment { segment, metric } => {
                let of = self.report.segments.iter().find(|found| found.segment == *segment);
                let found = of.and_then(|of| of.metrics.iter().find(|(found, _)| found.name() == metric));
                found.map(|(_, summary)| *summary).ok_or_else(|| format!("no `{metric}` of `{segment}`"))
            }
            Quantity::At { metric, day } => {
                let timeline = &self.report.timeline;
                let point = timeline.points.iter().position(|point| (point.day - day).abs() < 1e-6);
                let point = point.ok_or_else(|| format!("the timeline has no point at day {day}"))?;
                let series = Series::named(metric).and_then(|series| timeline.series(series));
                let series = series.ok_or_else(|| format!("no `{metric}` over time"))?;
                Ok(series.values[point])
            }
            Quantity::Payout => self.payout().map(|payout| Summary::of(&[payout])),
        }
    }

    /// Cost of the rewards for one join whose inviter was invited himself.
    fn payout(&self) -> Result<f64, String> {
        let mut payout = 0.0;
        for (reward, counts) in self.report.scenario.incentive.iter().zip(&self.report.rules) {
            if reward.when != Trigger::Join || reward.to == Recipient::Invitee {
                continue;
            }
            let mean = |metric: RuleMetric| counts.metrics.iter().find(|(found, _)| *found == metric);
            let (Some((_, cost)), Some((_, paid))) = (mean(RuleMetric::Cost), mean(RuleMetric::Paid)) else {
                return Err(format!("`{}` has no cost", reward.name));
            };
            payout += cost.mean / paid.mean;
        }
        Ok(payout)
    }
}

/// Four decimals, none of large numbers.
fn short(value: f64) -> String {
    if value.abs() < 1000.0 { format!("{value:.4}") } else { format!("{value:.0}") }
}

mod tests {
    use super::*;
    use crate::statement::statements;

    const TEXT: &str =
        "name: Statements\ndays: 5\nstep: 1d\ndelay: none\nseeds: 100\nshare: 1\ncontacts: 5\njoin: 0.1\n";

    /// What a claim comes to on 100 seeds who bring 50, 25, 12 … each.
    fn holds(claim: &str) -> bool {
        let found = statements(&format!("# reproduces:\n# {claim} | fit | S\n")).unwrap();
        Evidence::of(TEXT, &found[0].with).unwrap().verdict(&found[0].claim).unwrap().holds
    }

    #[test]
    fn claims_hold_and_fail() {
        for (yes, no) in [
            ("new_users covers 94", "new_users covers 130"),
            ("new_users within 60 to 130", "new_users within 90 to 130"),
            ("new_users median 88 to 98", "new_users median 70 to 80"),
            ("seeds is 100", "seeds is 101"),
            ("seeds is 100", "new_users is 94"),
            ("new_users at 2d within 30 to 70", "new_users at 2d within 60 to 130"),
            ("all.accepted covers 94", "all.accepted covers 50"),
            ("P(new_users in 50 to 150) at least 99%", "P(new_users in 94 to 150) at least 60%"),
            ("with seeds=200: new_users covers 188", "with seeds=200: new_users covers 94"),
        ] {
            assert!(holds(yes), "{yes}");
            assert!(!holds(no), "{no}");
        }
    }

    #[test]
    fn what_is_not_there_is_told() {
        let evidence = Evidence::of(TEXT, &[]).unwrap();
        for claim in ["nothing covers 1", "all.nothing covers 1", "none.k covers 1", "k at 7d covers 1"] {
            let found = statements(&format!("# reproduces:\n# {claim} | fit | S\n")).unwrap();
            assert!(evidence.verdict(&found[0].claim).is_err(), "{claim}");
        }
        assert!(Evidence::of(TEXT, &["nonsense=1".to_owned()]).is_err());
    }
}
