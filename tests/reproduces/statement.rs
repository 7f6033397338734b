//! What a scenario says it reproduces: one line, one statement.
//!
//! ```text
//! # reproduces:
//! #   [with KEY=VALUE …:] CLAIM | fit or follows | source
//!
//! CLAIM    QUANTITY covers NUMBER              the observed number lies in the range of nine of ten campaigns
//!          QUANTITY within LOW to HIGH         nine of ten campaigns lie in the observed range
//!          QUANTITY median LOW to HIGH         the median lies in the observed range
//!          QUANTITY is NUMBER                  every campaign has this number
//!          P(METRIC in LOW to HIGH) at least P chance that a campaign lies in the observed range
//! QUANTITY METRIC, SEGMENT.METRIC, METRIC at TIME, payout
//! ```
//!
//! `fit`: inputs were chosen so that it holds. `follows`: nobody aimed at it. `with` changes the scenario as `--set`
//! does. `payout` is what rewards cost for one join from the second generation on. Numbers may be written `85_000`,
//! `60%`, `12h`.

/// One statement of a `# reproduces:` block.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Changes to the scenario, `KEY=VALUE`.
    pub with: Vec<String>,
    pub claim: Claim,
    pub basis: Basis,
    /// What was observed, and where it is told if the scenario does not say so.
    pub source: String,
    /// As it is written, without the changes and the source.
    pub text: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Claim {
    Covers(Quantity, f64),
    Within(Quantity, f64, f64),
    Median(Quantity, f64, f64),
    Is(Quantity, f64),
    Chance { metric: String, low: f64, high: f64, least: f64 },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    Metric(String),
    OfSegment { segment: String, metric: String },
    At { metric: String, day: f64 },
    Payout,
}

/// How a statement came to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    Fit,
    Follows,
}

/// The statements of a scenario's text; none where it has no block.
pub fn statements(text: &str) -> Result<Vec<Statement>, String> {
    let block = text.lines().skip_while(|line| line.trim() != "# reproduces:").skip(1);
    let lines = block.map_while(|line| line.strip_prefix('#')).take_while(|line| !line.trim().is_empty());
    lines.map(|line| statement(line).map_err(|fault| format!("`{}`: {fault}", line.trim()))).collect()
}

fn statement(line: &str) -> Result<Statement, String> {
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let [text, basis, source] = parts[..] else {
        return Err("three parts are expected, `claim | fit or follows | source`".to_owned());
    };
    let basis = match basis {
        "fit" => Basis::Fit,
        "follows" => Basis::Follows,
        other => return Err(format!("`{other}` is neither `fit` nor `follows`")),
    };
    if source.is_empty() {
        return Err("the source is missing".to_owned());
    }
    let (with, text) = match text.strip_prefix("with ") {
        None => (Vec::new(), text),
        Some(rest) => {
            let (changes, text) = rest.split_once(": ").ok_or("the changes must end with `:`")?;
            (changes.split(' ').map(str::to_owned).collect(), text)
        }
    };
    Ok(Statement { with, claim: claim(text)?, basis, source: source.to_owned(), text: text.to_owned() })
}

fn claim(text: &str) -> Result<Claim, String> {
    if let Some(rest) = text.strip_prefix("P(") {
        return chance(rest);
    }
    for (verb, ends) in [(" within ", 2), (" median ", 2), (" covers ", 1), (" is ", 1)] {
        let Some((quantity, numbers)) = text.split_once(verb) else { continue };
        let quantity = self::quantity(quantity)?;
        let (low, high) = if ends == 2 { range(numbers)? } else { (number(numbers)?, f64::NAN) };
        return Ok(match verb {
            " within " => Claim::Within(quantity, low, high),
            " median " => Claim::Median(quantity, low, high),
            " covers " => Claim::Covers(quantity, low),
            _ => Claim::Is(quantity, low),
        });
    }
    Err("`covers`, `within`, `median`, `is` or `P(… in …) at least …` is expected".to_owned())
}

fn chance(rest: &str) -> Result<Claim, String> {
    let form = "`P(METRIC in LOW to HIGH) at least NUMBER` is expected";
    let (inside, least) = rest.split_once(") at least ").ok_or(form)?;
    let (metric, ends) = inside.split_once(" in ").ok_or(form)?;
    let (low, high) = range(ends)?;
    Ok(Claim::Chance { metric: name(metric)?, low, high, least: number(least)? })
}

