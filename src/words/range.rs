//! What is told of a spread in a sentence: the median of single campaigns and the range of nine of ten.
//!
//! Numbers are rounded to three digits, but never so far that both ends of the range become the same. Of few campaigns
//! the range is that of all.

use super::Lang;
use super::number::{grouped, money_decimals, money_with, short_money, with_symbol, with_word};
use crate::stats::Summary;
use crate::units::Currency;

/// Fewer campaigns than this have no 5 % and 95 % quantile to speak of.
const FEW: u64 = 20;

/// Whether so few campaigns were simulated that their range is told in place of quantiles.
#[must_use]
pub fn are_few(campaigns: u64) -> bool {
    campaigns < FEW
}

/// The quantiles to be shown; of few campaigns the least and the largest value take the place of the outer ones.
#[must_use]
pub fn quantiles(summary: &Summary) -> [f64; 5] {
    let mut quantiles = summary.quantiles;
    if are_few(summary.defined()) {
        (quantiles[0], quantiles[4]) = (summary.min, summary.max);
    }
    quantiles
}

/// The campaigns of which the range tells: “9 of 10 campaigns”.
#[must_use]
pub fn campaigns(n: u64, lang: Lang) -> String {
    if are_few(n) {
        return lang.pick(format!("all {n} campaigns"), format!("全部 {n} 次模拟"));
    }
    lang.pick("9 of 10 campaigns", "90% 的模拟").to_owned()
}

/// `1,370 to 1,800`, `1,370–1,800`. In Chinese the sign of a currency stands once, and a minus does not stand behind a dash.
#[must_use]
pub fn from_to(low: &str, high: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return format!("{low} to {high}");
    }
    if [low, high].iter().any(|end| end.starts_with('-')) {
        return format!("{low} 到 {high}");
    }
    let sign = &low[..low.find(|c: char| c.is_ascii_digit()).unwrap_or(0)];
    format!("{low}–{}", high.strip_prefix(sign).unwrap_or(high))
}

/// A median and its range in words.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    quantiles: [f64; 5],
    currency: Option<&'a Currency>,
    lang: Lang,
}

impl<'a> Told<'a> {
    /// Of people or events.
    #[must_use]
    pub fn count(summary: &Summary, lang: Lang) -> Told<'static> {
        Told { quantiles: quantiles(summary), currency: None, lang }
    }

    /// Of amounts.
    #[must_use]
    pub fn money(summary: &Summary, currency: &'a Currency, lang: Lang) -> Told<'a> {
        Told { quantiles: quantiles(summary), currency: Some(currency), lang }
    }

    /// The median.
    #[must_use]
    pub fn typical(&self) -> String {
        self.write(self.quantiles[2])
    }

    /// The median without its sign.
    #[must_use]
    pub fn typical_size(&self) -> String {
        self.write(self.quantiles[2].abs())
    }

    /// Both ends of the range; none when every campaign is the same.
    #[must_use]
    pub fn ends(&self) -> Option<(String, String)> {
        let (low, high) = (self.write(self.quantiles[0]), self.write(self.quantiles[4]));
        (low != high).then_some((low, high))
    }

    /// `… to …`; none when every campaign is the same.
    #[must_use]
    pub fn range(&self, lang: Lang) -> Option<String> {
        let (low, high) = self.ends()?;
        Some(from_to(&low, &high, lang))
    }

    fn write(&self, value: f64) -> String {
        let [low, .., high] = self.quantiles;
        let unit = if high - low > NOISE * high.abs() { unit(value, high - low) } else { 0.0 };
        let Some(currency) = self.currency else {
            let (people, unit) = (to_unit(value, unit.max(1.0)), unit.max(1.0));
            return with_word(people, unit, self.lang).unwrap_or_else(|| grouped(people, 0));
        };
        let amount = to_unit(value, unit);
        if unit >= 1.0
            && let Some(digits) = with_word(amount.abs(), unit, self.lang)
        {
            return with_symbol(amount < 0.0, &digits, currency);
        }
        let places = decimals(unit).max(money_decimals(value, currency)).min(currency.minor_digits.into());
        if unit > 0.0 && places > 0 {
            money_with(value, places, currency)
        } else {
            short_money(amount, currency, self.lang)
        }
    }
}

