//! The numbers of a scenario as they can be moved: a field for each, and a slider over the values one would try.

use crate::input::{Written, as_typed, plain};
use crate::problem::{Part, Path};
use crate::scenario::{EVERYBODY, Fallback, Meaning, Number, Quantity, Scenario, Valid};
use crate::words::Lang;
use crate::words::explore as words;
use crate::words::law::central_90;
use crate::words::run::report::{input_name_below, input_note};
use crate::yaml::Source;
use serde::Serialize;
use std::collections::BTreeMap;

/// A design: its text, and what is read in it.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The text.
    pub source: &'a Source,
    /// The scenario that it says.
    pub scenario: &'a Valid,
}

/// A number that can be moved.
#[derive(Debug, Serialize)]
pub(super) struct Control {
    /// As `--set` takes it.
    key: String,
    /// Under which head it stands.
    group: String,
    name: String,
    note: String,
    /// As it was typed, or would be.
    typed: String,
    /// As it stands in the field before its unit, where it is known.
    shown: Option<String>,
    /// The same in the file, where it has such a number, and where that stands on the slider.
    file: Option<String>,
    home: Option<f64>,
    /// Whether it is another one than in the file.
    moved: bool,
    /// Where it stands on the slider, in units of `sign`.
    value: f64,
    low: f64,
    high: f64,
    /// Smallest move.
    grain: f64,
    /// What one of these units is worth.
    #[serde(skip)]
    worth: f64,
    /// What is typed behind the number.
    sign: &'static str,
    /// What stands behind the field.
    unit: &'static str,
    /// Between which values it lies in 90 of 100 cases, where it is not known.
    band: Option<[f64; 2]>,
    /// Whether it is one that is seldom moved.
    seldom: bool,
}

/// Every number of the design that can be another one.
pub(super) fn controls(design: &Text<'_>, file: Option<&Text<'_>>, lang: Lang) -> Vec<Control> {
    let written = Written::of(design.source);
    let in_file = file.map(|file| {
        let written = Written::of(file.source);
        let numbers = numbers(file, &written);
        (written, numbers)
    });
    let (file_written, in_file) = in_file.unzip();
    let in_file: BTreeMap<String, Number> =
        in_file.into_iter().flatten().map(|number| (number.key.to_string(), number)).collect();
    let one = |number: &Number| {
        let in_file = file_written.as_ref().zip(in_file.get(&number.key.to_string()));
        let control = control(number, &written, in_file, design.scenario, lang);
        // What the file has stays, so that no slider goes while another one is moved.
        let is_free_in_file = || {
            let there = file.zip(in_file);
            there.is_some_and(|(file, (_, number))| is_free(number, &control, file.scenario))
        };
        (is_free(number, &control, design.scenario) || is_free_in_file()).then_some(control)
    };
    numbers(design, &written).iter().filter_map(one).collect()
}

/// The numbers that say something of a campaign, and not of its simulation (how many, in which steps), as they are typed:
/// weights of hours and weekdays before their mean is made 1. Those that a word stands for are not among them.
fn numbers(text: &Text<'_>, written: &Written<'_>) -> Vec<Number> {
    let mut numbers = text.scenario.numbers();
    numbers.retain_mut(|number| match number.about.pattern.as_str() {
        "hours.<i>" | "weekdays.<i>" => {
            let typed = written.at(&number.key).and_then(|typed| typed.parse::<f64>().ok());
            typed.map(|weight| number.value = weight.into()).is_some()
        }
        "step" => false,
        _ => number.about.meaning != Meaning::Count,
    });
    numbers
}

/// Whether the slider has a place, beside where it stands, at which nothing is wrong: what waits for a refund has none where
/// nothing is refunded.
fn is_free(number: &Number, control: &Control, scenario: &Valid) -> bool {
    let Control { value, low, high, grain, worth, .. } = *control;
    let places = [value + grain, value - grain, high, low];
    places.iter().any(|place| {
        (low..=high).contains(place) && *place != value && scenario.may_have(number, place * worth)
    })
}

