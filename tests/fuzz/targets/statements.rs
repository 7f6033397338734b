//! Statements of what must hold: refused with a place within the statement, or tested.

use crate::dice::Dice;
use crate::drive::Met;
use crate::generate::{quoted, tear};
use crate::refusal::is_well_told;
use kfactor::check;
use kfactor::input::load;
use kfactor::metrics::{Metric, Risk, Scalar, Series, Unit};
use kfactor::yaml::Source;

/// A campaign that has a bit of everything that statements speak of.
const CAMPAIGN: &str = "
name: x
days: 4
step: 12h
seeds: 9
share: { content: 0.3, reward: { max: 0.4, half: 10 } }
contacts: 5
funnel: { scan: 0.5, join: 0.2 }
incentive: [{ when: { invites: 2 }, value: 5, cost: 5, stock: 3 }]
budget: 60
price: 2
ban: { per_participant: 0.01 }
capacity: { total: 60 }
benchmark: { cac: 20 }
";

pub fn run(bytes: &[u8]) -> Met {
    let mut dice = Dice::new(bytes);
    let tests = dice.one_in(16);
    let source = source(&mut dice);
    match load(&source, &[]) {
        Err(found) => {
            is_well_told(&found, &source, &[]);
            Met::Refused
        }
        Ok(scenario) if tests => {
            let report = check::Question::new(&scenario).first(16).most(32).answer();
            assert_eq!(report.findings.len(), scenario.expect.len(), "every statement is tested");
            Met::Simulated
        }
        Ok(_) => Met::Read,
    }
}

fn source(dice: &mut Dice<'_>) -> Source {
    let count = *dice.pick(&[1, 1, 1, 2]);
    let statements: String = (0..count).map(|_| format!("  - {}\n", statement(dice))).collect();
    Source::new("scenario.yaml", &format!("{CAMPAIGN}expect:\n{statements}"))
}

/// A statement as it may be typed, mostly in quotes.
fn statement(dice: &mut Dice<'_>) -> String {
    let (estimate, unit) = estimate(dice);
    let mut text = format!("{estimate} {} {}", relation(dice), bound(dice, unit));
    for _ in 0..*dice.pick(&[0, 0, 0, 0, 1, 2]) {
        tear(&mut text, dice);
    }
    if dice.one_in(4) { text.replace('\n', " ") } else { quoted(&text) }
}

/// What is possible, and now and then what is not.
fn likely(dice: &mut Dice<'_>, possible: &[&str], wrong: &[&str]) -> String {
    if dice.one_in(8) { dice.word(wrong) } else { dice.word(possible) }
}

fn relation(dice: &mut Dice<'_>) -> String {
    likely(dice, &["<", ">", "<=", ">="], &["=", "≥", "＜", "<<", "", "=<"])
}

fn bound(dice: &mut Dice<'_>, unit: Unit) -> String {
    let possible: &[&str] = match unit {
        Unit::Share => &["5%", "0.5", "99.9%", "0.001"],
        Unit::Days => &["3d", "36h", "2", "0.5"],
        _ => &["5", "0.5", "100", "1e6", "12_000", "0"],
    };
    likely(dice, possible, &["-1", "1e999", "5元", "", "day 2", "0", "1", "100%", "5", "3d", ".nan"])
}

fn statistic(dice: &mut Dice<'_>) -> String {
    likely(
        dice,
        &["mean", "p50", "median", "p05", "p97.5", "p99"],
        &["p0", "p100", "max", "p999", "sd", "", "P50"],
    )
}

/// An estimate, and the unit of its bound.
fn estimate(dice: &mut Dice<'_>) -> (String, Unit) {
    match dice.below(8) {
        0..=2 => {
            let (name, unit) = metric(dice);
            (format!("{name}.{}", statistic(dice)), unit)
        }
        3 => {
            let (name, unit) = metric(dice);
            (format!("P({name} {} {})", relation(dice), bound(dice, unit)), Unit::Share)
        }
        4 => (format!("P({})", dice.word(&Risk::ALL.map(Risk::name))), Unit::Share),
        5 => {
            let series = *dice.pick(&Series::ALL);
            let day = likely(dice, &["day 3", "36h", "1d", "day 0.5"], &["day 0", "day 9", "0.3d", "day x"]);
            (format!("timeline({}, {day}).{}", series.name(), statistic(dice)), series.unit())
        }
        6 => {
            let of = format!("P(timeline(cost, day 2) {} {})", relation(dice), bound(dice, Unit::Money));
            (of, Unit::Share)
        }
        _ => {
            let scalar = *dice.pick(&Scalar::ALL);
            (format!("theory.{}", scalar.name()), scalar.unit())
        }
    }
}

fn metric(dice: &mut Dice<'_>) -> (String, Unit) {
    if dice.one_in(8) {
        let names = ["stage_scan", "reached_2", "reached_3", "new_user", "用户", "profit", "users", ""];
        return (dice.word(&names), Unit::Count);
    }
    let known: Vec<Metric> = Metric::of_every_campaign().collect();
    let metric = dice.pick(&known);
    (metric.name().into_owned(), metric.unit())
}

pub fn shown(bytes: &[u8]) -> String {
    let mut dice = Dice::new(bytes);
    let _ = dice.one_in(16);
    source(&mut dice).text().to_owned()
}
