//! In what the designs differ: all that is put in and is not the same in each.

use super::Page;
use crate::output::answer::compare::given::given;
use crate::output::format::document::{Block, Cell, Section, Table};
use crate::study::compare::letter;
use crate::words::compare::report as own;
use crate::words::run::report::{input_key, input_name};

impl Page<'_> {
    pub(super) fn what_differs(&self) -> Section {
        let currency = self.comparison.currency();
        let rows = self.comparison.differing().into_iter().map(|differing| {
            let note = input_key(&differing.key, self.lang);
            let name = Cell::words(input_name(&differing.key, self.lang)).with_note(note);
            let cells = given(&differing.values, currency, self.lang).into_iter();
            std::iter::once(name).chain(cells.map(Cell::words)).collect()
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let mut section = self.untold(own::Topic::Differs);
        if rows.is_empty() {
            section.says.push(own::nothing_differs(self.lang).to_owned());
            return section;
        }
        let letters = (0..self.comparison.designs.len()).map(|design| letter(design).to_string());
        let heads = std::iter::once(own::heads(self.lang)[1].to_owned()).chain(letters).collect();
        section.blocks.push(Block::Table(Table { title: String::new(), heads, rows }));
        section
    }

    /// The name of an input, by its key.
    pub(super) fn input_name(&self, key: &str) -> String {
        let numbers = self.comparison.designs.iter().flat_map(|design| design.scenario.numbers());
        let mut named = numbers.filter(|number| number.key.to_string() == key);
        named.next().map_or_else(|| key.to_owned(), |number| input_name(&number.key, self.lang))
    }
}