fn control(
    number: &Number,
    written: &Written<'_>,
    in_file: Option<(&Written<'_>, &Number)>,
    scenario: &Scenario,
    lang: Lang,
) -> Control {
    let reference = in_file.map_or(number, |(_, number)| number).value.typical();
    let Scale { worth, sign } = scale(number, reference);
    let [low, high, grain] = reach(number, reference / worth, worth);
    let typed = |written: &Written<'_>, number: &Number| match written.at(&number.key) {
        Some(typed) => typed.to_owned(),
        None => as_typed(&number.about, number.value.typical()),
    };
    let band = match &number.value {
        Quantity::Known(_) => None,
        Quantity::Uncertain(input) => central_90(&input.law).map(|(low, high)| [low / worth, high / worth]),
    };
    let (group, rest) = group(&number.key, scenario, lang);
    let is_usual = number.about.fallback == Fallback::Number(number.value.typical());
    Control {
        name: input_name_below(&number.key, number.key.0.len() - rest.0.len(), lang),
        note: input_note(&number.key, number.about.words, lang),
        typed: typed(written, number),
        shown: match number.value {
            Quantity::Known(value) => Some(plain(value / worth)),
            Quantity::Uncertain(_) => None,
        },
        file: in_file.map(|(written, number)| typed(written, number)),
        home: in_file.map(|(_, number)| number.value.typical() / worth),
        moved: in_file.is_some_and(|(_, other)| is_moved(&number.value, &other.value)),
        value: number.value.typical() / worth,
        unit: words::unit(sign, lang),
        seldom: is_usual || number.about.pattern.ends_with("<i>"),
        key: number.key.to_string(),
        group,
        low,
        high,
        grain,
        worth,
        sign,
        band,
    }
}

/// Whether a number is another one than in the file.
fn is_moved(number: &Quantity, in_file: &Quantity) -> bool {
    match (number, in_file) {
        (Quantity::Known(here), Quantity::Known(there)) => (here - there).abs() > 1e-12 * there.abs(),
        (Quantity::Uncertain(here), Quantity::Uncertain(there)) => here.law != there.law,
        _ => true,
    }
}

/// In which units a number is moved.
struct Scale {
    worth: f64,
    sign: &'static str,
}

fn scale(number: &Number, reference: f64) -> Scale {
    if number.about.domain.chance {
        return Scale { worth: 0.01, sign: "%" };
    }
    if number.about.meaning != Meaning::Days {
        return Scale { worth: 1.0, sign: "" };
    }
    let is_whole = |units: f64| (units - units.round()).abs() < 1e-9;
    match reference {
        days if is_whole(days) => Scale { worth: 1.0, sign: "d" },
        days if is_whole(days * 24.0) => Scale { worth: 1.0 / 24.0, sign: "h" },
        _ => Scale { worth: 1.0 / 1440.0, sign: "m" },
    }
}

/// From where to where a number is moved, and by how much at least: to four times what it is, within what is possible.
fn reach(number: &Number, reference: f64, worth: f64) -> [f64; 3] {
    let domain = number.about.domain;
    let (least, most) = (domain.bounds.min / worth, domain.bounds.max / worth);
    let usual = if number.about.domain.chance || domain.whole { 10.0 } else { 1.0 };
    let high = nice((4.0 * reference).max(usual)).min(most);
    let high = if domain.chance && reference > 20.0 { most } else { high.max(reference) };
    let grain = nice((high - least) / 250.0);
    let is_whole = domain.whole || number.about.meaning == Meaning::Days;
    let grain = if is_whole { grain.max(1.0).round() } else { grain };
    // Where nought is no number, the slider begins one move above it.
    let low = if domain.bounds.above_min { (least + grain).min(reference) } else { least };
    [low, high, grain]
}

/// The next of 1, 2, 5, 10, 20, …
fn nice(number: f64) -> f64 {
    let power = 10f64.powf(number.max(1e-9).log10().floor());
    let times = [1.0, 2.0, 5.0, 10.0].into_iter().find(|times| times * power >= number * (1.0 - 1e-9));
    times.unwrap_or(10.0) * power
}

