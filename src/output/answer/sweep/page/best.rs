//! The best point by each headline metric.

use super::Page;
use crate::input::AxisValue;
use crate::output::format::terminal::paint::Role;
use crate::output::format::terminal::table::Table;
use crate::output::format::terminal::text::wrapped;
use crate::words::row::Form;
use crate::words::sweep as words;

impl Page<'_> {
    /// A row per metric; where the keys are too many for columns, a line each.
    pub(super) fn best(&self) -> Option<String> {
        if self.report.best.is_empty() {
            return None;
        }
        let heading = self.heading(words::best_heading(self.lang));
        let tables = [Form::Full, Form::Short].map(|form| self.best_table(form));
        let body = match tables.iter().find(|table| table.fits(self.width)) {
            Some(table) => table.render(self.width, self.paint),
            None => self.best_lines(),
        };
        let settled = self.report.best.iter().all(|best| best.rivals == 0);
        let legend =
            if settled { String::new() } else { wrapped(words::best_legend(self.lang), self.width, "") };
        let legend = self.paint.paint(Role::Quiet, legend.trim_end());
        Some(heading + &body + &legend + if legend.is_empty() { "" } else { "\n" })
    }

    fn best_table(&self, form: Form) -> Table {
        let heads = [
            String::new(),
            words::chart::mean(self.lang).to_owned(),
            words::error_column(self.lang).to_owned(),
        ]
        .into_iter();
        let mut table = Table::new(
            heads.chain(self.keys.iter().cloned()).chain([words::as_good_column(self.lang).to_owned()]),
        );
        for best in &self.report.best {
            let row = self.row(best.metric.unit(), best.summary.mean, form);
            let numbers =
                [words::best(best, self.lang), row.cell(best.summary.mean), row.error(best.summary.mcse)];
            let value = |(axis, value): (usize, &AxisValue)| match self.report.can_be_chosen(axis) {
                true => words::value(value).into_owned(),
                false => words::any_value(self.lang).to_owned(),
            };
            let values = self.report.values(best.point).into_iter().enumerate().map(value);
            table.row(numbers.into_iter().chain(values).chain([best.rivals.to_string()]));
        }
        table
    }

    fn best_lines(&self) -> String {
        let line = |best: &crate::study::sweep::Best| {
            let row = self.row(best.metric.unit(), best.summary.mean, Form::Full);
            let values = self.report.values(best.point);
            let place: Vec<String> = self
                .keys
                .iter()
                .zip(values)
                .enumerate()
                .filter(|(axis, _)| self.report.can_be_chosen(*axis))
                .map(|(_, (key, value))| format!("{key}={}", words::value(value)))
                .collect();
            let told = words::best(best, self.lang);
            let colon = self.lang.pick(": ", "：");
            let (mean, error) = (row.cell(best.summary.mean), row.error(best.summary.mcse));
            wrapped(&format!("{told}{colon}{mean} {error}  {}", place.join(" ")), self.width, "- ")
        };
        self.report.best.iter().map(line).collect()
    }
}
