//! Rows of a table: the numbers of a row are written alike, and shorter where they would not fit.

use super::Lang;
use super::number::{self, count, grouped, percent, rounded, told_in_hours, told_in_minutes};
use super::range::{are_few, quantiles};
use crate::metrics::Unit;
use crate::stats::Summary;
use crate::units::Currency;

/// What is smaller is never shortened.
const LONG: f64 = 100_000.0;

/// How large numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// With all digits: `5,271,250`.
    Full,
    /// With three digits and a word: `5.27M`, `527万`.
    Short,
}

/// How the numbers of one row are written: by the size of what is typical of it.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    unit: Unit,
    typical: f64,
    currency: &'a Currency,
    form: Form,
    lang: Lang,
}

impl<'a> Row<'a> {
    /// A row of numbers of this unit, about as large as `typical`.
    #[must_use]
    pub fn new(unit: Unit, typical: f64, currency: &'a Currency, form: Form, lang: Lang) -> Row<'a> {
        Row { unit, typical, currency, form, lang }
    }

    /// One number of the row.
    #[must_use]
    pub fn cell(&self, value: f64) -> String {
        match self.unit {
            unit if value == f64::INFINITY => match self.form {
                Form::Full => number::beyond(unit, self.lang).to_owned(),
                Form::Short => number::shortly_beyond(unit, self.lang).to_owned(),
            },
            Unit::Count | Unit::Money if self.size().is_some() && value.is_finite() => self.in_words(value),
            Unit::Count | Unit::Money if self.is_long(value) => self.shortened(value),
            Unit::Count => count(value),
            Unit::Money => {
                let decimals = number::money_decimals(self.typical, self.currency);
                number::money_with(value, decimals, self.currency)
            }
            Unit::Share => percent(value),
            Unit::Ratio => grouped(value, number::ratio_decimals(self.typical)),
            Unit::Days => self.time(value),
        }
    }

    /// The cells of the row: the mean; of more campaigns than one its error, unless they are few or it is not asked for, and the
    /// quantiles. Of money of which there is none in any campaign none of them is told.
    #[must_use]
    pub fn across(&self, summary: &Summary, campaigns: u64, with_error: bool) -> Vec<(f64, String)> {
        let mut cells = vec![(summary.mean, self.mean(summary))];
        if campaigns > 1 {
            if with_error && !are_few(campaigns) {
                cells.push((summary.mcse, self.error(summary.mcse)));
            }
            let [low, _, median, _, high] = quantiles(summary);
            cells.extend([low, median, high].map(|value| (value, self.single(value))));
        }
        if self.is_no_money(summary) {
            cells.iter_mut().for_each(|(_, told)| number::UNDEFINED.clone_into(told));
        }
        cells
    }

    /// The mean, or what is said where there is none.
    #[must_use]
    pub fn mean(&self, summary: &Summary) -> String {
        if self.is_no_money(summary) {
            return number::UNDEFINED.to_owned();
        }
        if !(summary.mean.is_nan() && summary.infinite > 0) {
            return self.cell(summary.mean);
        }
        match number::no_mean(self.unit, self.lang).filter(|_| self.form == Form::Full) {
            Some(words) => words.to_owned(),
            None => self.cell(f64::INFINITY),
        }
    }

    /// Whether it is money of which there is none in any campaign.
    fn is_no_money(&self, summary: &Summary) -> bool {
        let is_nothing = summary.min == 0.0 && summary.max == 0.0 && summary.infinite == 0;
        self.unit == Unit::Money && summary.n > 0 && is_nothing
    }

    /// One number of the row as it is in a single campaign: people come whole.
    #[must_use]
    pub fn single(&self, value: f64) -> String {
        self.cell(if self.unit == Unit::Count { value.round() } else { value })
    }

    /// The standard error of the mean; its sign stands in the head of the column in Chinese.
    #[must_use]
    pub fn error(&self, mcse: f64) -> String {
        let error = self.signed_error(mcse);
        self.lang.pick(error.as_str(), error.trim_start_matches('±')).to_owned()
    }

    fn signed_error(&self, mcse: f64) -> String {
        match self.unit {
            Unit::Count | Unit::Money if self.size().is_some() && mcse.is_finite() => {
                self.error_in_words(mcse)
            }
            Unit::Count | Unit::Money if self.is_long(mcse) => format!("±{}", shortened(mcse, self.lang)),
            Unit::Days => number::error(mcse * self.time_unit().0, self.unit),
            unit => number::error(mcse, unit),
        }
    }

    /// What the numbers of the row are told in, where they are so large that Chinese has a word for it.
    fn size(&self) -> Option<(f64, &'static str)> {
        let is_large = matches!(self.unit, Unit::Count | Unit::Money) && self.typical.abs() >= LONG;
        number::word_of_size(self.typical, self.lang).filter(|_| is_large)
    }

    /// With the word of the row, and as many decimals as what is typical of it needs for three digits.
    fn in_words(&self, value: f64) -> String {
        let (size, word) = self.size().unwrap_or((1.0, ""));
        let digits = grouped(value.abs() / size, three_digits(self.typical.abs() / size));
        if digits.contains(|digit: char| matches!(digit, '1'..='9')) {
            return self.signed(value, &(digits + word));
        }
        // Too little to be told by that word.
        Row { typical: value, ..*self }.cell(value)
    }

    fn error_in_words(&self, mcse: f64) -> String {
        let (size, word) = self.size().unwrap_or((1.0, ""));
        let shown = mcse / size;
        let decimals = if shown == 0.0 { 0.0 } else { 1.0 - shown.log10().floor() };
        format!("±{}{word}", grouped(shown, decimals.clamp(0.0, 5.0) as usize))
    }

    fn is_long(&self, value: f64) -> bool {
        self.form == Form::Short && value.is_finite() && value.abs() >= LONG
    }

    fn shortened(&self, value: f64) -> String {
        self.signed(value, &shortened(value.abs(), self.lang))
    }

    fn signed(&self, value: f64, digits: &str) -> String {
        match self.unit {
            Unit::Money => number::with_symbol(value < 0.0, digits, self.currency),
            _ if value < 0.0 => format!("-{digits}"),
            _ => digits.to_owned(),
        }
    }

    fn time(&self, days: f64) -> String {
        if !days.is_finite() {
            return number::UNDEFINED.to_owned();
        }
        let (per_day, decimals, english, chinese) = self.time_unit();
        let value = grouped(days * per_day, decimals);
        self.lang.pick(format!("{value} {english}"), format!("{value} {chinese}"))
    }

    /// In which unit times are told: how many make a day, their decimals and their names.
    fn time_unit(&self) -> (f64, usize, &'static str, &'static str) {
        match self.typical {
            days if told_in_minutes(days) => (1440.0, 0, "min", "分钟"),
            days if told_in_hours(days) => (24.0, 0, "h", "小时"),
            _ => (1.0, 1, "d", "天"),
        }
    }
}

/// Three significant digits and the word for so many: `5.27M`, `527万`.
fn shortened(value: f64, lang: Lang) -> String {
    let english = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")].as_slice();
    let chinese = [(1e12, "万亿"), (1e8, "亿"), (1e4, "万")].as_slice();
    let value = rounded(value);
    let unit = lang.pick(english, chinese).iter().find(|(size, _)| value >= *size);
    let (size, word) = unit.copied().unwrap_or((1.0, ""));
    grouped(value / size, three_digits(value / size)) + word
}

/// Decimals with which a number from 1 on has three digits.
fn three_digits(value: f64) -> usize {
    match value {
        value if value < 10.0 => 2,
        value if value < 100.0 => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(unit: Unit, typical: f64, form: Form, lang: Lang, values: &[f64]) -> Vec<String> {
        let currency = Currency::default();
        let row = Row::new(unit, typical, &currency, form, lang);
        values.iter().map(|value| row.cell(*value)).collect()
    }

    #[test]
    fn money_in_a_row_has_the_same_decimals() {
        let seen = row(Unit::Money, 98.2, Form::Full, Lang::En, &[98.2, 104.0, 88.5]);
        assert_eq!(seen, ["¥98.20", "¥104.00", "¥88.50"]);
        let seen = row(Unit::Money, 0.0777, Form::Full, Lang::En, &[0.0777, 0.1, 0.0, 0.001]);
        assert_eq!(seen, ["¥0.08", "¥0.10", "¥0.00", "<¥0.01"]);
    }

    #[test]
    fn short_numbers_have_three_digits() {
        let large = [5_271_250.0, -775_000_000.0, 99_999.0, 123_456.0];
        let seen = row(Unit::Money, 1e6, Form::Short, Lang::En, &large);
        assert_eq!(seen, ["¥5.27M", "-¥775M", "¥99,999", "¥123K"]);
        let seen = row(Unit::Money, 1e6, Form::Short, Lang::Zh, &large);
        assert_eq!(seen, ["¥527万", "-¥77,500万", "¥10万", "¥12万"]);
        assert_eq!(row(Unit::Count, 1e6, Form::Short, Lang::En, &[999_999.0]), ["1.00M"]);
    }

    #[test]
    fn a_row_of_large_numbers_has_one_word_in_chinese() {
        let seen = row(Unit::Count, 138_900.0, Form::Full, Lang::Zh, &[98_765.0, 138_900.0, 160_000.0]);
        assert_eq!(seen, ["9.9万", "13.9万", "16.0万"]);
        let small = row(Unit::Count, 138_900.0, Form::Full, Lang::Zh, &[0.0, 300.0, 700.0]);
        assert_eq!(small, ["0", "300", "0.1万"]);
        assert_eq!(
            row(Unit::Count, 98_765.0, Form::Full, Lang::Zh, &[98_765.0, 138_900.0]),
            ["98,765", "138,900"]
        );
        let currency = Currency::default();
        let large = Row::new(Unit::Money, 2.5e8, &currency, Form::Full, Lang::Zh);
        assert_eq!(
            [large.cell(2.5e8), large.cell(-1.2e8), large.error(1.2e5)],
            ["¥2.50亿", "-¥1.20亿", "0.0012亿"]
        );
    }

    #[test]
    fn beyond_any_number_are_words() {
        assert_eq!(row(Unit::Money, 2.0, Form::Full, Lang::En, &[f64::INFINITY]), ["nobody added"]);
        assert_eq!(row(Unit::Money, 2.0, Form::Short, Lang::En, &[f64::INFINITY]), ["nobody"]);
        assert_eq!(row(Unit::Days, 2.0, Form::Full, Lang::Zh, &[f64::INFINITY]), ["没发生"]);
        let currency = Currency::default();
        let row = Row::new(Unit::Money, 2.0, &currency, Form::Full, Lang::En);
        assert_eq!(row.mean(&Summary { infinite: 3, ..Summary::EMPTY }), "adds nobody");
        assert_eq!(row.mean(&Summary { infinite: 3, mean: 2.0, ..Summary::EMPTY }), "¥2.00");
        assert_eq!(row.mean(&Summary::EMPTY), "–");
        let nothing = Summary { n: 9, mean: 0.0, min: 0.0, max: 0.0, ..Summary::EMPTY };
        assert_eq!([row.mean(&nothing), row.mean(&Summary { max: 1.0, ..nothing })], ["–", "¥0.00"]);
    }

    /// A row is told or it is not, in all of its cells.
    #[test]
    fn money_that_is_always_nothing_is_told_in_no_cell() {
        let currency = Currency::default();
        let row = Row::new(Unit::Money, 0.0, &currency, Form::Full, Lang::En);
        let nothing = Summary {
            n: 90,
            mean: 0.0,
            mcse: 0.0,
            quantiles: [0.0; 5],
            min: 0.0,
            max: 0.0,
            ..Summary::EMPTY
        };
        let told = |summary: &Summary, campaigns: u64, with_error: bool| -> Vec<String> {
            row.across(summary, campaigns, with_error).into_iter().map(|(_, told)| told).collect()
        };
        assert_eq!(told(&nothing, 90, true), ["–"; 5]);
        assert_eq!(told(&nothing, 90, false), ["–"; 4]);
        assert_eq!(told(&nothing, 9, true), ["–"; 4]);
        assert_eq!(told(&nothing, 1, true), ["–"]);
        assert_eq!(told(&Summary { max: 2.0, ..nothing }, 90, false), ["¥0.00"; 4]);
        let people = Row::new(Unit::Count, 0.0, &currency, Form::Full, Lang::En);
        assert_eq!(people.across(&nothing, 90, false)[3], (0.0, "0".to_owned()));
    }

    #[test]
    fn short_times_are_told_in_hours() {
        assert_eq!(row(Unit::Days, 0.2, Form::Full, Lang::En, &[0.2, 2.5]), ["5 h", "60 h"]);
        assert_eq!(row(Unit::Days, 0.02, Form::Full, Lang::En, &[0.02, 0.125]), ["29 min", "180 min"]);
        assert_eq!(row(Unit::Days, 0.002, Form::Full, Lang::Zh, &[0.002]), ["3 分钟"]);
        let currency = Currency::default();
        let short = Row::new(Unit::Days, 0.02, &currency, Form::Full, Lang::En);
        assert_eq!(short.error(0.001), "±1.4");
        assert_eq!(row(Unit::Days, 4.5, Form::Full, Lang::Zh, &[4.5, 1.0]), ["4.5 天", "1.0 天"]);
    }
}
