//! What designs say of an input, as it is shown.

use crate::scenario::Quantity;
use crate::study::compare::Given;
use crate::units::Currency;
use crate::words::Lang;
use crate::words::compare::word;
use crate::words::law::law;
use crate::words::number::UNDEFINED;
use crate::words::theory::lever::{exactly, put_in};

/// Digits that tell any two numbers apart that somebody may have typed.
const DIGITS: std::ops::RangeInclusive<usize> = 4..=12;

/// What each design says, in a few words; with as many digits as it takes to tell two apart that differ.
pub(super) fn given(values: &[Option<Given>], currency: &Currency, lang: Lang) -> Vec<String> {
    let shortly: Vec<String> = values.iter().map(|value| told(value.as_ref(), currency, lang)).collect();
    let is_clear = |told: &[String]| {
        (0..told.len())
            .all(|one| (0..one).all(|other| values[one] == values[other] || told[one] != told[other]))
    };
    if is_clear(&shortly) {
        return shortly;
    }
    let closely = DIGITS.map(|digits| -> Vec<String> {
        let told = values.iter().zip(&shortly).map(|(value, shortly)| match value {
            Some(Given::Number(meaning, Quantity::Known(value))) => exactly(*meaning, *value, digits, lang),
            _ => shortly.clone(),
        });
        told.collect()
    });
    closely.into_iter().find(|told| is_clear(told)).unwrap_or(shortly)
}

/// The value of one; a dash where it says nothing.
fn told(value: Option<&Given>, currency: &Currency, lang: Lang) -> String {
    match value {
        None => UNDEFINED.to_owned(),
        Some(Given::Number(meaning, Quantity::Known(value))) => put_in(*meaning, *value, currency, lang),
        Some(Given::Number(_, Quantity::Uncertain(input))) => law(&input.law, lang),
        Some(Given::Word(said)) => word(said, lang).to_owned(),
        Some(Given::Name(name)) => name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Meaning;

    #[test]
    fn what_differs_is_told_apart() {
        let told = |meaning: Meaning, values: &[f64]| {
            let number = |value: &f64| Some(Given::Number(meaning, Quantity::Known(*value)));
            given(&values.iter().map(number).collect::<Vec<_>>(), &Currency::default(), Lang::En)
        };
        assert_eq!(told(Meaning::Chance, &[0.1, 0.2]), ["10%", "20%"]);
        assert_eq!(told(Meaning::Chance, &[0.1, 0.1001, 0.1]), ["10%", "10.01%", "10%"]);
        assert_eq!(told(Meaning::People, &[12_345.0, 12_346.0]), ["12,345", "12,346"]);
        assert_eq!(told(Meaning::Money, &[5.0, 5.001]), ["¥5", "¥5.001"]);
        assert_eq!(told(Meaning::Days, &[1.0, 25.5 / 24.0]), ["24 hours", "25.5 hours"]);
        assert_eq!(told(Meaning::Chance, &[0.1, 0.100_000_01]), ["10%", "10.000001%"]);
    }
}
