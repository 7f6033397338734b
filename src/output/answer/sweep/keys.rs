//! Short names of the keys that are swept.

use crate::input::Axis;

/// The last parts of the keys that still tell them apart: `invites`, or `core.share` and `casual.share`.
pub(super) fn short_keys(axes: &[Axis]) -> Vec<String> {
    let tail = |key: &str, parts: usize| {
        let all: Vec<&str> = key.split('.').map(str::trim).collect();
        all[all.len().saturating_sub(parts)..].join(".")
    };
    let longest = axes.iter().map(|axis| axis.key.split('.').count()).max().unwrap_or(1);
    let tails = |parts: usize| axes.iter().map(|axis| tail(&axis.key, parts)).collect::<Vec<_>>();
    let differ = |keys: &Vec<String>| keys.iter().enumerate().all(|(at, key)| !keys[..at].contains(key));
    (1..longest).map(tails).find(differ).unwrap_or_else(|| tails(longest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::sweep as fixture;

    #[test]
    fn keys_are_as_short_as_they_can_be_told_apart() {
        let keys = |varied: &[&str]| short_keys(&fixture::sweep(varied, 1).axes);
        assert_eq!(keys(&["incentive.0.invites=1", "join=2%"]), ["invites", "join"]);
        assert_eq!(keys(&["incentive.0.cost=1", "costs.fixed=3"]), ["cost", "fixed"]);
        assert_eq!(
            short_keys(&[axis("incentive.0.value"), axis("incentive.1.value")]),
            ["0.value", "1.value"]
        );
    }

    fn axis(key: &str) -> Axis {
        Axis { key: key.to_owned(), values: Vec::new(), log: false }
    }
}
