//! What files say of people one by one: their segments, their chat groups, that they are seeds.

use super::reading::{PERSON, Reading};
use super::table::Columns;
use crate::network::edges::{Edges, Tally, plain};
use crate::network::graph::{Groups, Kinds, LeftOut, Listed, Network};
use crate::network::names::Names;
use crate::network::plan::FileName;
use crate::problem::{FileFault, FileProblem};
use crate::yaml::parse_duration;

static SEGMENTS: Columns =
    Columns {
        names: &[PERSON, &["segment", "kind", "type", "分群", "人群", "类型"]], needed: 2, people: 1
    };

static GROUPS: Columns = Columns {
    names: &[PERSON, &["group", "chat", "room", "群", "群组", "群聊", "群名"]],
    needed: 2,
    people: 1,
};

static SEEDS: Columns = Columns { names: &[PERSON, &["at", "when", "time", "时间"]], needed: 1, people: 1 };

/// The kinds that a byte can number.
const MOST_KINDS: usize = u8::MAX as usize;

/// Nobody said of which kind somebody is.
const UNKNOWN: u8 = u8::MAX;

/// Reads of which kind everybody is. Whoever is named here and nowhere else is a person without contacts.
pub(super) fn kinds(file: &FileName, names: &mut Names, network: &mut Network) -> Result<(), FileProblem> {
    let mut reading = Reading::open(file, &SEGMENTS)?;
    let mut kinds = Kinds::default();
    kinds.of_person.resize(names.count() as usize, UNKNOWN);
    reading.first()?;
    loop {
        let person = names.add(reading.table.field(0)).map_err(|fault| reading.problem(fault))?;
        let name = reading.text(1)?;
        let kind = kinds.names.iter().position(|known| known == name).unwrap_or_else(|| {
            kinds.names.push(name.to_owned());
            kinds.lines.push(reading.table.line());
            kinds.names.len() - 1
        });
        if kind >= MOST_KINDS {
            let fault = FileFault::UnknownSegment { name: name.to_owned(), known: Vec::new() };
            return Err(reading.problem(fault));
        }
        kinds.of_person.resize(names.count() as usize, UNKNOWN);
        let place = &mut kinds.of_person[person as usize];
        if *place != UNKNOWN {
            return Err(reading.problem(FileFault::NamedTwice { id: reading.text(0)?.to_owned() }));
        }
        *place = kind as u8;
        if !reading.next()? {
            break;
        }
    }
    let unknown = kinds.of_person.iter().filter(|kind| **kind == UNKNOWN).count() as u64;
    if let Some(first) = kinds.of_person.iter().position(|kind| *kind == UNKNOWN) {
        let id = names.id(first as u32);
        return Err(reading.problem_in(0, FileFault::NoSegment { id, people: unknown }));
    }
    network.set_people(names.count());
    network.put_kinds(kinds);
    Ok(())
}

/// Reads who sits in which group. Whoever is named here and nowhere else is a person without contacts.
pub(super) fn groups(file: &FileName, names: &mut Names, network: &mut Network) -> Result<(), FileProblem> {
    let mut reading = Reading::open(file, &GROUPS)?;
    let mut groups = Names::new();
    let mut seats = Edges::new();
    reading.first()?;
    loop {
        let person = names.add(reading.table.field(0)).map_err(|fault| reading.problem(fault))?;
        let group = groups.add(reading.table.field(1)).map_err(|fault| reading.problem(fault))?;
        seats.push(plain(group, person), reading.table.line());
        if !reading.next()? {
            break;
        }
    }
    let (seats, twice) = seats.different();
    if u32::try_from(seats.len()).is_err() {
        return Err(reading.problem_in(0, FileFault::TooManyContacts));
    }
    network.set_people(names.count());
    network.put_groups(Groups::of_seats(groups.count() as usize, &seats, names.count()));
    network.remark(reading.remark(LeftOut::SeatsTwice, twice));
    Ok(())
}

/// Reads a list of seeds, all of whom the network must know.
pub(super) fn seeds(file: &FileName, names: &Names, network: &mut Network) -> Result<(), FileProblem> {
    let mut reading = Reading::open(file, &SEEDS)?;
    let mut listed: Vec<Listed> = Vec::new();
    let (mut unknown, mut first) = (Tally::default(), String::new());
    let mut is_listed = vec![false; names.count() as usize];
    reading.first()?;
    loop {
        match names.find(reading.table.field(0)) {
            Some(person) if std::mem::replace(&mut is_listed[person as usize], true) => {
                return Err(reading.problem(FileFault::NamedTwice { id: reading.text(0)?.to_owned() }));
            }
            Some(person) => {
                listed.push(Listed { person, at_days: moment(&reading)?, line: reading.table.line() })
            }
            None => {
                let id = reading.text(0)?;
                if unknown.count == 0 {
                    first = id.to_owned();
                }
                unknown.note(reading.table.line());
            }
        }
        if !reading.next()? {
            break;
        }
    }
    if unknown.count > 0 {
        let fault = FileFault::UnknownPerson { id: first, lines: unknown.count };
        return Err(reading.problem_in(unknown.first_line, fault));
    }
    network.put_listed(listed);
    Ok(())
}

/// The moment in a row, in days; the start where there is none.
fn moment(reading: &Reading<'_>) -> Result<f64, FileProblem> {
    if reading.table.field(1).is_empty() {
        return Ok(0.0);
    }
    let text = reading.text(1)?;
    let days = parse_duration(text).and_then(Result::ok);
    days.ok_or_else(|| reading.problem(FileFault::NoMoment { text: text.to_owned() }))
}
