//! What moved from the baseline, as a table.

use super::{Session, Standing};
use crate::study::baseline::{Aspect, Drift, Shift};
use crate::units::Currency;
use crate::words::Lang;
use crate::words::check as words;

/// Rows shown at most.
const MOST: usize = 12;

/// How many scenarios stand how to the baseline: identical, within chance, moved, new.
pub(super) fn standings(session: &Session) -> [usize; 4] {
    [Standing::Identical, Standing::WithinChance, Standing::Moved, Standing::New]
        .map(|standing| session.checked.iter().filter(|checked| checked.standing() == standing).count())
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
        let tell = |number: f64| words::precise(number, shift.error, shift.unit, currency);
        rows.push([
            words::shifted(shift, lang),
            tell(shift.before),
            tell(shift.now),
            words::difference(shift, currency),
        ]);
    }
    (rows, leading.len().saturating_sub(MOST))
}
