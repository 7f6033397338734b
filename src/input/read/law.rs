//! Ranges and laws of uncertain numbers as they are typed.

use super::typed::{NonNegative, Typed, plain};
use crate::problem::{Expected, LawFault, ProblemKind};
use crate::scenario::Law;
use crate::yaml::{Content, Entry, Node};

/// The laws that a number may be given by.
pub(crate) const LAWS: [&str; 5] = ["beta", "uniform", "triangular", "normal", "lognormal"];

/// 95 % quantile of the standard normal law: `lo to hi` is the central 90 % interval.
const Z95: f64 = 1.644_853_626_951_472_2;

/// Whether a map is one of the laws.
pub(crate) fn is_law(entries: &[Entry]) -> bool {
    matches!(entries, [only] if LAWS.contains(&only.key.as_str()))
}

/// The law that a value names; `None` when it names none.
pub(crate) fn law<D: Typed>(content: &Content) -> Option<Result<Law, ProblemKind>> {
    match content {
        Content::Text(text) => {
            let (low, high) = text.split_once(" to ")?;
            Some(range::<D>(low, high))
        }
        Content::Map(entries) if is_law(entries) => {
            let entry = entries.first()?;
            Some(named::<D>(&entry.key, &entry.node.content))
        }
        _ => None,
    }
}

/// `lo to hi`: logit-normal where the quantity is a probability, lognormal elsewhere.
fn range<D: Typed>(low: &str, high: &str) -> Result<Law, ProblemKind> {
    let end = |text| D::parse(text).and_then(|end| D::DOMAIN.within(end));
    let (low, high) = (end(low)?, end(high)?);
    let fault = |fault| Err(ProblemKind::BadLaw(fault));
    let is_chance = D::EXPECTED == Expected::Chance;
    if low >= high {
        return fault(LawFault::Order);
    }
    if low <= 0.0 || (is_chance && high >= 1.0) {
        return fault(LawFault::Edge);
    }
    let scale = |x: f64| {
        if is_chance { libm::log(x) - libm::log1p(-x) } else { libm::log(x) }
    };
    let (mu, sigma) = (f64::midpoint(scale(low), scale(high)), (scale(high) - scale(low)) / (2.0 * Z95));
    Ok(if is_chance { Law::LogitNormal { mu, sigma } } else { Law::Lognormal { mu, sigma } })
}

fn named<D: Typed>(name: &str, content: &Content) -> Result<Law, ProblemKind> {
    let law = match name {
        "beta" => {
            let shapes = parameters::<NonNegative>(content, &["a", "b"])?;
            Law::Beta { a: shapes[0], b: shapes[1] }
        }
        "uniform" => {
            let ends = parameters::<D>(content, &["min", "max"])?;
            Law::Uniform { min: ends[0], max: ends[1] }
        }
        "triangular" => {
            let ends = parameters::<D>(content, &["min", "mode", "max"])?;
            Law::Triangular { min: ends[0], mode: ends[1], max: ends[2] }
        }
        "normal" => {
            let numbers = parameters::<D>(content, &["mean", "sd"])?;
            Law::Normal { mean: numbers[0], sd: numbers[1] }
        }
        _ => lognormal::<D>(content)?,
    };
    law.fault(D::DOMAIN).map_or(Ok(law), Err)
}

/// The median is written like the number itself, sigma is a plain number.
fn lognormal<D: Typed>(content: &Content) -> Result<Law, ProblemKind> {
    let parts: Vec<Content> = match content {
        Content::List(items) => items.iter().map(|item| item.content.clone()).collect(),
        Content::Map(entries) => ["median", "sigma"]
            .iter()
            .filter_map(|name| entries.iter().find(|entry| entry.key == *name))
            .map(|entry| entry.node.content.clone())
            .collect(),
        _ => Vec::new(),
    };
    let [median, sigma] = &parts[..] else {
        return Err(ProblemKind::BadLaw(LawFault::Parameters));
    };
    let fault = || ProblemKind::BadLaw(LawFault::Parameters);
    let median = plain::<D>(median).ok_or_else(fault)??;
    let sigma = plain::<NonNegative>(sigma).ok_or_else(fault)??;
    Ok(Law::Lognormal { mu: libm::log(positive(median)?), sigma: positive(sigma)? })
}

fn positive(number: f64) -> Result<f64, ProblemKind> {
    if number > 0.0 { Ok(number) } else { Err(ProblemKind::BadLaw(LawFault::NotPositive)) }
}

/// The parameters of a law, as a list or by name.
fn parameters<D: Typed>(content: &Content, names: &[&str]) -> Result<Vec<f64>, ProblemKind> {
    let fault = || ProblemKind::BadLaw(LawFault::Parameters);
    let nodes: Vec<&Node> = match content {
        Content::List(items) if items.len() == names.len() => items.iter().collect(),
        Content::Map(entries) if entries.len() == names.len() => {
            let named = |name: &&str| entries.iter().find(|entry: &&Entry| entry.key == **name);
            names
                .iter()
                .map(|name| named(name).map(|entry| &entry.node))
                .collect::<Option<_>>()
                .ok_or_else(fault)?
        }
        _ => return Err(fault()),
    };
    nodes.into_iter().map(|node| raw_parameter::<D>(&node.content).ok_or_else(fault)?).collect()
}

/// A parameter is written like a number of the domain, but need not lie within it.
fn raw_parameter<D: Typed>(content: &Content) -> Option<Result<f64, ProblemKind>> {
    let number = match content {
        Content::Number(number) => D::accept(number.as_f64().unwrap_or(f64::NAN)),
        Content::Text(text) => D::parse(text),
        _ => return None,
    };
    Some(number.and_then(|number| if number.is_finite() { Ok(number) } else { Err(ProblemKind::NotFinite) }))
}
