//! What a scenario is made of, in English: values that are expected and found, laws, bounds, keys that are missing.

use crate::problem::{Bounds, Expected, Found, LawFault};
use crate::words::problem::phrase::{Words, day, number, quoted_in_lines};

pub(super) fn unknown(what: &str, name: &str, nearest: Option<&str>, known: &[String]) -> Words {
    let label = nearest.map(|nearest| format!("did you mean `{nearest}`?")).unwrap_or_default();
    let help = if name.contains('：') {
        "the colon `：` of the Chinese keyboard is not one for YAML: write `: `".to_owned()
    } else if name.bytes().all(|byte| byte.is_ascii_digit()) {
        "if this is the rest of a number: numbers have no commas, write `200_000`".to_owned()
    } else if nearest.is_some() || known.is_empty() {
        String::new()
    } else {
        quoted_in_lines("possible here: ", known)
    };
    Words::new(format!("there is no {what} `{name}`"), label, help)
}

pub(super) fn missing(key: &str) -> &'static str {
    match key {
        "name" => "give the campaign a name, for example `name: Exam-prep poster`",
        "days" => "say how long the campaign runs, for example `days: 14`",
        "share" => "say how likely a member shares, for example `share: 0.35`",
        "contacts" => "say how many people a share reaches, for example `contacts: 12`",
        "join" => "say how likely a contact joins: `join: 6%`, or `funnel: { see: 20%, join: 30% }`",
        "when" => "say what the reward is for: `when: join`, `when: share`, `when: { invites: 3 }`",
        "cost" => "say what it costs you",
        "at" => "say when, counted from the start: `at: 3d`",
        "for" => "say how long: `for: 2d`",
        _ => "",
    }
}

pub(super) fn expected(expected: Expected) -> &'static str {
    match expected {
        Expected::Map => "keys of its own",
        Expected::List => "a list",
        Expected::Text => "text",
        Expected::YesNo => "`true` or `false`",
        Expected::Number => "a number",
        Expected::PlainNumber => "a number",
        Expected::Days => "a number of days",
        Expected::Chance => "a chance from 0 to 1",
        Expected::Whole => "a whole number",
        Expected::Duration => "a duration",
        Expected::Moment { .. } => "a duration since the start, or a date",
        Expected::Date => "a date",
        Expected::Word => "one word",
        Expected::Currency => "a currency code of three capital letters",
        Expected::NumberOrMap => "a number or keys of its own",
        Expected::NumberOrWaves => "a number or a list of waves",
        Expected::NumberOrInflow => "a number, a map or a list of maps",
        Expected::DurationOrLaw => "a duration or a law",
        Expected::HoursOrName => "24 weights or a name",
        Expected::Trigger => "`share`, `join`, or a key such as `invites`",
        Expected::BanThen => "`end` or a pause",
        Expected::MoneyOrPerCent => "money or a percentage of the price",
        Expected::Statement => "a statement",
    }
}

pub(super) fn example(expected: Expected) -> String {
    match expected {
        Expected::Moment { start: Some(start) } => {
            let day = day(start);
            format!("for example `3d`, `12h`, or a date with its year: `{day}`, `{day} 20:00`")
        }
        Expected::Moment { start: None } => {
            "for example `3d`, `12h`; with `start` also a date: `2026-03-05 20:00`".to_owned()
        }
        other => fixed_example(other).to_owned(),
    }
}

fn fixed_example(expected: Expected) -> &'static str {
    match expected {
        Expected::Moment { .. } => "",
        Expected::Map => {
            "write the keys below it, indented, each as `key: value` with a space after the colon"
        }
        Expected::List => "begin every item with `- `, or write `[ …, … ]`",
        Expected::Text | Expected::Word => "",
        Expected::YesNo => "write `true` or `false` without quotation marks",
        Expected::Number => "for example `12`, `1_000`, or where you are not sure `8 to 15`",
        Expected::PlainNumber => "for example `12` or `0.5`",
        Expected::Days => "for example `14`",
        Expected::Chance => "for example `0.06`, `6%`, or where you are not sure `5% to 9%`",
        Expected::Whole => "for example `3`",
        Expected::Duration => "for example `45m`, `12h`, `3d` or `2w`",
        Expected::Date => "for example `2026-03-02` or `2026-03-02 20:00`",
        Expected::Currency => "for example `CNY` or `USD`",
        Expected::NumberOrMap => "",
        Expected::NumberOrWaves => "for example `500`, or `[{ at: 0h, count: 200 }, { at: 3d, count: 100 }]`",
        Expected::NumberOrInflow => {
            "for example `100`, or `[{ from: 0d, until: 7d, per_day: 200, cost: 12 }]`"
        }
        Expected::DurationOrLaw => {
            "for example `2h`, `{ exponential: 2h }` or `{ lognormal: { median: 45m, sigma: 1.2 } }`"
        }
        Expected::HoursOrName => "for example `wechat`",
        Expected::Trigger => "for example `join` or `{ invites: 3 }`",
        Expected::BanThen => "for example `end` or `{ pause: 3d }`",
        Expected::MoneyOrPerCent => "for example `6` or `10%`",
        Expected::Statement => "for example `new_users.p50 >= 5000` or `P(cost > 30000) <= 5%`",
    }
}

pub(super) fn found(found: Found) -> &'static str {
    match found {
        Found::Map => "keys",
        Found::List => "a list",
        Found::Text => "this text",
        Found::Number => "a number",
        Found::YesNo => "`true` or `false`",
    }
}

pub(super) fn range(bounds: &Bounds) -> String {
    let least = if bounds.above_min { "above" } else { "at least" };
    let least = format!("{least} {}", number(bounds.min));
    // What is limited only by the machine needs no upper end.
    let days = if bounds.are_of_time() { " days" } else { "" };
    if bounds.max > 1e15 { least } else { format!("{least} and at most {}{days}", number(bounds.max)) }
}

pub(super) fn law_title(fault: LawFault) -> &'static str {
    match fault {
        LawFault::Order => "the lower end must be below the upper one",
        LawFault::Edge => "a range `lo to hi` cannot reach to the very edge (0, or 100 % for a chance)",
        LawFault::Parameters => "these are not the parameters of this law",
        LawFault::NotPositive => "this parameter of the law must be above 0",
        LawFault::Outside => "the middle of this law lies outside of what is possible",
    }
}

pub(super) fn law_help(fault: LawFault) -> &'static str {
    match fault {
        LawFault::Order => "write the smaller number first",
        LawFault::Edge => "write a small number such as `0.1%`, or `{ uniform: [0, 0.1] }`",
        LawFault::Parameters => {
            "`{ beta: [a, b] }`, `{ uniform: [a, b] }`, `{ triangular: [a, mode, b] }`, `{ normal: { mean, sd } }`, `{ lognormal: { median, sigma } }`"
        }
        LawFault::NotPositive | LawFault::Outside => "",
    }
}