fn quantity(text: &str) -> Result<Quantity, String> {
    if text == "payout" {
        return Ok(Quantity::Payout);
    }
    if let Some((metric, time)) = text.split_once(" at ") {
        return Ok(Quantity::At { metric: name(metric)?, day: number(time)? });
    }
    Ok(match text.split_once('.') {
        Some((segment, metric)) => Quantity::OfSegment { segment: name(segment)?, metric: name(metric)? },
        None => Quantity::Metric(name(text)?),
    })
}

fn name(text: &str) -> Result<String, String> {
    let fits = |c: char| c.is_alphanumeric() || c == '_';
    if text.is_empty() || !text.chars().all(fits) {
        return Err(format!("`{text}` is no name"));
    }
    Ok(text.to_owned())
}

fn range(text: &str) -> Result<(f64, f64), String> {
    let (low, high) = text.split_once(" to ").ok_or_else(|| format!("`{text}` is no range `LOW to HIGH`"))?;
    let (low, high) = (number(low)?, number(high)?);
    if low > high { Err(format!("`{text}` begins above its end")) } else { Ok((low, high)) }
}

/// A plain number, a percentage, or a time in days.
fn number(text: &str) -> Result<f64, String> {
    let units = [("%", 0.01), ("m", 1.0 / 1440.0), ("h", 1.0 / 24.0), ("d", 1.0)];
    let (digits, unit) = units
        .iter()
        .find_map(|(suffix, unit)| Some((text.strip_suffix(suffix)?, *unit)))
        .unwrap_or((text, 1.0));
    let value = digits.replace('_', "").parse::<f64>().ok().filter(|value| value.is_finite());
    value.map(|value| value * unit).ok_or_else(|| format!("`{text}` is no number"))
}

mod tests {
    use super::*;

    fn one(line: &str) -> Result<Statement, String> {
        statements(&format!("# Words.\n#\n# reproduces:\n#   {line}\n\nname: x\n# reproduces:\n# nonsense\n"))
            .map(|mut found| found.remove(0))
    }

    #[test]
    fn every_form_is_read() {
        let metric = || Quantity::Metric("k".to_owned());
        let at = |metric: &str, day| Quantity::At { metric: metric.to_owned(), day };
        let owner = || Quantity::OfSegment { segment: "a".to_owned(), metric: "b".to_owned() };
        let banned = || Claim::Chance { metric: "banned_day".to_owned(), low: 0.5, high: 0.75, least: 0.6 };
        for (line, known) in [
            ("k covers 0.77 | fit | S", Claim::Covers(metric(), 0.77)),
            ("k within 50% to 75% | fit | S", Claim::Within(metric(), 0.5, 0.75)),
            ("a.b median 0 to 1_000 | fit | S", Claim::Median(owner(), 0.0, 1000.0)),
            ("payout is 35.10 | fit | S", Claim::Is(Quantity::Payout, 35.1)),
            ("new_users at 6h covers 9 | fit | S", Claim::Covers(at("new_users", 0.25), 9.0)),
            ("P(banned_day in 12h to 18h) at least 60% | fit | S", banned()),
        ] {
            assert_eq!(one(line).unwrap().claim, known, "{line}");
        }
    }

    #[test]
    fn changes_basis_and_source_are_read() {
        let found = one("with a.b=0 c=5: k is 1 | follows | told by X, 2013").unwrap();
        assert_eq!(found.with, ["a.b=0", "c=5"]);
        assert_eq!((found.basis, found.source.as_str()), (Basis::Follows, "told by X, 2013"));
        assert_eq!(found.text, "k is 1");
    }

    #[test]
    fn what_is_not_understood_is_told() {
        for (line, fault) in [
            ("k covers 0.77", "three parts"),
            ("k covers 0.77 | guess | S", "neither `fit` nor `follows`"),
            ("k covers 0.77 | fit |", "the source is missing"),
            ("k resembles 0.77 | fit | S", "is expected"),
            ("k covers lots | fit | S", "`lots` is no number"),
            ("k within 0.82 to 0.72 | fit | S", "begins above its end"),
            ("k within 0.7 | fit | S", "no range"),
            ("the k covers 0.7 | fit | S", "`the k` is no name"),
            ("P(k) at least 5% | fit | S", "`P(METRIC in LOW to HIGH)"),
            ("with a=1 k covers 0.7 | fit | S", "must end with `:`"),
        ] {
            let told = one(line).unwrap_err();
            assert!(told.contains(fault), "{line}: {told}");
        }
    }

    #[test]
    fn a_block_ends_with_its_comment() {
        let text = "# reproduces:\n#   k covers 1 | fit | S\n#\n# Other words.\nname: x\n";
        assert_eq!(statements(text).unwrap().len(), 1);
        assert_eq!(statements("name: x\n").unwrap(), []);
    }
}
