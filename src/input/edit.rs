//! A number put into the text of a scenario: what [`Override`](super::Override) does to a scenario, done to its text, so that
//! comments, order and everything else that was typed stay.

use super::set::{Override, apply};
use super::standard::standardise;
use super::tree;
use crate::problem::{Origin, Part, Path, Place};
use crate::scenario::{About, Meaning};
use crate::units::MINUTES_PER_DAY;
use crate::yaml::{Content, Entry, Marked, Node, Source};

/// The text with this number at this key, as `--set` would have it; `None` where that cannot be written there (behind an
/// anchor that others share, for example), or there is nothing to write it into.
///
/// ```
/// use kfactor::input::edit;
/// use kfactor::yaml::Source;
///
/// let source = Source::new("poster.yaml", "share: 0.3  # a guess\nincentive: [{ when: join, value: 5 }]\n");
/// let text = edit(&source, "incentive.0.value", "8").unwrap();
/// assert_eq!(text, "share: 0.3  # a guess\nincentive: [{ when: join, value: 8 }]\n");
/// ```
#[must_use]
pub fn edit(source: &Source, key: &str, typed: &str) -> Option<String> {
    let change = Override::new(format!("{key}={typed}"));
    let before = tree(source.text())?;
    let mut after = before.clone();
    if !apply(&mut after, &change, 0).is_empty() || !standardise(&mut after).problems.is_empty() {
        return None;
    }
    let texts = Texts { file: source.text(), change: change.text() };
    let text = match difference(&before, &after) {
        Some(difference) => texts.written(&difference)?,
        None => source.text().to_owned(),
    };
    // Whatever the text looks like: it says what was asked for, and nothing else is changed.
    same(&tree(&text)?, &after).then_some(text)
}

/// What was typed, by path.
#[derive(Debug)]
pub struct Written<'a> {
    text: &'a str,
    root: Option<Node>,
}

impl<'a> Written<'a> {
    /// What was typed in this text.
    #[must_use]
    pub fn of(source: &'a Source) -> Written<'a> {
        Written { text: source.text(), root: tree(source.text()) }
    }

    /// What was typed for the number at this path, in a segment or for all of them; `None` where nothing was.
    #[must_use]
    pub fn at(&self, path: &Path) -> Option<&'a str> {
        let node = written_at(self.root.as_ref()?, path)?;
        let is_one = !matches!(node.content, Content::Map(_) | Content::List(_) | Content::Null);
        let typed = self.text.get(node.place.bytes.clone()).filter(|_| is_one)?;
        Some(typed.trim()).filter(|typed| !typed.is_empty())
    }
}

/// What stands in a tree at this path, in a segment or for all of them.
pub(super) fn written_at<'a>(root: &'a Node, path: &Path) -> Option<&'a Node> {
    let inherited = match &path.0[..] {
        [Part::Key(segments), Part::Key(_), rest @ ..] if segments == "segments" => rest,
        _ => &[],
    };
    let inherited = || Some(inherited).filter(|inherited| !inherited.is_empty());
    below(root, &path.0).or_else(|| below(root, inherited()?))
}

/// What stands below a node; a list of one item says the same as the item alone, whichever of them stands there.
fn below<'a>(node: &'a Node, path: &[Part]) -> Option<&'a Node> {
    path.iter().try_fold(node, |node, part| match (part, &node.content) {
        (Part::Index(0), Content::Map(_)) => Some(node),
        (Part::Key(key), Content::List(items)) if items.len() == 1 => {
            items[0].get(key).map(|entry| &entry.node)
        }
        _ => node.find(std::slice::from_ref(part)).map(|(found, _)| found),
    })
}

/// A number of this kind as one would type it: `6%`, `36h`, `299`.
#[must_use]
pub fn as_typed(about: &About, number: f64) -> String {
    match about.meaning {
        Meaning::Days => duration(number),
        _ if about.domain.chance => format!("{}%", plain(number * 100.0)),
        _ => plain(number),
    }
}

