//! What a design says of an input, as it is shown.

use crate::scenario::Quantity;
use crate::study::compare::Given;
use crate::units::Currency;
use crate::words::Lang;
use crate::words::compare::word;
use crate::words::law::law;
use crate::words::number::UNDEFINED;
use crate::words::theory::lever::amount;

/// The value in a few words; a dash where a design says nothing.
pub(super) fn given(value: Option<&Given>, currency: &Currency, lang: Lang) -> String {
    match value {
        None => UNDEFINED.to_owned(),
        Some(Given::Number(meaning, Quantity::Known(value))) => amount(*meaning, *value, currency, lang),
        Some(Given::Number(_, Quantity::Uncertain(input))) => law(&input.law, lang),
        Some(Given::Word(said)) => word(said, lang).to_owned(),
        Some(Given::Name(name)) => name.clone(),
    }
}
