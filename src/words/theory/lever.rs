//! The words of levers: the numbers of a scenario that move K.

use crate::scenario::Meaning;
use crate::study::theory::Lever;
use crate::units::Currency;
use crate::words::Lang;
use crate::words::number::{
    UNDEFINED, about_money, grouped, k_told, length, percent, ratio, rounded, span, with_symbol,
};

/// A number of a lever.
#[must_use]
pub fn amount(meaning: Meaning, value: f64, currency: &Currency, lang: Lang) -> String {
    match meaning {
        Meaning::Chance => percent(value),
        Meaning::Invitations | Meaning::Pieces | Meaning::Count => grouped(value, 0),
        Meaning::Days => span(value, lang),
        Meaning::Money => about_money(value, currency, lang),
        Meaning::Factor => lang.pick(format!("×{}", plain(value)), format!("{} 倍", plain(value))),
        Meaning::Weight
        | Meaning::People
        | Meaning::PeoplePerDay
        | Meaning::PeoplePerHour
        | Meaning::Rate
        | Meaning::Shape => plain(value),
    }
}

/// The same with so many significant digits, as it might stand in a file.
#[must_use]
pub fn exactly(meaning: Meaning, value: f64, digits: usize, lang: Lang) -> String {
    let number = |value: f64| {
        let decimals = digits as i32 - 1 - value.abs().max(f64::MIN_POSITIVE).log10().floor() as i32;
        let plain = grouped(value, decimals.clamp(0, 15) as usize);
        match plain.contains('.') {
            true => plain.trim_end_matches('0').trim_end_matches('.').to_owned(),
            false => plain,
        }
    };
    match meaning {
        Meaning::Chance => format!("{}%", number(100.0 * value)),
        Meaning::Days => lang.pick(format!("{} d", number(value)), format!("{} 天", number(value))),
        Meaning::Factor => lang.pick(format!("×{}", number(value)), format!("{} 倍", number(value))),
        _ => number(value),
    }
}

/// A number that was put in, as it stands in a file: six digits, and whole ones in full.
#[must_use]
pub fn put_in(meaning: Meaning, value: f64, currency: &Currency, lang: Lang) -> String {
    match meaning {
        Meaning::Days => length(value, lang),
        Meaning::Money => {
            let digits = exactly(meaning, value.abs(), TYPED, lang);
            let minor = usize::from(currency.minor_digits);
            let missing = digits.split_once('.').map_or(0, |(_, part)| minor.saturating_sub(part.len()));
            with_symbol(value < 0.0, &(digits + &"0".repeat(missing)), currency)
        }
        _ => exactly(meaning, value, TYPED, lang),
    }
}

/// Digits of what was put in.
const TYPED: usize = 6;

/// Three significant digits without needless zeros.
fn plain(value: f64) -> String {
    let rounded = rounded(value);
    if rounded.abs() >= 1000.0 { grouped(rounded, 0) } else { format!("{rounded}") }
}

/// Heads of the table of levers after the key.
#[must_use]
pub fn columns(lang: Lang) -> [&'static str; 3] {
    lang.pick(["now", "for K = 1", "+1% moves K by"], ["现在", "K = 1 时", "每 +1% K 变"])
}

/// The value at which K is 1, or how near K comes.
#[must_use]
pub fn critical(lever: &Lever, k: f64, currency: &Currency, lang: Lang) -> String {
    match (lever.critical, lever.k_at_best) {
        (Some(value), _) => amount(lever.measure, value, currency, lang),
        (None, Some(best)) => {
            let sign = if k < 1.0 { "≤" } else { "≥" };
            let best = lang.pick(ratio(best), k_told(best, lang));
            lang.pick(format!("never (K {sign} {best})"), format!("达不到（K {sign} {best}）"))
        }
        (None, None) => UNDEFINED.to_owned(),
    }
}

/// By how much one per cent more moves K.
#[must_use]
pub fn elasticity(lever: &Lever) -> String {
    lever.elasticity.map_or_else(
        || UNDEFINED.to_owned(),
        |percent| {
            let text = grouped(percent, 2);
            if percent > 0.0 && !text.starts_with('-') { format!("+{text}%") } else { format!("{text}%") }
        },
    )
}

/// How to read the table of levers.
#[must_use]
pub fn legend(levers: &[Lever], several: bool, lang: Lang) -> String {
    let alone = match several {
        false => lang.pick("Each number alone, the others as they are.", "每次只改一个数，其余不变。"),
        true => lang.pick(
            "Each number alone, the others as they are. A key without a segment turns all segments at once.",
            "每次只改一个数，其余不变。不带人群名的，所有人群一起改。",
        ),
    };
    let leaving = lang.pick(
        " The factor on `retention` is one on the rate of leaving: ×1.1 is a tenth quicker.",
        "`留存率` 这一项改的是流失的快慢：1.1 倍就是流失快一成。",
    );
    let of_leaving = levers.iter().any(|lever| lever.measure == Meaning::Factor);
    alone.to_owned() + if of_leaving { leaving } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_their_forms() {
        let cny = Currency::default();
        let told = |meaning, value| amount(meaning, value, &cny, Lang::En);
        assert_eq!(told(Meaning::Chance, 0.102_96), "10.3%");
        assert_eq!(told(Meaning::People, 25.741), "25.7");
        assert_eq!(told(Meaning::Days, 1.0 / 3.0), "8 hours");
        assert_eq!(told(Meaning::Money, 3.643_64), "¥3.64");
        assert_eq!(told(Meaning::Factor, 0.5), "×0.5");
    }

    #[test]
    fn what_was_put_in_is_told_as_it_stands_in_the_file() {
        let cny = Currency::default();
        let told = |meaning, value| put_in(meaning, value, &cny, Lang::En);
        assert_eq!(told(Meaning::People, 12_345.0), "12,345");
        assert_eq!(
            [1_234.0, 0.5, 30.0, 0.125].map(|value| told(Meaning::Money, value)),
            ["¥1,234", "¥0.50", "¥30", "¥0.125"]
        );
        assert_eq!(
            [0.0, 0.1 + 0.2, 0.000_2].map(|value| told(Meaning::Chance, value)),
            ["0%", "30%", "0.02%"]
        );
        assert_eq!(told(Meaning::Days, 25.5 / 24.0), "25.5 hours");
        assert_eq!(told(Meaning::Factor, 1.0 / 3.0), "×0.333333");
    }
}
