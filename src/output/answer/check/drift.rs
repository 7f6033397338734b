//! What moved from the baseline, as a table.

use super::{Checked, Session, Standing};
use crate::study::baseline::{Aspect, Drift, Shift};
use crate::units::Currency;
use crate::words::Lang;
use crate::words::check as words;

/// Rows shown at most.
const MOST: usize = 12;

/// The last line about the baseline: how many scenarios stand how to it.
pub(super) fn closing(session: &Session, lang: Lang) -> String {
    let count = |standing| session.checked.iter().filter(|checked| checked.standing() == standing).count();
    words::baseline_closing(
        &words::Standings {
            identical: count(Standing::Identical),
            within_chance: count(Standing::WithinChance),
            moved: count(Standing::Moved),
            new: count(Standing::New),
            vanished: session.vanished.len(),
            open: count(Standing::Open),
        },
        lang,
    )
}

/// How a scenario stands to the baseline, in one line.
pub(super) fn standing(checked: &Checked, lang: Lang) -> String {
    match checked.cut_short {
        true => words::not_compared(lang).to_owned(),
        false => words::standing(checked.drift.as_ref(), lang),
    }
}

/// Whether a scenario of this session moved, or is gone.
pub(super) fn has_moved(session: &Session) -> bool {
    !session.vanished.is_empty()
        || session.checked.iter().any(|checked| checked.standing() == Standing::Moved)
}

/// One shift per metric that moved: of its mean, or of what moved instead.
pub(super) fn leading(drift: &Drift) -> Vec<&Shift> {
    let mut leading: Vec<&Shift> = Vec::new();
    for shift in drift.shifts.iter().filter(|shift| shift.moved) {
        let known = leading.iter_mut().find(|known| known.name == shift.name);
        match known {
            None => leading.push(shift),
            Some(known) if shift.aspect == Aspect::Mean => *known = shift,
            Some(_) => {}
        }
    }
    leading
}

/// Head and rows of what moved (name, baseline, now, difference), and how many rows are not shown.
pub(super) fn table(drift: &Drift, currency: &Currency, lang: Lang) -> (Vec<[String; 4]>, usize) {
    let leading = leading(drift);
    if leading.is_empty() {
        return (Vec::new(), 0);
    }
    let [before, now, difference] = words::shift_columns(lang);
    let mut rows = vec![[String::new(), before.to_owned(), now.to_owned(), difference.to_owned()]];
    for shift in leading.iter().take(MOST) {
        let tell = |number: f64| words::told(number, shift.error, shift.unit, currency, lang);
        rows.push([
            words::shifted(shift, lang),
            tell(shift.before),
            tell(shift.now),
            words::difference(shift, currency, lang),
        ]);
    }
    (rows, leading.len().saturating_sub(MOST))
}
