//! The page of a sweep: what was swept, the best points, then a curve, a map or a list of points.

mod best;
mod curve;
mod map;
mod points;

pub(super) use points::columns;

use super::keys::short_keys;
use crate::metrics::{Metric, Unit};
use crate::output::format::terminal::Style;
use crate::output::format::terminal::paint::{Paint, Role};
use crate::output::format::terminal::text::{cut, wrapped};
use crate::study::sweep::{PointMetric, SweepReport};
use crate::words::page::saved;
use crate::words::row::{Form, Row};
use crate::words::sweep as words;
use crate::words::{Lang, left_out_of_k};

/// The page of a sweep. `place` names the place of the files, if there are any.
#[must_use]
pub fn sweep(report: &SweepReport, style: &Style, place: Option<&str>) -> String {
    let page = Page {
        report,
        lang: style.lang,
        paint: Paint { colour: style.colour },
        width: style.columns(),
        keys: short_keys(&report.axes, style.lang),
    };
    let mut blocks = vec![page.title()];
    blocks.extend(page.best());
    match report.axes.len() {
        1 => blocks.extend([page.curve(), Some(page.points())].into_iter().flatten()),
        2 => blocks.extend([page.map().unwrap_or_else(|| page.points())]),
        _ => blocks.push(page.points()),
    }
    let last = place.map_or_else(|| words::hint(style.lang).to_owned(), |place| saved(place, style.lang));
    blocks.push(last + "\n");
    blocks.join("\n")
}

/// A report and how it is to look.
struct Page<'a> {
    report: &'a SweepReport,
    lang: Lang,
    paint: Paint,
    width: usize,
    /// Short names of the keys.
    keys: Vec<String>,
}

impl Page<'_> {
    /// Name of the scenario, what was simulated, and the keys with their values.
    fn title(&self) -> String {
        let name = self.paint.paint(Role::Heading, &cut(&self.report.first.name, self.width));
        let what = wrapped(&words::simulated(self.report, self.lang), self.width, "");
        let keys: String = self
            .report
            .axes
            .iter()
            .map(|axis| wrapped(&words::axis(axis, self.lang), self.width, "- "))
            .collect();
        let careful = words::careful(self.report, self.lang).into_iter();
        let careful: String = careful
            .map(|words| self.paint.paint(Role::Warning, wrapped(&words, self.width, "! ").trim_end()) + "\n")
            .collect();
        let assumed = words::assumed(self.report, self.lang).into_iter();
        let assumed: String = assumed.map(|words| wrapped(&words, self.width, "- ")).collect();
        let left_out = left_out_of_k(&self.report.first, self.lang);
        let k = left_out.map(|left_out| wrapped(&words::k_without(&left_out, self.lang), self.width, "- "));
        let k = k.unwrap_or_default();
        format!("{name}\n{}\n{keys}{k}{assumed}{careful}", self.paint.paint(Role::Quiet, what.trim_end()))
    }

    fn heading(&self, text: &str) -> String {
        self.paint.paint(Role::Heading, wrapped(text, self.width, "").trim_end()) + "\n"
    }

    /// A row of numbers of a metric, about as large as `typical`.
    fn row(&self, unit: Unit, typical: f64, form: Form) -> Row<'_> {
        Row::new(unit, typical, &self.report.first.currency, form, self.lang)
    }

    /// The point with most new users.
    fn most_users(&self) -> Option<usize> {
        self.report
            .best
            .iter()
            .find(|best| best.metric == PointMetric::Run(Metric::AddedUsers))
            .map(|best| best.point)
    }
}

/// At most about `most` of `of` indices, evenly spaced, both ends and `always` among them.
fn spaced(of: usize, most: usize, always: Option<usize>) -> Vec<usize> {
    if of <= most {
        return (0..of).collect();
    }
    let mut shown: Vec<usize> = (0..most).map(|row| row * (of - 1) / (most - 1)).collect();
    shown.extend(always);
    shown.sort_unstable();
    shown.dedup();
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::sweep as fixture;
    use unicode_width::UnicodeWidthStr;

    fn page(varied: &[&str], lang: Lang, width: usize) -> String {
        let report = fixture::sweep(varied, 2_000);
        sweep(&report, &Style { lang, colour: false, width }, Some("out/"))
    }

    const INVITES: &str = "incentive.0.invites=1,2,3,4,5,6,8,10";

    #[test]
    fn one_key() {
        insta::assert_snapshot!(page(&[INVITES], Lang::En, 80));
    }

    #[test]
    fn one_key_in_chinese() {
        insta::assert_snapshot!(page(&[INVITES], Lang::Zh, 80));
    }

    #[test]
    fn two_keys_with_few_values() {
        insta::assert_snapshot!(page(&[INVITES, "join=2%,4%,6%,8%"], Lang::En, 80));
    }

    #[test]
    fn two_keys_with_many_values() {
        insta::assert_snapshot!(page(&["incentive.0.invites=1..12:12", "join=1%..12%:23"], Lang::En, 80));
    }

    #[test]
    fn two_keys_with_many_values_in_chinese() {
        insta::assert_snapshot!(page(&["incentive.0.invites=1..12:12", "join=1%..12%:23"], Lang::Zh, 80));
    }

    #[test]
    fn three_keys() {
        insta::assert_snapshot!(page(&[INVITES, "join=2%,6%", "budget.limit=1500,20_000"], Lang::En, 80));
    }

    #[test]
    fn what_moves_nobody_has_no_best() {
        let mut report = fixture::sweep(&[INVITES], 2_000);
        (report.unmoved.sharing, report.of_idle_rewards) = (true, vec![0]);
        report.unmoved_points = report.points.len();
        report.best.clear();
        for (lang, told) in
            [(Lang::En, "Nobody here shares for the reward"), (Lang::Zh, "没有人为奖励而分享")]
        {
            let page = sweep(&report, &Style { lang, colour: false, width: 80 }, None);
            assert!(page.contains(told) && !page.contains(words::best_heading(lang)), "{page}");
            let document = super::super::report::document(&report, lang);
            assert_eq!(document.headline, words::report::nobody_reacts(lang));
        }
    }

    /// Where others are moved, it is said where nobody is.
    #[test]
    fn where_some_points_move_nobody_their_number_is_told() {
        let mut report = fixture::sweep(&[INVITES], 2_000);
        (report.unmoved.sharing, report.unmoved_points) = (true, 1);
        for (lang, told) in [(Lang::En, "At 1 of the"), (Lang::Zh, "有 1 个里没有人为奖励而分享")]
        {
            let page = sweep(&report, &Style { lang, colour: false, width: 400 }, None);
            assert!(page.contains(told) && page.contains(words::best_heading(lang)), "{page}");
        }
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let tables = [
            "contacts={ mean: 12, k: 0.5 },{ mean: 15, k: 0.25 },7",
            "join=1%..12%:60",
            "days=3,5",
            "seeds=8,9",
        ];
        for varied in
            [&[INVITES][..], &["join=1%..12%:90", INVITES], &tables, &tables[..2], &["join=1%..9%:99"]]
        {
            for (lang, width) in [(Lang::En, 80), (Lang::Zh, 80), (Lang::En, 60)] {
                for line in page(varied, lang, width).lines() {
                    assert!(line.width() <= width, "{line}");
                }
            }
        }
    }
}
