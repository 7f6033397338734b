//! `people`: a file that says what people are and do, for several scenarios. Its keys are read as if they stood in the
//! scenario that names it, and where both say something, the scenario comes first, key by key.

use super::inherit::instead_of;
use super::keys::is_of_people;
use super::read::{Reader, Text};
use super::set::Override;
use super::standard::standardise;
use super::tree::tree;
use crate::problem::{FileFault, FileProblem, Origin, Place, Problem, ProblemKind};
use crate::yaml::{Content, Entry, Marked, Node, Source};
use std::collections::BTreeMap;

/// The key that names the file.
const PEOPLE: &str = "people";

/// A scenario's own tree laid over that of the people whom it names, if it names any, with the problems that do not hinder
/// reading on.
pub(super) fn laid_under(own: Node, source: &Source) -> Result<(Node, Vec<Problem>), Vec<Problem>> {
    let Some(entry) = own.get(PEOPLE) else { return Ok((own, Vec::new())) };
    let mut reader = Reader::default();
    let Some(Text(file)) = reader.entry(entry) else { return Err(reader.problems) };
    let people = source.read_people(&file).map_err(|error| {
        let problem = FileProblem { line: None, fault: FileFault::not_opened(&error), file };
        vec![Problem::at(entry.node.place.clone(), ProblemKind::File(problem))]
    })?;
    let (mut root, mut problems) = read(people).map_err(|mut problems| {
        problems.iter_mut().for_each(in_people);
        problems
    })?;
    problems.append(&mut standardise(&mut root).problems);
    problems.iter_mut().for_each(in_people);
    root.relocate(&|place: &mut Place| place.origin = Origin::People);
    problems.extend(out_of_place(&mut root));
    Ok((laid_over(root, own), problems))
}

/// Whether a change is one of the file itself, which is read by then.
pub(super) fn comes_first(change: &Override, index: usize) -> Option<Problem> {
    let place = Place { origin: Origin::Override(index), bytes: 0..change.text().len() };
    (change.first_key() == PEOPLE).then(|| Problem::at(place, ProblemKind::PeopleComeFirst))
}

/// The tree of a text of people, with the marks of YAML where it reads only so.
fn read(people: &Source) -> Result<(Node, Vec<Problem>), Vec<Problem>> {
    tree(people, None).or_else(|problems| {
        let marked = Marked::of(people.text());
        marked.and_then(|marked| tree(people, Some(&marked)).ok()).ok_or(problems)
    })
}

/// A problem as one of this file.
fn in_people(problem: &mut Problem) {
    let whole = || Place { origin: Origin::People, bytes: 0..0 };
    problem.place.get_or_insert_with(whole).origin = Origin::People;
    if matches!(problem.kind, ProblemKind::Empty | ProblemKind::NotKeys { chinese_colon: false }) {
        problem.kind = ProblemKind::NoPeople;
    }
}

/// Takes out what a scenario says, and not people.
fn out_of_place(root: &mut Node) -> Vec<Problem> {
    let Content::Map(entries) = &mut root.content else { return Vec::new() };
    let is_wrong = |entry: &Entry| entry.key == PEOPLE || is_of_people(&entry.key) == Some(false);
    let wrong = entries.extract_if(.., |entry| is_wrong(entry));
    wrong.map(|entry| Problem::at(entry.key_place, ProblemKind::NotOfPeople { key: entry.key })).collect()
}

/// What a scenario says itself, over what a file says for it.
fn laid_over(shared: Node, own: Node) -> Node {
    match (shared.content, own.content) {
        (Content::Map(shared), Content::Map(own_entries)) => {
            let mut places: BTreeMap<String, usize> = BTreeMap::new();
            let mut entries: Vec<Option<Entry>> = own_entries.into_iter().map(Some).collect();
            for (place, entry) in entries.iter().flatten().enumerate() {
                places.entry(entry.key.clone()).or_insert(place);
            }
            let mut laid: Vec<Entry> = Vec::with_capacity(entries.len() + shared.len());
            let is_said = |key: &str| places.contains_key(key);
            let shared = shared
                .into_iter()
                .filter(|entry| is_said(&entry.key) || !instead_of(&entry.key).is_some_and(&is_said));
            for Entry { key, key_place, node } in shared {
                laid.push(match places.get(&key).and_then(|place| entries[*place].take()) {
                    Some(entry) => Entry { node: laid_over(node, entry.node), ..entry },
                    None => Entry { key, key_place, node },
                });
            }
            laid.extend(entries.into_iter().flatten());
            Node { content: Content::Map(laid), place: own.place, written: own.written, order: own.order }
        }
        (_, content) => Node { content, place: own.place, written: own.written, order: own.order },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::load;
    use crate::scenario::Valid;

    const CAMPAIGN: &str = "name: x\ndays: 7\npeople: crowd.yaml\n";

    fn read(people: &str, own: &str) -> Result<Valid, Vec<Problem>> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("crowd.yaml"), people).unwrap();
        load(&Source::new("x.yaml", &format!("{CAMPAIGN}{own}")).in_folder(folder.path()), &[])
    }

    fn at_once(text: &str) -> Valid {
        load(&Source::new("x.yaml", &format!("{}{text}", CAMPAIGN.replace("people: crowd.yaml\n", ""))), &[])
            .unwrap()
    }

    #[test]
    fn a_scenario_says_the_rest_and_comes_first() {
        let people = "market: 5万\nsegments:\n  a: { seeds: 9, share: 30%, contacts: 8, funnel: { look: 50%, join: 5% } }\n  \
                      b: { share: 20%, contacts: { mean: 3, k: 1 }, join: 2%, churn: 1% }\n";
        let own = "segments:\n  b: { contacts: { k: 2 }, retention: { 1d: 50% } }\n  a: { join: 7% }\n";
        let whole = "market: 50000\nsegments:\n  a: { seeds: 9, share: 30%, contacts: 8, join: 7% }\n  \
                     b: { share: 20%, contacts: { mean: 3, k: 2 }, join: 2%, retention: { 1d: 50% } }\n";
        assert_eq!(read(people, own).unwrap(), at_once(whole));
    }

    #[test]
    fn a_file_alone_is_as_if_it_were_typed() {
        let people = "种子用户：500\n分享：３５％\n触达人数：12\n转化率：6％\n";
        assert_eq!(read(people, "").unwrap(), at_once("seeds: 500\nshare: 0.35\ncontacts: 12\njoin: 6%\n"));
    }

    #[test]
    fn what_is_no_file_of_people_hides_what_follows_from_it() {
        for (people, own) in [("", ""), ("- a\n", ""), ("share: [", "")] {
            let found = read(people, own).unwrap_err();
            let origins: Vec<Origin> = found.iter().flat_map(|it| &it.place).map(|it| it.origin).collect();
            assert_eq!(origins, [Origin::People], "{people}: {found:?}");
        }
        let text = CAMPAIGN.replace("crowd.yaml", "[a]");
        assert_eq!(load(&Source::new("x.yaml", &text), &[]).unwrap_err().len(), 1);
    }
}