/// Under which head a number stands, and its key below that.
fn group(key: &Path, scenario: &Scenario, lang: Lang) -> (String, Path) {
    match &key.0[..] {
        [Part::Key(segments), Part::Key(name), rest @ ..] if segments == "segments" => {
            let head = if name == EVERYBODY { words::everybody(lang).to_owned() } else { name.clone() };
            (head, Path(rest.to_vec()))
        }
        [Part::Key(rules), Part::Index(place), rest @ ..] if rules == "incentive" => {
            let name = scenario.incentive.get(*place).map(|rule| rule.name.as_str()).unwrap_or_default();
            (words::reward(name, lang), Path(rest.to_vec()))
        }
        _ => (words::campaign(lang).to_owned(), key.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{edit, load};

    const TEXT: &str = "
name: all of it
days: 14
seeds: 200
share: { content: 0.3, after: 36h, again: 50% }
contacts: { mean: 40, k: 0.5 }
churn: 0.03
join: 5% to 7%
delay: 45m
incentive:
  - { name: gift, to: inviter, when: { invites: 3 }, value: 89, cost: 22.5, stock: 60 }
costs: { fixed: 3000 }
market: 100000
";

    #[test]
    fn every_number_can_be_moved_within_what_is_possible() {
        let source = Source::new("x.yaml", TEXT);
        let scenario = load(&source, &[]).unwrap();
        let numbers = scenario.numbers();
        let design = Text { source: &source, scenario: &scenario };
        let all = controls(&design, Some(&design), Lang::Zh);
        assert!(all.len() > 15, "{}", all.len());
        for control in &all {
            let number = numbers.iter().find(|number| number.key.to_string() == control.key).unwrap();
            assert!(control.low <= control.value && control.value <= control.high, "{control:?}");
            assert!(control.grain > 0.0 && control.grain <= control.high - control.low, "{control:?}");
            for at in [control.low, control.high] {
                let typed = format!("{at}{}", control.sign);
                let text = edit(&source, &control.key, &typed).unwrap_or_else(|| panic!("{control:?}"));
                if let Ok(changed) = load(&Source::new("x.yaml", &text), &[]) {
                    let value = changed.number(&control.key).unwrap().value.typical();
                    assert!(number.about.domain.within(value).is_ok());
                }
            }
        }
    }

    #[test]
    fn a_slider_speaks_the_units_of_the_file() {
        let source = Source::new("x.yaml", TEXT);
        let scenario = load(&source, &[]).unwrap();
        let design = Text { source: &source, scenario: &scenario };
        let all = controls(&design, Some(&design), Lang::En);
        let of = |key: &str| all.iter().find(|control| control.key.ends_with(key)).unwrap();
        let join = of("join");
        assert_eq!((join.typed.as_str(), join.sign), ("5% to 7%", "%"));
        let [low, high] = join.band.unwrap();
        assert!((low - 5.0).abs() < 1e-6 && (high - 7.0).abs() < 1e-6);
        assert_eq!((of("churn").typed.as_str(), of("churn").value, of("churn").high), ("0.03", 3.0, 20.0));
        assert_eq!((of("share.after").value, of("share.after").sign), (36.0, "h"));
        assert_eq!(
            (of("stock").high, of("stock").grain, of("stock").group.as_str()),
            (500.0, 2.0, "Reward: gift")
        );
    }

    #[test]
    fn what_can_only_go_wrong_is_not_offered() {
        let keys = |text: &str| {
            let source = Source::new("x.yaml", text);
            let scenario = load(&source, &[]).unwrap();
            let design = Text { source: &source, scenario: &scenario };
            let all = controls(&design, Some(&design), Lang::En);
            all.iter().map(|control| (control.key.clone(), control.value)).collect::<BTreeMap<_, _>>()
        };
        let before = keys(TEXT);
        assert!(before.contains_key("segments.all.share.again"));
        let after = keys(&TEXT.replace(", after: 36h, again: 50%", ""));
        for none in ["segments.all.share.again", "incentive.0.recovered", "step", "hours.0"] {
            assert!(!after.contains_key(none), "{none}: {after:?}");
        }
        let rhythms = "step: 1h\nstart: 2026-03-02\nhours: wechat\nweekdays: [2, 2, 2, 2, 2, 3, 3]\n";
        let rhythms = keys(&format!("{TEXT}{rhythms}"));
        assert!(!rhythms.contains_key("hours.0") && !rhythms.contains_key("step"), "{rhythms:?}");
        assert_eq!(rhythms["weekdays.6"], 3.0, "as it is typed");
    }
}
