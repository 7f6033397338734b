//! A tree in its standard form: what was written in Chinese, or as people write numbers, as the reader takes it.

use super::change::Change;
use super::shape::{Shape, scenario};
use crate::input::naming::{LAST_STAGE, word_names};
use crate::input::read::{means_no_limit, standard_date};
use crate::problem::{Path, Place, Problem, ProblemKind};
use crate::yaml::{Content, Entry, Node, corrected, is_money};

/// What came of it.
#[derive(Debug, Default)]
pub(in crate::input) struct Standard {
    /// Keys that were given twice, once in each language.
    pub problems: Vec<Problem>,
    /// Names, and values that were written otherwise.
    pub changes: Vec<Change>,
}

/// Puts a scenario into its standard form.
pub(in crate::input) fn standardise(root: &mut Node) -> Standard {
    let mut standard = Standard::default();
    standard.value(root, scenario(), &Path::root());
    standard
}

impl Standard {
    fn value(&mut self, node: &mut Node, shape: &Shape, path: &Path) {
        match &mut node.content {
            Content::Map(_) => self.map(node, shape, path),
            Content::List(items) => {
                let Some(below) = &shape.items else { return };
                let items = items.iter_mut().enumerate();
                items.for_each(|(index, item)| self.value(item, below, &path.index(index)));
            }
            Content::Text(_) => self.text(node, shape),
            Content::YesNo(yes) if shape.is_yes_no => {
                let word = if *yes { "true" } else { "false" };
                self.word(node, word);
            }
            _ => {}
        }
    }

    /// Notes a fixed word that is written in the standard form.
    fn word(&mut self, node: &Node, word: &str) {
        self.name(node.written.clone(), word.to_owned(), word, word_names(word).first().copied());
    }

    fn text(&mut self, node: &mut Node, shape: &Shape) {
        let Content::Text(text) = &node.content else { return };
        if shape.is_yes_no {
            let means = |word| word_names(word).contains(&text.trim());
            if let Some(yes) = [(true, "true"), (false, "false")].iter().find(|(_, word)| means(word)) {
                self.name(node.written.clone(), text.clone(), yes.1, word_names(yes.1).first().copied());
                node.content = Content::YesNo(yes.0);
            }
        } else if let Some(word) = shape.word(text) {
            self.name(node.written.clone(), text.clone(), word, word_names(word).first().copied());
            node.content = Content::Text(word.to_owned());
        } else if shape.words.contains(text) {
            let word = text.clone();
            self.word(node, &word);
        } else if let Some(instead) = value(text, shape) {
            self.changes.push(Change::Value { place: node.written.clone(), instead: instead.clone() });
            node.content = Content::Text(instead);
        }
    }

    fn map(&mut self, node: &mut Node, shape: &Shape, path: &Path) {
        let whole = node.place.bytes.clone();
        let Content::Map(entries) = &mut node.content else { return };
        let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
        let count = entries.len();
        for (index, mut entry) in std::mem::take(entries).into_iter().enumerate() {
            let written = entry.key.clone();
            let below = self.key(&mut entry, shape, index + 1 == count);
            let is_key = shape.has(&entry.key);
            if is_key && kept.iter().any(|before| before.key == entry.key) {
                // What a merge brings is written elsewhere, and gives way.
                if whole.contains(&entry.key_place.bytes.start) {
                    let kind = ProblemKind::DuplicateKey { key: written };
                    self.problems
                        .push(Problem { path: path.key(&entry.key), ..Problem::at(entry.key_place, kind) });
                }
                continue;
            }
            if is_key && means_no_limit(&entry.key, &entry.node.content) {
                continue;
            }
            if let Some(below) = below {
                self.value(&mut entry.node, below, &path.key(&entry.key));
            }
            if is_key && written == BOUGHT && !says_what_it_costs(&entry.node) {
                let place = entry.key_place.clone();
                let kind = ProblemKind::BoughtForNothing { key: written };
                self.problems.push(Problem { path: path.key(&entry.key), ..Problem::at(place, kind) });
            }
            kept.push(entry);
        }
        *entries = kept;
    }

    /// Gives an entry the key of the standard form, and says what stands below it.
    fn key<'a>(&mut self, entry: &mut Entry, shape: &'a Shape, is_last: bool) -> Option<&'a Shape> {
        if let Some(key) = shape.key(&entry.key) {
            let written = std::mem::replace(&mut entry.key, key.name.clone());
            self.name(entry.key_place.clone(), written, &key.name, key.chinese.first().copied());
            return Some(&key.shape);
        }
        if shape.has_points
            && let Some(instead) = number(&entry.key).or_else(|| standard_date(&entry.key))
        {
            self.changes.push(Change::Value { place: entry.key_place.clone(), instead: instead.clone() });
            entry.key = instead;
        }
        let is_join = shape.is_of_funnel() && entry.key == LAST;
        if is_last && (is_join || shape.is_last_stage(&entry.key)) {
            let written = std::mem::replace(&mut entry.key, LAST.to_owned());
            // Others of its Chinese names say something of their own: `进群`.
            let shown = LAST_STAGE[0];
            if [LAST, shown].contains(&written.as_str()) {
                self.name(entry.key_place.clone(), written, LAST, Some(shown));
            }
        }
        shape.below_names.as_deref()
    }

    fn name(&mut self, place: Place, written: String, standard: &str, chinese: Option<&'static str>) {
        let standard = standard.to_owned();
        self.changes.push(Change::Name { place, written, standard, chinese });
    }
}

/// The last stage of a funnel.
const LAST: &str = "join";

/// Chinese has a word of its own for people who come because they are paid for.
const BOUGHT: &str = "投放";

/// Whether a price is given for those who come, if any do.
fn says_what_it_costs(inflow: &Node) -> bool {
    match &inflow.content {
        Content::Map(_) => inflow.get("cost").is_some(),
        Content::List(items) => items.iter().all(says_what_it_costs),
        content => matches!(content, Content::Null),
    }
}

/// A number or a date as a scenario has it, if it may stand here and was written otherwise.
fn value(text: &str, shape: &Shape) -> Option<String> {
    let date = || standard_date(text).filter(|_| shape.is_date);
    // An amount of money is no number of times: it stays as it is, and is refused.
    let takes = shape.is_number && !(shape.is_whole && is_money(text));
    takes.then(|| number(text)).flatten().or_else(date)
}

/// A number as a scenario has it, if it is one that was written otherwise.
fn number(text: &str) -> Option<String> {
    corrected(text).filter(|number| !number.contains(['{', '[', ',']))
}
