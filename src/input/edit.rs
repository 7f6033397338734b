//! A number put into the text of a scenario: what [`Override`](super::Override) does to a scenario, done to its text, so that
//! comments, order and everything else that was typed stay.

use super::audience::laid_under;
use super::language::is_in_chinese;
use super::set::{Override, apply};
use super::standard::{path_in_chinese, standardise};
use super::tree;
use crate::problem::{Origin, Part, Path, Place};
use crate::scenario::{About, Meaning};
use crate::units::MINUTES_PER_DAY;
use crate::yaml::{Content, Edit, Entry, Marked, Node, Source, edited};
use std::borrow::Cow;

/// The text with this number at this key, as `--set` would have it; `None` where that cannot be written there (into a map
/// that another one merges, for example), or there is nothing to write it into.
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
    // What is added to a text in Chinese is called as the rest of it.
    let key = if is_in_chinese(source, &[]) { path_in_chinese(key) } else { key.to_owned() };
    let change = Override::new(format!("{key}={typed}"));
    let before = tree(source)?;
    let mut after = before.clone();
    if !apply(&mut after, &change, 0).is_empty() || !standardise(&mut after).problems.is_empty() {
        return None;
    }
    let people = source.people().map_or("", Source::text);
    let texts = Texts { file: source.text(), people, change: change.text() };
    let text = match difference(&before, &after) {
        Some(difference) => texts.written(&difference, &before)?,
        None => source.text().to_owned(),
    };
    // Whatever the text looks like: it says what was asked for, and nothing else is changed.
    let edited = Source::new(source.name(), &text).in_folder(source.folder());
    same(&tree(&edited)?, &after).then_some(text)
}

/// What was typed, by path.
#[derive(Debug)]
pub struct Written<'a> {
    source: &'a Source,
    root: Option<Node>,
}