/// A spread below this part of the value is an error of rounding.
const NOISE: f64 = 1e-12;

/// The unit to which `value` is rounded: three significant digits, or two of the spread where that is finer.
fn unit(value: f64, spread: f64) -> f64 {
    let of_spread = power(spread) - 1;
    let digits = if value == 0.0 { of_spread } else { of_spread.min(power(value) - 2) };
    10f64.powi(digits.max(-8))
}

/// The power of ten of the first digit.
fn power(value: f64) -> i32 {
    value.abs().log10().floor() as i32
}

/// `value` in whole units; a unit below 1 is left to the decimals.
fn to_unit(value: f64, unit: f64) -> f64 {
    if unit >= 1.0 { (value / unit).round() * unit } else { value }
}

/// Decimals that show one unit.
fn decimals(unit: f64) -> usize {
    if unit > 0.0 { (-unit.log10()).round().clamp(0.0, 8.0) as usize } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(n: u64, low: f64, median: f64, high: f64) -> Summary {
        let quantiles = [low, low, median, high, high];
        Summary { n, quantiles, min: low - 1.0, max: high + 1.0, ..Summary::EMPTY }
    }

    #[test]
    fn ends_that_differ_are_told_apart() {
        let cny = Currency::default();
        let range = |low, median, high| {
            let summary = summary(1_000, low, median, high);
            let told = Told::money(&summary, &cny, Lang::En);
            (told.typical(), told.range(Lang::En))
        };
        assert_eq!(
            range(775_000_123.0, 775_011_456.0, 775_020_789.0),
            ("¥775,011,000".to_owned(), Some("¥775,000,000 to ¥775,021,000".to_owned()))
        );
        assert_eq!(range(19_148.0, 21_398.0, 23_988.0).1.unwrap(), "¥19,100 to ¥24,000");
        assert_eq!(range(0.0777, 0.0781, 0.0885).1.unwrap(), "¥0.08 to ¥0.09");
        assert_eq!(range(14_600.0, 14_600.0, 14_600.0), ("¥14,600".to_owned(), None));
        assert_eq!(range(0.0, 0.0, 12.5).1.unwrap(), "¥0.00 to ¥12.50");
        assert_eq!(range(119.02, 120.3, 120.52).1.unwrap(), "¥119.0 to ¥120.5");
        assert_eq!(range(0.0777, 0.0777, 0.0777).0, "¥0.08");
        assert_eq!(range(14.97, 16.8, 18.92).1.unwrap(), "¥14.97 to ¥18.92");
        assert_eq!(range(-540.2, 12.0, 2_040.0).1.unwrap(), "-¥540 to ¥2,040");
    }

    #[test]
    fn people_come_whole() {
        let few = Told::count(&summary(1_000, 2.0, 3.5, 92.9), Lang::En).range(Lang::En);
        assert_eq!(few.unwrap(), "2 to 93");
        assert_eq!(Told::count(&summary(1_000, 1_010.0, 1_282.0, 1_598.0), Lang::En).typical(), "1,280");
    }

    #[test]
    fn chinese_has_words_for_large_numbers_and_ends_stay_apart() {
        let cny = Currency::default();
        let people = summary(1_000, 101_000.0, 128_200.0, 159_800.0);
        assert_eq!(Told::count(&people, Lang::Zh).range(Lang::Zh).unwrap(), "10.1万–16万");
        let narrow = summary(1_000, 775_000_123.0, 775_011_456.0, 775_020_789.0);
        let told = Told::money(&narrow, &cny, Lang::Zh);
        assert_eq!(told.range(Lang::Zh).unwrap(), "¥7.75亿–7.75021亿");
    }

    #[test]
    fn few_campaigns_are_told_from_the_least_to_the_largest() {
        assert_eq!(Told::count(&summary(19, 2.0, 3.0, 5.0), Lang::Zh).range(Lang::Zh).unwrap(), "1–6");
        assert_eq!(from_to("-¥13", "¥17", Lang::Zh), "-¥13 到 ¥17");
        assert_eq!(campaigns(19, Lang::En), "all 19 campaigns");
        assert_eq!(campaigns(20, Lang::En), "9 of 10 campaigns");
    }
}
