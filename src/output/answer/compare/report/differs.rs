//! In what the designs differ: every number that is not the same in all.

use super::Page;
use crate::output::format::document::{Block, Cell, Section, Table};
use crate::scenario::{Number, Quantity};
use crate::study::compare::letter;
use crate::words::compare::report as own;
use crate::words::law::law;
use crate::words::number::UNDEFINED;
use crate::words::run::report::{input_key, input_name};
use crate::words::theory::lever::amount;

impl Page<'_> {
    pub(super) fn what_differs(&self) -> Section {
        let numbers: Vec<Vec<Number>> =
            self.comparison.designs.iter().map(|design| design.scenario.numbers()).collect();
        let mut keys: Vec<&Number> = Vec::new();
        for number in numbers.iter().flatten() {
            if !keys.iter().any(|known| known.key == number.key) {
                keys.push(number);
            }
        }
        let of = |design: usize, key: &Number| numbers[design].iter().find(|number| number.key == key.key);
        let told = |design: usize, key: &Number| {
            of(design, key).map_or_else(|| UNDEFINED.to_owned(), |number| self.value(number))
        };
        let designs = 0..numbers.len();
        let rows = keys.into_iter().filter_map(|key| {
            let cells: Vec<String> = designs.clone().map(|design| told(design, key)).collect();
            let differ = cells.iter().any(|cell| *cell != cells[0]);
            let name = Cell::words(input_name(&key.key, self.lang)).with_note(input_key(&key.key, self.lang));
            differ.then(|| std::iter::once(name).chain(cells.into_iter().map(Cell::words)).collect())
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let mut section = self.section(4, own::titles(self.lang)[2]);
        if rows.is_empty() {
            section.says.push(own::no_number_differs(self.lang).to_owned());
            return section;
        }
        let letters = designs.map(|design| letter(design).to_string());
        let heads = std::iter::once(own::heads(self.lang)[1].to_owned()).chain(letters).collect();
        section.blocks.push(Block::Table(Table { title: String::new(), heads, rows }));
        section
    }

    fn value(&self, number: &Number) -> String {
        match &number.value {
            Quantity::Known(value) => {
                amount(number.about.meaning, *value, self.comparison.currency(), self.lang)
            }
            Quantity::Uncertain(input) => law(&input.law, self.lang),
        }
    }

    /// The name of an input, by its key.
    pub(super) fn input_name(&self, key: &str) -> String {
        let numbers = self.comparison.designs.iter().flat_map(|design| design.scenario.numbers());
        let mut named = numbers.filter(|number| number.key.to_string() == key);
        named.next().map_or_else(|| key.to_owned(), |number| input_name(&number.key, self.lang))
    }
}