/// In the largest unit of which it is a whole number.
fn duration(days: f64) -> String {
    let minutes = (days * f64::from(MINUTES_PER_DAY)).round();
    let units = [(f64::from(MINUTES_PER_DAY), "d"), (60.0, "h"), (1.0, "m")];
    let (worth, sign) = units.into_iter().find(|(worth, _)| minutes % worth == 0.0).unwrap_or(units[2]);
    format!("{}{sign}", minutes / worth)
}

/// A number without the noise of its last bits.
#[must_use]
pub fn plain(number: f64) -> String {
    format!("{number:.11e}").parse::<f64>().unwrap_or(number).to_string()
}

/// The text as a tree in the standard form; places are those of what was written.
fn tree(text: &str) -> Option<Node> {
    let source = Source::new("", text);
    let marked =
        || tree::tree(&source, Marked::of(text).as_ref()).ok().filter(|(_, problems)| problems.is_empty());
    let plain = tree::tree(&source, None).ok().filter(|(_, problems)| problems.is_empty());
    let (mut root, _) = plain.or_else(marked)?;
    standardise(&mut root).problems.is_empty().then_some(root)
}

/// Where two trees differ.
enum Difference<'a> {
    /// Something else stands there.
    Other(&'a Node, &'a Node),
    /// A key is added to a map.
    Added(&'a Node, &'a Entry),
}

/// The only difference that a change makes, as far down as it reaches.
fn difference<'a>(before: &'a Node, after: &'a Node) -> Option<Difference<'a>> {
    match (&before.content, &after.content) {
        (Content::Map(old), Content::Map(new)) => {
            for entry in new {
                let Some(known) = old.iter().find(|known| known.key == entry.key) else {
                    return Some(Difference::Added(before, entry));
                };
                if let Some(found) = difference(&known.node, &entry.node) {
                    return Some(found);
                }
            }
            None
        }
        (Content::List(old), Content::List(new)) if old.len() == new.len() => {
            old.iter().zip(new).find_map(|(old, new)| difference(old, new))
        }
        _ => {
            let is_same = same(before, after) && before.place.origin == after.place.origin;
            (!is_same).then_some(Difference::Other(before, after))
        }
    }
}

/// Whether two trees say the same. The order of keys says nothing.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.content, &other.content) {
        (Content::Null, Content::Null) => true,
        (Content::YesNo(one), Content::YesNo(other)) => one == other,
        (Content::Number(one), Content::Number(other)) => one == other,
        (Content::Text(one), Content::Text(other)) => one == other,
        (Content::List(one), Content::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Content::Map(one), Content::Map(other)) => {
            let is_there = |entry: &Entry| {
                other.iter().any(|known| known.key == entry.key && same(&entry.node, &known.node))
            };
            one.len() == other.len() && one.iter().all(is_there)
        }
        _ => false,
    }
}

/// The texts that places point into.
struct Texts<'a> {
    file: &'a str,
    change: &'a str,
}

