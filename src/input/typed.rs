//! What was typed for a number, and how a number is typed.

use super::audience::laid_under;
use super::standard::standardise;
use super::tree;
use crate::problem::{Origin, Part, Path};
use crate::scenario::{About, Meaning};
use crate::units::MINUTES_PER_DAY;
use crate::yaml::{Content, Marked, Node, Source};

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
pub(super) fn tree(source: &Source) -> Option<Node> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_found() {
        let text = "share: .3 # a\nsegments: { core: { join: 5% to 6% } }\n";
        let source = Source::new("x.yaml", text);
        let written = Written::of(&source);
        let of = |key: &str| written.at(&Path::root().key("segments").key("core").key(key));
        assert_eq!([of("join"), of("share"), of("churn")], [Some("5% to 6%"), Some(".3"), None]);
    }
}
