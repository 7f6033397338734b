//! Names of the keys that are swept.

use crate::input::Axis;
use crate::problem::{Part, Path};
use crate::words::Lang;
use crate::words::page::{keys_together, short_names};
use crate::words::run::report::input_name;

/// The last parts of the keys that still tell them apart, as they are called: `invites`, or `core.share` and `casual.share`.
pub(super) fn short_keys(axes: &[Axis], lang: Lang) -> Vec<String> {
    short_names(axes.iter().map(|axis| axis.key.as_str()), lang)
}

/// The same as names in a page.
pub(super) fn short_titles(axes: &[Axis], lang: Lang) -> Vec<String> {
    short_keys(axes, Lang::En).iter().map(|key| title(key, lang)).collect()
}

/// The name of a key.
pub(super) fn title(key: &str, lang: Lang) -> String {
    let part = |part: &str| match part.trim().parse() {
        Ok(place) => Part::Index(place),
        Err(_) => Part::Key(part.trim().to_owned()),
    };
    let one = |key: &str| input_name(&Path(key.split('.').map(part).collect()), lang);
    keys_together(key).map(one).collect::<Vec<_>>().join(" + ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::sweep as fixture;

    #[test]
    fn keys_are_as_short_as_they_can_be_told_apart() {
        let keys = |varied: &[&str]| short_keys(&fixture::sweep(varied, 1).axes, Lang::En);
        assert_eq!(keys(&["incentive.0.invites=1", "join=2%"]), ["invites", "join"]);
        assert_eq!(keys(&["incentive.0.cost=1", "costs.fixed=3"]), ["cost", "fixed"]);
        assert_eq!(
            short_keys(&[axis("incentive.0.value"), axis("incentive.1.value")], Lang::En),
            ["0.value", "1.value"]
        );
    }

    #[test]
    fn keys_are_called_as_people_call_them() {
        let keys = |varied: &[&str]| short_keys(&fixture::sweep(varied, 1).axes, Lang::Zh);
        assert_eq!(keys(&["incentive.0.invites=1", "join=2%"]), ["邀满", "转化率"]);
        let two = [axis("incentive.0.value"), axis("incentive.1.value")];
        assert_eq!(short_keys(&two, Lang::Zh), ["0.价值", "1.价值"]);
        assert_eq!(short_titles(&two, Lang::Zh), ["1 · 价值", "2 · 价值"]);
        assert_eq!(title("incentive.0.when.invites", Lang::Zh), "奖励 · 1 · 条件 · 邀满");
        assert_eq!(title("incentive.0.value + join", Lang::Zh), "奖励 · 1 · 价值 + 转化率");
    }

    fn axis(key: &str) -> Axis {
        Axis { key: key.to_owned(), values: Vec::new(), log: false }
    }
}