impl Texts<'_> {
    fn at(&self, place: &Place) -> Option<&str> {
        let text = if place.origin == Origin::File { self.file } else { self.change };
        text.get(place.bytes.clone()).map(str::trim)
    }

    /// The text of the file with this difference.
    fn written(&self, difference: &Difference<'_>) -> Option<String> {
        let (bytes, put) = match difference {
            Difference::Other(old, new) => {
                let Place { bytes, .. } = &old.place;
                let end = bytes.start + self.file.get(bytes.clone())?.trim_end().len();
                (bytes.start..end, self.value(new)?)
            }
            Difference::Added(map, entry) => {
                let put = format!("{}: {}", entry.key, self.value(&entry.node)?);
                self.added(map, &put)?
            }
        };
        let mut text = self.file.to_owned();
        text.replace_range(bytes, &put);
        Some(text)
    }

    /// Where `key: value` is put into a map, and with what around it.
    fn added(&self, map: &Node, put: &str) -> Option<(std::ops::Range<usize>, String)> {
        let Content::Map(entries) = &map.content else { return None };
        let written = self.file.get(map.place.bytes.clone())?.trim_end();
        if let Some(inside) = written.strip_prefix('{').and_then(|written| written.strip_suffix('}')) {
            let end = map.place.bytes.start + 1 + inside.trim_end().len();
            let is_empty = inside.trim().is_empty();
            let comma = if is_empty || inside.trim_end().ends_with(',') { "" } else { "," };
            let close = map.place.bytes.start + written.len() - 1;
            return Some((end..close, format!("{comma} {put} ")));
        }
        // Below the last of its lines, under its first key.
        let first = entries.first()?;
        let line = self.file[..first.key_place.bytes.start].rfind('\n').map_or(0, |end| end + 1);
        let indent = self.file[line..first.key_place.bytes.start].chars().count();
        let last = map.place.bytes.start + written.len();
        let end = self.file[last..].find('\n').map_or(self.file.len(), |end| last + end);
        Some((end..end, format!("\n{}{put}", " ".repeat(indent))))
    }

    /// A value on one line.
    fn value(&self, node: &Node) -> Option<String> {
        match &node.content {
            Content::Map(entries) => {
                let entries: Option<Vec<String>> = entries
                    .iter()
                    .map(|entry| Some(format!("{}: {}", entry.key, self.value(&entry.node)?)))
                    .collect();
                Some(format!("{{ {} }}", entries?.join(", ")))
            }
            _ => self.at(&node.place).map(str::to_owned),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    fn edited(text: &str, key: &str, typed: &str) -> Option<String> {
        edit(&Source::new("x.yaml", text), key, typed)
    }

    #[test]
    fn a_number_is_changed_where_it_stands() {
        let text =
            "name: a\nsegments:\n  core: # the first\n    share: .3 # guessed\n    contacts: 5\ndays: 7\n";
        let changed = edited(text, "segments.core.share", "40%").unwrap();
        assert_eq!(changed, text.replace(".3 #", "40% #"));
        assert_eq!(edited(text, "days", "9").unwrap(), text.replace("days: 7", "days: 9"));
        assert_eq!(
            edited("a: { b: 1, c: [2, { d: 3 to 4 }] }", "a.c.1.d", "5").unwrap(),
            "a: { b: 1, c: [2, { d: 5 }] }"
        );
    }

    #[test]
    fn a_key_that_is_not_there_is_added_below_its_neighbours() {
        let text = "days: 7\ncosts:\n  fixed: 3 # once\nshare: .3\n";
        assert_eq!(
            edited(text, "costs.per_day", "5").unwrap(),
            "days: 7\ncosts:\n  fixed: 3 # once\n  per_day: 5\nshare: .3\n"
        );
        assert_eq!(
            edited(text, "capacity.total", "20").unwrap(),
            format!("{text}capacity: {{ total: 20 }}\n")
        );
        assert_eq!(
            edited("costs: { fixed: 3 }\n", "costs.per_day", "5").unwrap(),
            "costs: { fixed: 3, per_day: 5 }\n"
        );
        assert_eq!(edited("costs: {}\n", "costs.per_day", "5").unwrap(), "costs: { per_day: 5 }\n");
        let list = "incentive:\n  - name: a\n    value: 1\n  - name: b\n    value: 2\nshare: 1\n";
        let changed = edited(list, "incentive.0.cost", "3").unwrap();
        assert_eq!(
            changed,
            "incentive:\n  - name: a\n    value: 1\n    cost: 3\n  - name: b\n    value: 2\nshare: 1\n"
        );
    }

    #[test]
    fn a_text_in_chinese_is_changed_in_its_places() {
        let text = "天数：14天\n分享: { 内容: 5％ } # 估计\n";
        assert_eq!(edited(text, "days", "21").unwrap(), "天数：21\n分享: { 内容: 5％ } # 估计\n");
        assert_eq!(edited(text, "share.content", "8%").unwrap(), "天数：14天\n分享: { 内容: 8% } # 估计\n");
        assert_eq!(edited(text, "分享.内容", "8％").unwrap(), "天数：14天\n分享: { 内容: 8％ } # 估计\n");
    }

    #[test]
    fn everybody_is_the_top_level() {
        assert_eq!(edited("share: .3\n", "segments.all.share", ".4").unwrap(), "share: .4\n");
    }

    #[test]
    fn what_others_share_is_left_alone() {
        let text = "a: &x { b: 1 }\nc: *x\n";
        assert_eq!(edited(text, "c.b", "2"), None);
        assert_eq!(edited("days: 3\n", "days.x", "2"), None);
        assert_eq!(edited("days: [\n", "days", "2"), None);
    }

    #[test]
    fn what_was_typed_is_found() {
        let text = "share: .3 # a\nsegments: { core: { join: 5% to 6% } }\n";
        let source = Source::new("x.yaml", text);
        let written = Written::of(&source);
        let of = |key: &str| written.at(&Path::root().key("segments").key("core").key(key));
        assert_eq!([of("join"), of("share"), of("churn")], [Some("5% to 6%"), Some(".3"), None]);
    }

    /// Every number of every template can be written into its text, and what is written is what the number becomes.
    #[test]
    fn every_number_of_a_scenario_can_be_written() {
        let text = "
name: all of it # a comment
days: 14
segments:
  core: { seeds: 200, share: { content: .3, after: 2d, again: .5 }, contacts: { mean: 40, k: 0.5 }, churn: 3% }
  other:
    seeds: [{ at: 0h, count: 20 }, { at: 3d, count: 10 }]
    share: 0.2
    contacts: 20
    recruits: { core: 1, other: 3 }
join: 5% to 7%
incentive:
  - { name: gift, to: inviter, when: { invites: 3 }, value: 89, cost: 22, stock: 60 }
costs: { fixed: 3000 }
benchmark: { cac: 18 }
";
        let source = Source::new("x.yaml", text);
        let scenario = crate::input::load(&source, &[]).unwrap();
        let mut written = 0;
        for number in scenario.numbers() {
            let key = number.key.to_string();
            let value = number.about.domain.nearest(number.value.typical() * 0.5);
            let typed = as_typed(&number.about, value);
            let Some(text) = edit(&source, &key, &typed) else { continue };
            let Ok(changed) = Scenario::from_yaml(&text) else { continue };
            let got = changed.number(&key).unwrap().value;
            assert!(
                (got.typical() - value).abs() <= 1e-9 * value.abs().max(1e-3),
                "{key}: {got:?}, {value}\n{text}"
            );
            written += 1;
        }
        assert!(written >= 20, "{written}");
    }

    /// A number of a file of people is changed in the scenario that names it, and the file stays as it is.
    #[test]
    fn a_number_of_people_in_a_file_of_their_own_is_written_into_the_scenario() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/baits");
        let file = std::fs::read_to_string(format!("{folder}/coupon.yaml")).unwrap();
        let mut written = 0;
        let of = |text: &str| Source::new("x.yaml", text).in_folder(folder);
        let scenario = crate::input::load(&of(&file), &[]).unwrap();
        for number in
            scenario.numbers().iter().filter(|number| number.key.to_string().starts_with("segments"))
        {
            let key = number.key.to_string();
            let value = number.about.domain.nearest(number.value.typical() * 0.5);
            let Some(text) = edit(&of(&file), &key, &as_typed(&number.about, value)) else { continue };
            let Ok(changed) = crate::input::load(&of(&text), &[]) else { continue };
            let got = changed.number(&key).unwrap().value.typical();
            assert!((got - value).abs() <= 1e-9 * value.abs().max(1e-3), "{key}: {got}, {value}\n{text}");
            written += 1;
        }
        assert!(written >= 15, "{written}");
    }
}
