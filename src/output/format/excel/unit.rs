//! What the numbers of a table are measured in: by their column, or, where a row is about one thing that is measured, by that.

use crate::metrics::{Metric, Risk, Scalar, SegmentMetric, Series, Unit};
use csv::StringRecord;

/// The columns of a table.
pub(super) struct Columns {
    units: Vec<Of>,
    /// The column that names what a row is about, or its unit.
    about: Option<usize>,
}

/// Whose unit a column has.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Of {
    /// Its own, where it has one.
    Itself(Option<Unit>),
    /// That of what the row is about.
    Row,
}

impl Columns {
    /// Of a table of this name.
    pub(super) fn of(file: &str, columns: &[String]) -> Columns {
        let about = ["unit", "metric", "quantity", "measure"].into_iter();
        let about = about.filter_map(|name| columns.iter().position(|column| column == name)).next();
        Columns { units: columns.iter().map(|column| of(file, column)).collect(), about }
    }

    /// The unit of a cell of this row.
    pub(super) fn unit(&self, column: usize, row: &StringRecord) -> Option<Unit> {
        match self.units.get(column)? {
            Of::Itself(unit) => *unit,
            Of::Row => named(row.get(self.about?)?),
        }
    }
}

fn of(file: &str, column: &str) -> Of {
    let own = |unit: Unit| Of::Itself(Some(unit));
    match (file, column) {
        ("funnel", "mean" | "mcse" | "p05" | "p25" | "p50" | "p75" | "p95") => own(Unit::Count),
        ("matrix", "mean") => own(Unit::Ratio),
        (_, "mean" | "mcse" | "p05" | "p25" | "p50" | "p75" | "p95" | "value") => Of::Row,
        (_, "difference" | "difference_se" | "low" | "high" | "single_p05" | "single_p95") => Of::Row,
        ("levers", "now" | "critical") => Of::Row,
        ("ledger", "cost" | "cost_mcse") => own(Unit::Money),
        ("ledger", "due" | "paid" | "broken") => own(Unit::Count),
        (_, "day" | "joined") => own(Unit::Days),
        (_, "pass_rate" | "better" | "equal" | "better_apart" | "equal_apart" | "better_mean") => {
            own(Unit::Share)
        }
        (_, "elasticity" | "k_at_best" | "weight" | "variance_reduction") => own(Unit::Ratio),
        (_, "equivalent_replicates") => own(Unit::Count),
        // Keys of a scenario are columns of a sweep: their values stay as they were written.
        _ => Of::Itself(None),
    }
}

/// The unit of this name, or of what has this name.
fn named(name: &str) -> Option<Unit> {
    let unit = match name {
        "count" | "people" | "invitations" => Some(Unit::Count),
        "money" | "saving" => Some(Unit::Money),
        "share" | "chance" => Some(Unit::Share),
        "ratio" | "factor" => Some(Unit::Ratio),
        "days" => Some(Unit::Days),
        _ => None,
    };
    unit.or_else(|| Metric::named(name).map(|metric| metric.unit()))
        .or_else(|| Series::named(name).map(Series::unit))
        .or_else(|| SegmentMetric::named(name).map(SegmentMetric::unit))
        .or_else(|| Scalar::named(name).map(Scalar::unit))
        .or_else(|| Risk::named(name.strip_prefix("chance_").unwrap_or(name)).map(|_| Unit::Share))
}
