//! The tables of `kfactor theory`.

use crate::metrics::{K_OVER_TIME, Scalar};
use crate::output::format::csv::{Table, number};
use crate::study::theory::{ClassTheory, Course, Lever, Theory};
use serde_json::json;

/// `theory.csv`: one row per number that stands for the whole.
#[must_use]
pub fn scalars(theory: &Theory) -> Vec<u8> {
    let mut table = Table::new(&["quantity", "value"], false);
    for scalar in Scalar::ALL {
        table.row([scalar.name().into()], [number(theory.scalar(scalar).unwrap_or(f64::NAN))]);
    }
    table.finish()
}

/// `matrix.csv`: the next-generation matrix, one row per segment and stay class of the inviter and segment of the
/// invited; the class `all` is the whole segment.
#[must_use]
pub fn matrix(theory: &Theory) -> Vec<u8> {
    let mut table = Table::new(&["inviter", "class", "invited", "weight", "mean"], false);
    for inviter in &theory.segments {
        let names: &[&str] = if inviter.classes.len() > 1 { &["visitors", "settlers"] } else { &[] };
        let of_all =
            |class: &ClassTheory| if inviter.brings > 0.0 { class.brings / inviter.brings } else { 0.0 };
        let classes =
            names.iter().zip(&inviter.classes).map(|(name, class)| (*name, class.weight, of_all(class)));
        for (class, weight, part) in [("all", 1.0, 1.0)].into_iter().chain(classes) {
            for (invited, mean) in theory.segments.iter().zip(&inviter.recruits) {
                let names = [inviter.segment.as_str().into(), class.into(), invited.segment.as_str().into()];
                table.row(names, [number(weight), number(part * mean)]);
            }
        }
    }
    table.finish()
}

/// `course.csv`: expected numbers, one row per point in time and quantity, as `timeline.csv` has them.
#[must_use]
pub fn course(course: &Course) -> Vec<u8> {
    let mut table = Table::new(&["step", "day", "metric", "mean"], false);
    for (series, values) in &course.series {
        for (point, value) in course.points.iter().zip(values) {
            let keys = [point.step.to_string().into(), number(point.day).into(), series.name().into()];
            table.row(keys, [number(*value)]);
        }
    }
    for (point, k) in course.points.iter().zip(&course.k) {
        let keys = [point.step.to_string().into(), number(point.day).into(), K_OVER_TIME.into()];
        table.row(keys, [number(k.unwrap_or(f64::NAN))]);
    }
    table.finish()
}

/// `levers.csv`: one row per number of the scenario that moves K.
#[must_use]
pub fn levers(levers: &[Lever]) -> Vec<u8> {
    let mut table = Table::new(&["lever", "measure", "now", "critical", "elasticity", "k_at_best"], false);
    let optional = |value: Option<f64>| number(value.unwrap_or(f64::NAN));
    for lever in levers {
        let measure = json!(lever.measure).as_str().unwrap_or_default().to_owned();
        let numbers = [optional(lever.critical), optional(lever.elasticity), optional(lever.k_at_best)];
        let [critical, elasticity, k_at_best] = numbers;
        table.row(
            [lever.key.as_str().into(), measure.into()],
            [number(lever.now), critical, elasticity, k_at_best],
        );
    }
    table.finish()
}