impl<'a> Written<'a> {
    /// What was typed in this text, and in that of the people whom it names.
    #[must_use]
    pub fn of(source: &'a Source) -> Written<'a> {
        Written { source, root: tree(source) }
    }

    /// What was typed for the number at this path, in a segment or for all of them; `None` where nothing was.
    #[must_use]
    pub fn at(&self, path: &Path) -> Option<&'a str> {
        let node = written_at(self.root.as_ref()?, path)?;
        let is_one = !matches!(node.content, Content::Map(_) | Content::List(_) | Content::Null);
        let text = match node.place.origin {
            Origin::People => self.source.people()?.text(),
            _ => self.source.text(),
        };
        let typed = text.get(node.place.bytes.clone()).filter(|_| is_one)?;
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

/// The text as a tree in the standard form, laid over that of the people whom it names; places are those of what was written.
fn tree(source: &Source) -> Option<Node> {
    let marked = || {
        tree::tree(source, Marked::of(source.text()).as_ref())
            .ok()
            .filter(|(_, problems)| problems.is_empty())
    };
    let plain = tree::tree(source, None).ok().filter(|(_, problems)| problems.is_empty());
    let (mut root, _) = plain.or_else(marked)?;
    let own = standardise(&mut root).problems.is_empty().then_some(root)?;
    laid_under(own, source).ok().filter(|(_, problems)| problems.is_empty()).map(|(root, _)| root)
}

/// Where two trees differ.
enum Difference<'a> {
    /// Something else stands there.
    Other(&'a Node, Cow<'a, Node>),
    /// A key that has nothing gets something.
    Filled(&'a Entry, &'a Node),
    /// A key is added to a map.
    Added(&'a Node, Cow<'a, Entry>),
}

/// The only difference that a change makes, as far down as it reaches in the file itself: what people in a file of their own
/// say is said anew above it, in the file, as far as it is another.
fn difference<'a>(before: &'a Node, after: &'a Node) -> Option<Difference<'a>> {
    match (&before.content, &after.content) {
        // What stands behind an anchor elsewhere is written out here.
        _ if before.place != before.written => {
            (!same(before, after)).then_some(Difference::Other(before, Cow::Borrowed(after)))
        }
        (Content::Map(old), Content::Map(new)) => {
            for entry in new {
                let Some(known) = old.iter().find(|known| known.key == entry.key) else {
                    return Some(Difference::Added(before, Cow::Borrowed(entry)));
                };
                let Some(found) = difference(&known.node, &entry.node) else { continue };
                // What a merge brings gives way to what the map says itself.
                if before.place.origin == Origin::File && !is_within(&known.key_place, &before.place) {
                    let said = Entry { node: entry.node.clone(), ..known.clone() };
                    return Some(Difference::Added(before, Cow::Owned(said)));
                }
                if known.node.place.origin == Origin::File {
                    let is_empty = matches!(known.node.content, Content::Null);
                    return Some(if is_empty { Difference::Filled(known, &entry.node) } else { found });
                }
                let node = match found {
                    Difference::Other(_, new) => new.into_owned(),
                    Difference::Filled(_, new) => new.clone(),
                    Difference::Added(map, added) => {
                        Node { content: Content::Map(vec![added.into_owned()]), ..map.clone() }
                    }
                };
                let said = Entry { key: known.key.clone(), key_place: known.key_place.clone(), node };
                return Some(Difference::Added(before, Cow::Owned(said)));
            }
            None
        }
        // In a file of people: a list comes with all that it has.
        (Content::List(_), _) if before.place.origin == Origin::People => {
            (!same(before, after)).then_some(Difference::Other(before, Cow::Borrowed(after)))
        }
        (Content::List(old), Content::List(new)) if old.len() == new.len() => {
            old.iter().zip(new).find_map(|(old, new)| difference(old, new))
        }
        _ => {
            let is_same = same(before, after) && before.place.origin == after.place.origin;
            (!is_same).then_some(Difference::Other(before, Cow::Borrowed(after)))
        }
    }
}

/// The aliases of a file for what is changed, or for something around it.
fn collect_aliases<'a>(node: &'a Node, changed: &Place, aliases: &mut Vec<&'a Node>) {
    let is_alias = node.place.origin == Origin::File && node.place != node.written;
    match &node.content {
        _ if is_alias && is_within(changed, &node.written) => aliases.push(node),
        Content::Map(entries) => {
            entries.iter().for_each(|entry| collect_aliases(&entry.node, changed, aliases));
        }
        Content::List(items) => items.iter().for_each(|item| collect_aliases(item, changed, aliases)),
        _ => {}
    }
}

/// Whether one stretch of the file lies within another. What is written in another text is no part of it.
fn is_within(place: &Place, around: &Place) -> bool {
    let (inner, outer) = (&place.bytes, &around.bytes);
    place.origin != around.origin || (outer.start <= inner.start && inner.end <= outer.end)
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
    people: &'a str,
    change: &'a str,
}

