//! Who invited whom: what the best sharers brought, one tree as a picture, and the numbers of all of them.

use super::Page;
use crate::metrics::Metric;
use crate::output::answer::run::charts::Layout;
use crate::output::format::document::plot::tree::{COLOURS, Person, Tree as Picture};
use crate::output::format::document::{Bar, Bars, Block, Section, Table};
use crate::study::run::{Sharer, Tree, TreeMember};
use crate::words::document::point_at;
use crate::words::number::percent;
use crate::words::run::report::{self as words, Label, Topic};
use crate::words::run::{outcome_columns, tree as tree_words};

impl Page<'_> {
    /// Who invited whom, where that is known.
    pub(super) fn trees(&self) -> Option<Section> {
        let summary = |of: &Metric| self.report.metric(of).filter(|value| value.n > 0);
        let longest = words::longest_chain(summary(&Metric::Generations)?, self.lang);
        let mut section = match summary(&Metric::ByTopTenth).filter(|part| part.mean.is_finite()) {
            Some(part) => {
                let mut section = self.section(Topic::Trees, words::top_sharers(part.mean, self.lang));
                section.says.push(longest + self.lang.pick(".", "。"));
                section
            }
            None => self.section(Topic::Trees, longest),
        };
        let tree = self.report.tree.as_ref().filter(|tree| tree.members.len() > 1);
        section.blocks.extend(tree.map(|tree| Block::Tree(self.picture(tree))));
        section.blocks.extend(tree.map(|tree| Block::Bars(self.sharers(tree))));
        section.blocks.push(Block::Table(self.numbers_of_trees()));
        Some(section)
    }

    fn numbers_of_trees(&self) -> Table {
        let of = [Metric::ByTopTenth, Metric::Generations, Metric::LargestTree, Metric::StructuralVirality];
        let told = of.iter().filter_map(|of| Some((of, self.report.metric(of).filter(|value| value.n > 0)?)));
        let rows = told.map(|(of, summary)| self.row(of, summary)).collect();
        let heads = outcome_columns(self.report.replicates, true, self.lang);
        let heads = std::iter::once("").chain(heads).map(str::to_owned).collect();
        Table { title: self.label(Label::Trees), heads, rows }
    }

    /// The name of a segment, where there are several.
    fn segment_name(&self, segment: u8) -> Option<&str> {
        let segments = &self.report.scenario.segments;
        segments.get(usize::from(segment)).filter(|_| segments.len() > 1).map(|of| of.name.as_str())
    }

    /// Those who brought most.
    fn sharers(&self, tree: &Tree) -> Bars {
        let most = tree.sharers.first().map_or(1, |best| best.invited) as f64;
        let bar = |(place, sharer): (usize, &Sharer)| Bar {
            name: words::sharer_name(place + 1, sharer, self.lang),
            note: words::sharer_note(sharer, self.segment_name(sharer.segment), self.lang),
            value: words::people(sharer.invited, self.lang),
            beside: percent((sharer.invited as f64 / tree.invited as f64 * 1e3).round() / 1e3),
            part: sharer.invited as f64 / most,
            mark: None,
            strong: place == 0,
        };
        Bars {
            title: words::best_sharers(tree, self.lang),
            about: words::best_sharers_about(tree, self.lang),
            bars: tree.sharers.iter().enumerate().map(bar).collect(),
        }
    }

    /// The tree as it is drawn.
    fn picture(&self, tree: &Tree) -> Picture {
        let Layout { places, rings, spacing } = Layout::of(&tree.members);
        let invited = tree.invited_by_each();
        let mut through = invited.clone();
        for (place, member) in tree.members.iter().enumerate().rev() {
            if let Some(inviter) = member.inviter {
                through[inviter as usize] += through[place];
            }
        }
        let kinds = self.kinds(tree);
        let person = |(place, member): (usize, &TreeMember)| Person {
            at: [places[place].0, places[place].1].map(thousandth),
            inviter: member.inviter,
            invited: invited[place],
            kind: kinds.iter().position(|kind| *kind == member.segment).unwrap_or(kinds.len()),
            told: if invited[place] == 0 {
                String::new()
            } else {
                let brought = [invited[place], through[place]].map(u64::from);
                words::person_in_words(
                    member.generation,
                    self.segment_name(member.segment),
                    brought,
                    self.lang,
                )
            },
        };
        let between = rings.windows(2).map(|rings| rings[1] - rings[0]).fold(spacing, f64::min);
        Picture {
            title: (tree_words::TREE.sentence)(self.report, self.lang),
            about: words::tree_about(self.lang).to_owned(),
            told: (tree_words::TREE.sentence)(self.report, self.lang),
            room: between,
            people: tree.members.iter().enumerate().map(person).collect(),
            kinds: self.names_of_kinds(tree, &kinds),
            generations: self.of_generations(tree),
            rings,
            rest: point_at(self.lang).to_owned(),
        }
    }

    /// The segments that have a colour of their own, those with most people in the tree; in the order of the scenario.
    fn kinds(&self, tree: &Tree) -> Vec<u8> {
        let mut count = vec![0_u64; self.report.scenario.segments.len()];
        for member in &tree.members {
            if let Some(count) = count.get_mut(usize::from(member.segment)) {
                *count += 1;
            }
        }
        let mut kinds: Vec<u8> =
            (0..).zip(&count).filter(|(_, people)| **people > 0).map(|(kind, _)| kind).collect();
        kinds.sort_by_key(|kind| std::cmp::Reverse(count[usize::from(*kind)]));
        kinds.truncate(COLOURS);
        kinds.sort_unstable();
        kinds
    }

    /// What the colours mean, where there are several.
    fn names_of_kinds(&self, tree: &Tree, kinds: &[u8]) -> Vec<String> {
        if self.report.scenario.segments.len() < 2 {
            return Vec::new();
        }
        let others = tree.members.iter().any(|member| !kinds.contains(&member.segment));
        let others = others.then(|| words::other_kinds(self.lang).to_owned());
        let named = kinds.iter().filter_map(|kind| self.segment_name(*kind)).map(str::to_owned);
        named.chain(others).collect()
    }

    fn of_generations(&self, tree: &Tree) -> Vec<String> {
        let mut people = vec![0_u64; tree.generations()];
        tree.members.iter().for_each(|member| people[member.generation as usize] += 1);
        let told = people.iter().enumerate();
        told.map(|(generation, people)| tree_words::generation(generation, *people, self.lang)).collect()
    }
}

/// A place within the circle, as exactly as it is seen.
fn thousandth(place: f64) -> f64 {
    (place * 1e3).round() / 1e3 + 0.0
}
