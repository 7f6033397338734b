//! The word behind the dot: which number of a distribution.

use crate::problem::{Noun, StatementFault as Fault};
use crate::scenario::Statistic;
use crate::yaml::nearest;

/// Whether a statistic may be written with this character.
pub(super) fn is_of_statistic(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '%')
}

/// What other programs call the statistics.
const OTHER_NAMES: [(&str, &str); 4] =
    [("average", "mean"), ("avg", "mean"), ("med", "median"), ("expected", "mean")];

/// The statistic of this name.
pub(super) fn statistic(word: &str) -> Result<Statistic, Fault> {
    match word {
        "mean" | "平均" | "平均值" | "均值" => return Ok(Statistic::Mean),
        "median" | "中位数" => return Ok(Statistic::Quantile(0.5)),
        "90%下限" => return Ok(Statistic::Quantile(0.05)),
        "90%上限" => return Ok(Statistic::Quantile(0.95)),
        "50%下限" => return Ok(Statistic::Quantile(0.25)),
        "50%上限" => return Ok(Statistic::Quantile(0.75)),
        "min" | "minimum" | "least" | "最小" | "最小值" | "最少" | "最低" => {
            return Err(Fault::Extreme { word: word.to_owned(), instead: "p01" });
        }
        "max" | "maximum" | "most" | "最大" | "最大值" | "最多" | "最高" => {
            return Err(Fault::Extreme { word: word.to_owned(), instead: "p99" });
        }
        _ => {}
    }
    let level = word
        .strip_prefix('p')
        .or_else(|| word.strip_prefix("分位"))
        .and_then(|level| level.trim_end_matches('%').parse::<f64>().ok());
    match level {
        Some(level) if level > 0.0 && level < 100.0 => Ok(Statistic::Quantile(level / 100.0)),
        Some(_) => Err(Fault::NoSuchQuantile { word: word.to_owned() }),
        None => {
            let known = ["mean", "median", "p05", "p50", "p95"];
            let other =
                OTHER_NAMES.iter().find(|(other, _)| *other == word).map(|(_, name)| (*name).to_owned());
            Err(Fault::UnknownName {
                noun: Noun::Statistic,
                name: word.to_owned(),
                nearest: other.or_else(|| nearest(word, known)),
                known: known.map(str::to_owned).to_vec(),
            })
        }
    }
}