impl Texts<'_> {
    fn at(&self, place: &Place) -> Option<&str> {
        let text = match place.origin {
            Origin::File => self.file,
            Origin::People => self.people,
            Origin::Override(_) => self.change,
        };
        text.get(place.bytes.clone()).map(str::trim)
    }

    /// The text of the file with this difference from the tree that it is read as.
    fn written(&self, difference: &Difference<'_>, root: &Node) -> Option<String> {
        let (changed, bytes, instead) = match difference {
            Difference::Other(old, new) => {
                let Place { bytes, .. } = &old.place;
                let end = bytes.start + self.file.get(bytes.clone())?.trim_end().len();
                (&old.place, bytes.start..end, self.value(new)?)
            }
            Difference::Filled(entry, new) => {
                let start = entry.key_place.bytes.end;
                let behind = self.file.get(start..)?;
                let colon = behind.trim_start().chars().next().filter(|c| [':', '：'].contains(c))?;
                let start = start + behind.find(colon)? + colon.len_utf8();
                let nothing = self.at(&entry.node.place)?;
                let end = start + self.file[start..].find(nothing)? + nothing.len();
                (&entry.node.place, start..end, format!(" {}", self.value(new)?))
            }
            Difference::Added(map, entry) => {
                let (bytes, put) = self.added(map, &self.entry(entry)?)?;
                (&map.place, bytes, put)
            }
        };
        let mut edits = self.handed_on(root, changed)?;
        edits.push(Edit { bytes, instead });
        edits.sort_by_key(|edit| edit.bytes.start);
        Some(edited(self.file, &edits))
    }

    /// Where what is changed stands behind an anchor, the first who shares it says it from then on for the others.
    fn handed_on(&self, root: &Node, changed: &Place) -> Option<Vec<Edit>> {
        let mut aliases = Vec::new();
        collect_aliases(root, changed, &mut aliases);
        aliases.sort_by_key(|alias| (alias.written.bytes.start, alias.place.bytes.start));
        aliases.dedup_by_key(|alias| alias.written.bytes.start);
        let mut edits = Vec::new();
        for alias in aliases {
            let anchor = self.at(&alias.place)?.replacen('*', "&", 1);
            let before = self.file[..alias.written.bytes.start].trim_end();
            let start = before.strip_suffix(anchor.as_str())?.len();
            let after = self.file[before.len()..].chars().take_while(|c| *c == ' ').count();
            edits.push(Edit { bytes: start..before.len() + after, instead: String::new() });
            let instead = format!("{anchor} {}", self.value(alias)?);
            edits.push(Edit { bytes: alias.place.bytes.clone(), instead });
        }
        Some(edits)
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
        let first = entries.iter().find(|entry| entry.key_place.origin == Origin::File)?;
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
                let entries: Option<Vec<String>> = entries.iter().map(|entry| self.entry(entry)).collect();
                Some(format!("{{ {} }}", entries?.join(", ")))
            }
            Content::List(items) => {
                let items: Option<Vec<String>> = items.iter().map(|item| self.value(item)).collect();
                Some(format!("[{}]", items?.join(", ")))
            }
            _ => self.scalar(node),
        }
    }

    /// A key with its value on one line, called as it is written.
    fn entry(&self, entry: &Entry) -> Option<String> {
        let is_typed = matches!(entry.key_place.origin, Origin::Override(_));
        let written = self.at(&entry.key_place)?;
        // A trigger may be typed without the `when` that it stands in.
        let key = if is_typed && written.is_ascii() { &entry.key } else { written };
        Some(format!("{key}: {}", self.value(&entry.node)?))
    }

    /// A single value as it was written, unless that would be something else within braces.
    fn scalar(&self, node: &Node) -> Option<String> {
        let written = self.at(&node.written)?;
        let is_plain = written.starts_with(['"', '\'']) || !written.contains([',', '[', ']', '{', '}', '\n']);
        Some(match &node.content {
            Content::Number(number) if !is_plain => number.to_string(),
            Content::Text(text) if !is_plain => format!("'{}'", text.replace('\'', "''")),
            _ => written.to_owned(),
        })
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
        assert_eq!(
            edited(text, "costs.per_day", "5").unwrap(),
            "天数：14天\n分享: { 内容: 5％ } # 估计\n其他成本: { 每天: 5 }\n"
        );
    }

    #[test]
    fn everybody_is_the_top_level() {
        assert_eq!(edited("share: .3\n", "segments.all.share", ".4").unwrap(), "share: .4\n");
    }

    #[test]
    fn what_others_share_stays_theirs() {
        let text = "a: &x { b: 1, d: 5 }\nc: *x\ne: *x\n";
        assert_eq!(edited(text, "c.b", "2").unwrap(), "a: &x { b: 1, d: 5 }\nc: { b: 2, d: 5 }\ne: *x\n");
        assert_eq!(edited(text, "a.b", "2").unwrap(), "a: { b: 2, d: 5 }\nc: &x { b: 1, d: 5 }\ne: *x\n");
        let text = "a: &x 3 to 4 # so\nc:\n  - { d: *x }\n  - *x\n";
        assert_eq!(edited(text, "a", "2").unwrap(), "a: 2 # so\nc:\n  - { d: &x 3 to 4 }\n  - *x\n");
        let text = "a: &甲\n  b: 1\nc: { <<: *甲, d: 2 }\n";
        assert_eq!(edited(text, "c.b", "2").unwrap(), "a: &甲\n  b: 1\nc: { <<: *甲, d: 2, b: 2 }\n");
        assert_eq!(edited(text, "a.b", "2"), None, "who merges it would have it, too");
        assert_eq!(edited("days: 3\n", "days.x", "2"), None);
        assert_eq!(edited("days: [\n", "days", "2"), None);
    }

    #[test]
    fn a_part_of_what_a_segment_inherits_comes_with_the_whole() {
        let top = "funnel: { see: 50%, join: 10% } # so\nsegments:\n  a: { seeds: 5 }\n  b:\ndays: 3\n";
        assert_eq!(
            edited(top, "segments.a.funnel.see", "60%").unwrap(),
            top.replace("seeds: 5 }", "seeds: 5, funnel: { see: 60%, join: 10% } }")
        );
        assert_eq!(
            edited(top, "segments.b.funnel.join", "9%").unwrap(),
            top.replace("b:", "b: { funnel: { see: 50%, join: 9% } }")
        );
        let text = "触达人数：\n  平均: 3,000\n  分散度: 0.5\n购买:\n- { 每天: 1%，毛利: 5 }\n- { 时间: 3d, 概率: 2%, 毛利: 5 }\n人群：{ 甲: { 种子用户: 5 } }\n";
        let changed = edited(text, "segments.甲.contacts.k", "1").unwrap();
        assert!(changed.contains("{ 种子用户: 5, 触达人数: { 平均: '3000', 分散度: 1 } }"), "{changed}");
        let changed = edited(text, "segments.甲.buys.1.margin", "7").unwrap();
        let list = "购买: [{ 每天: 1%, 毛利: 5 }, { 时间: 3d, 概率: 2%, 毛利: 7 }]";
        assert!(changed.contains(list), "{changed}");
    }

    #[test]
    fn one_wave_needs_no_list() {
        let text = "seeds: { count: 3_000, churn: 0.3% }\n";
        let changed = text.replace("3_000", "4000");
        for key in ["segments.all.seeds.0.count", "seeds.0.count", "seeds.count", "种子用户.0.人数"] {
            assert_eq!(edited(text, key, "4000").as_ref(), Some(&changed), "{key}");
        }
    }

    /// A text beside a file of people.
    fn beside(people: &str, text: &str) -> (tempfile::TempDir, Source) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("crowd.yaml"), people).unwrap();
        let source = Source::new("x.yaml", &format!("people: crowd.yaml\n{text}")).in_folder(folder.path());
        (folder, source)
    }

    #[test]
    fn what_people_in_a_file_of_their_own_say_is_said_anew_as_far_as_it_must() {
        let people = "contacts: { mean: 20, k: .5 }\nbuys: [{ per_day: 1%, margin: 5 }, { at: 3d, chance: 2%, margin: 5 }]\n\
                      segments: { a: { seeds: { count: 9, churn: 1% }, funnel: { see: 50%, join: 5% } }, b: { seeds: 3 } }\n";
        let (_folder, source) = beside(people, "days: 3\n");
        for (key, typed, said) in [
            ("segments.a.funnel.see", "60%", "a: { funnel: { see: 60% } }"),
            ("segments.a.seeds.0.count", "8", "a: { seeds: { count: 8 } }"),
            ("segments.b.contacts.mean", "30", "b: { contacts: { mean: 30, k: .5 } }"),
            (
                "segments.a.buys.1.margin",
                "6",
                "a: { buys: [{ per_day: 1%, margin: 5 }, { at: 3d, chance: 2%, margin: 6 }] }",
            ),
        ] {
            let text = format!("{}segments: {{ {said} }}\n", source.text());
            assert_eq!(edit(&source, key, typed), Some(text), "{key}");
        }
        let written = Written::of(&source);
        let key = Path::root().key("segments").key("b").key("contacts").key("k");
        assert_eq!(written.at(&key), Some(".5"));
        let (_folder, source) = beside(people, "segments:\n  a:\n    churn: 2%\n");
        let text = format!("{}    funnel: {{ see: 60% }}\n", source.text());
        assert_eq!(edit(&source, "segments.a.funnel.see", "60%"), Some(text));
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
