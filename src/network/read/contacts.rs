//! Who knows whom: a pair in each line, with or without a weight.

use super::reading::Reading;
use super::table::Columns;
use crate::network::edges::{self, Edge, Edges, Tally, Weighted, plain};
use crate::network::graph::{LeftOut, Network};
use crate::network::names::Names;
use crate::network::plan::FileName;
use crate::problem::{FileFault, FileProblem};
use std::borrow::Cow;

static COLUMNS: Columns = Columns {
    names: &[
        &[
            "from",
            "source",
            "src",
            "person",
            "person1",
            "user",
            "user1",
            "id1",
            "node1",
            "name1",
            "inviter",
            "who",
            "来源",
            "起点",
            "邀请人",
            "推荐人",
        ],
        &[
            "to",
            "target",
            "dst",
            "dest",
            "friend",
            "person2",
            "user2",
            "id2",
            "node2",
            "name2",
            "invitee",
            "whom",
            "目标",
            "终点",
            "好友",
            "被邀请人",
            "被推荐人",
        ],
        &["weight", "strength", "权重", "强度"],
    ],
    needed: 2,
    people: 2,
};

/// The column of weights.
const WEIGHT: usize = 2;

/// The most contacts of all people together: their places are numbered by 32 bits.
const MOST: usize = u32::MAX as usize;

/// Reads the contacts of a network.
pub(super) fn read(
    file: &FileName,
    directed: bool,
    names: &mut Names,
    network: &mut Network,
) -> Result<(), FileProblem> {
    let mut reading = Reading::open(file, &COLUMNS)?;
    reading.first()?;
    let perhaps_header = first_words(&reading, names)?;
    let mut pairs = Pairs { directed, loops: Tally::default(), names };
    let (contacts, weights, duplicates) = if reading.table.has(WEIGHT) {
        let (edges, duplicates) =
            pairs.all(&mut reading, |from, to, reading| Ok(Weighted::new(from, to, weight(reading)?)))?;
        let (contacts, weights) = edges::weighted_contacts(pairs.names.count() as usize, &edges, directed);
        (contacts, Some(weights), duplicates)
    } else {
        let (edges, duplicates) = pairs.all(&mut reading, |from, to, _| Ok(plain(from, to)))?;
        (edges::contacts(pairs.names.count() as usize, &edges, directed), None, duplicates)
    };
    let loops = reading.remark(LeftOut::Loops, pairs.loops);
    let duplicates = reading.remark(LeftOut::Duplicates, duplicates);
    network.set_people(pairs.names.count());
    network.put_contacts(contacts, weights, directed);
    network.remark(loops.into_iter().chain(duplicates));
    if let Some((line, ids)) = perhaps_header.filter(|_| is_apart(network, directed)) {
        network.remark([reading.perhaps_header(line, ids)]);
    }
    Ok(())
}

/// The ids of the first row and its line, where they are words: without a digit, and no header told what the columns hold.
fn first_words(reading: &Reading<'_>, names: &Names) -> Result<Option<(u64, [String; 2])>, FileProblem> {
    let table = &reading.table;
    let is_word = |column| !table.field(column).iter().any(u8::is_ascii_digit);
    if table.has_header() || names.count() > 0 || !is_word(0) || !is_word(1) {
        return Ok(None);
    }
    Ok(Some((table.line(), [reading.text(0)?.to_owned(), reading.text(1)?.to_owned()])))
}

/// Whether the two people of the first row stand in no other, and others do.
fn is_apart(network: &Network, directed: bool) -> bool {
    let nobody_else =
        |person: u32, other: u32| network.neighbours(person).iter().all(|known| *known == other);
    let all = network.targets().iter().filter(|target| **target < 2).count();
    network.people() > 2 && nobody_else(0, 1) && nobody_else(1, 0) && all <= if directed { 1 } else { 2 }
}

/// Pairs of people, numbered as they come.
struct Pairs<'a> {
    directed: bool,
    loops: Tally,
    names: &'a mut Names,
}

impl Pairs<'_> {
    /// All different edges, from the row that has just been read on.
    fn all<E: Edge>(
        &mut self,
        reading: &mut Reading<'_>,
        edge: impl Fn(u32, u32, &Reading<'_>) -> Result<E, FileProblem>,
    ) -> Result<(Vec<E>, Tally), FileProblem> {
        let mut edges = Edges::new();
        let quick = !reading.table.has(WEIGHT);
        loop {
            let id = |names: &mut Names, column| names.add(reading.table.field(column));
            let from = id(self.names, 0).map_err(|fault| reading.problem(fault))?;
            let to = id(self.names, 1).map_err(|fault| reading.problem(fault))?;
            self.push(from, to, reading, &mut edges, &edge)?;
            while quick && reading.table.is_of_pairs() {
                let Some((from, to)) = reading.table.two_numbers() else { break };
                let from = self.names.add_number(from).map_err(|fault| reading.problem(fault))?;
                let to = self.names.add_number(to).map_err(|fault| reading.problem(fault))?;
                self.push(from, to, reading, &mut edges, &edge)?;
            }
            if !reading.next()? {
                break;
            }
        }
        let (different, duplicates) = edges.different();
        let ways = if self.directed { 1 } else { 2 };
        if different.len() > MOST / ways {
            return Err(reading.problem_in(0, FileFault::TooManyContacts));
        }
        Ok((different, duplicates))
    }

    #[inline]
    fn push<E: Edge>(
        &mut self,
        from: u32,
        to: u32,
        reading: &Reading<'_>,
        edges: &mut Edges<E>,
        edge: impl Fn(u32, u32, &Reading<'_>) -> Result<E, FileProblem>,
    ) -> Result<(), FileProblem> {
        if from == to {
            self.loops.note(reading.table.line());
            return Ok(());
        }
        let (from, to) = if self.directed || from < to { (from, to) } else { (to, from) };
        edges.push(edge(from, to, reading)?, reading.table.line());
        Ok(())
    }
}

/// The weight in a row: finite and not negative.
fn weight(reading: &Reading<'_>) -> Result<f32, FileProblem> {
    let text = reading.text(WEIGHT)?;
    let is_decimal = reading.table.has_decimal_commas() && text.contains(',');
    let number = if is_decimal { Cow::Owned(text.replacen(',', ".", 1)) } else { Cow::Borrowed(text) };
    let weight = number.parse::<f32>().ok().filter(|weight| weight.is_finite() && *weight >= 0.0);
    // Nought may be written with a minus; its bits would not be in order.
    weight.map(f32::abs).ok_or_else(|| reading.problem(FileFault::NoWeight { text: text.to_owned() }))
}
