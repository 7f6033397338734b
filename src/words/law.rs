//! Laws of uncertain inputs in words.

use super::range::from_to;
use super::{Lang, number};
use crate::scenario::Law;

/// The quantile of the standard normal law that leaves 5 % above.
const Z95: f64 = 1.644_853_626_951_472_2;

/// The law's name, its central 90 % interval and its median, for example
/// `logit-normal, 90% between 0.05 and 0.09, median 0.0672`. In Chinese a law that has no name where it is written has none
/// here, either: `5%–9%，中位数 6.72%`.
#[must_use]
pub fn law(law: &Law, lang: Lang) -> String {
    match lang {
        Lang::En => in_english(law),
        Lang::Zh => in_chinese(law),
    }
}

fn in_english(law: &Law) -> String {
    let (name, median) = (name(law, Lang::En), plain(law.median()));
    let Some((low, high)) = central_90(law) else { return format!("{name}, median {median}") };
    format!("{name}, 90% between {} and {}, median {median}", plain(low), plain(high))
}

fn in_chinese(law: &Law) -> String {
    // What lies between 0 and 1 is a chance.
    let told = |value: f64| match law {
        Law::LogitNormal { .. } => plain(100.0 * value) + "%",
        _ => plain(value),
    };
    let median = told(law.median());
    let range = central_90(law).map(|(low, high)| from_to(&told(low), &told(high), Lang::Zh));
    match (law, range) {
        (Law::LogitNormal { .. } | Law::Lognormal { .. }, Some(range)) => format!("{range}，中位数 {median}"),
        (_, Some(range)) => format!("{}，90% 在 {range}，中位数 {median}", name(law, Lang::Zh)),
        (_, None) => format!("{}，中位数 {median}", name(law, Lang::Zh)),
    }
}

fn name(law: &Law, lang: Lang) -> String {
    match law {
        Law::LogitNormal { .. } => lang.pick("logit-normal", "对数几率正态分布").to_owned(),
        Law::Lognormal { .. } => lang.pick("lognormal", "对数正态分布").to_owned(),
        Law::Normal { .. } => lang.pick("normal", "正态分布").to_owned(),
        Law::Beta { a, b } => {
            format!("{} ({}, {})", lang.pick("beta", "贝塔分布"), plain(*a), plain(*b))
        }
        Law::Uniform { .. } => lang.pick("uniform", "均匀分布").to_owned(),
        Law::Triangular { .. } => lang.pick("triangular", "三角分布").to_owned(),
    }
}

/// The 5 % and the 95 % quantile; none for Beta, whose quantiles have no closed form.
pub(crate) fn central_90(law: &Law) -> Option<(f64, f64)> {
    let at = |quantile: &dyn Fn(f64) -> f64| Some((quantile(-Z95), quantile(Z95)));
    match *law {
        Law::LogitNormal { mu, sigma } => at(&|z| 1.0 / (1.0 + libm::exp(-(mu + sigma * z)))),
        Law::Lognormal { mu, sigma } => at(&|z| libm::exp(mu + sigma * z)),
        Law::Normal { mean, sd } => at(&|z| mean + sd * z),
        Law::Beta { .. } => None,
        Law::Uniform { min, max } => {
            let width = max - min;
            Some((min + 0.05 * width, max - 0.05 * width))
        }
        Law::Triangular { min, mode, max } => {
            Some((triangular(0.05, min, mode, max), triangular(0.95, min, mode, max)))
        }
    }
}

/// The quantile of the triangular law.
fn triangular(p: f64, min: f64, mode: f64, max: f64) -> f64 {
    let (width, left) = (max - min, mode - min);
    if p * width <= left {
        min + (p * width * left).sqrt()
    } else {
        max - ((1.0 - p) * width * (max - mode)).sqrt()
    }
}

/// Three significant digits without needless zeros.
fn plain(value: f64) -> String {
    let rounded = number::rounded(value);
    if rounded.abs() >= 1000.0 { number::grouped(rounded, 0) } else { format!("{rounded}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_reads_as_it_was_written() {
        let logit = |p: f64| (p / (1.0 - p)).ln();
        let (low, high) = (logit(0.05), logit(0.09));
        let written = Law::LogitNormal { mu: f64::midpoint(low, high), sigma: (high - low) / 2.0 / Z95 };
        assert_eq!(law(&written, Lang::En), "logit-normal, 90% between 0.05 and 0.09, median 0.0673");
        assert_eq!(law(&written, Lang::Zh), "5%–9%，中位数 6.73%");
        let even = Law::Uniform { min: -10.0, max: 10.0 };
        assert_eq!(law(&even, Lang::Zh), "均匀分布，90% 在 -9 到 9，中位数 0");
        let beta = Law::Beta { a: 3.0, b: 20.0 };
        assert_eq!(law(&beta, Lang::Zh), "贝塔分布 (3, 20)，中位数 0.119");
    }

    #[test]
    fn the_triangular_quantile_ends_at_the_corners() {
        assert_eq!(triangular(0.0, 1.0, 2.0, 4.0), 1.0);
        assert_eq!(triangular(1.0, 1.0, 2.0, 4.0), 4.0);
        assert!((triangular(0.5, 0.0, 1.0, 2.0) - 1.0).abs() < 1e-12);
    }
}
