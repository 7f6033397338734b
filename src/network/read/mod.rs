//! Networks from files: line by line, in memory that grows with what is different in them.

mod contacts;
mod fields;
mod lines;
mod people;
mod table;

use super::edges::Tally;
use super::graph::{LeftOut, Network, Remark};
use super::names::Names;
use super::plan::{FileName, Files};
use crate::problem::{FileFault, FileProblem};
use lines::Lines;
use table::{Columns, Table};

/// Reads a network.
///
/// # Errors
/// The first thing that is wrong in one of the files.
pub fn read(files: &Files) -> Result<Network, FileProblem> {
    let mut names = Names::new();
    let mut network = Network::default();
    if let Some(file) = &files.contacts {
        contacts::read(file, files.directed, &mut names, &mut network)?;
    }
    if let Some(file) = &files.groups {
        people::groups(file, &mut names, &mut network)?;
    }
    if let Some(file) = &files.people {
        people::kinds(file, &mut names, &mut network)?;
    }
    for file in &files.seeds {
        people::seeds(file, &names, &mut network)?;
    }
    network.put_ids(names.into_ids());
    Ok(network)
}

/// What a header may call a person.
const PERSON: &[&str] = &["person", "id", "user", "user_id", "member", "name", "用户", "成员", "人", "姓名"];

/// A file being read.
struct Reading<'a> {
    file: &'a FileName,
    table: Table,
}

impl<'a> Reading<'a> {
    fn open(file: &'a FileName, columns: &'static Columns) -> Result<Reading<'a>, FileProblem> {
        let problem = |fault| FileProblem { file: file.typed().to_owned(), line: None, fault };
        let lines = Lines::open(file.path()).map_err(problem)?;
        Ok(Reading { file, table: Table::new(lines, columns) })
    }

    /// A problem in the row that was read last.
    fn problem(&self, fault: FileFault) -> FileProblem {
        self.problem_in(self.table.line(), fault)
    }

    fn problem_in(&self, line: u64, fault: FileFault) -> FileProblem {
        FileProblem { file: self.file.typed().to_owned(), line: Some(line).filter(|line| *line > 0), fault }
    }

    fn next(&mut self) -> Result<bool, FileProblem> {
        self.table.next().map_err(|fault| self.problem(fault))
    }

    /// The first row; a file has one.
    fn first(&mut self) -> Result<(), FileProblem> {
        let found = self.next()?;
        if found { Ok(()) } else { Err(self.problem_in(0, FileFault::Empty)) }
    }

    fn text(&self, column: usize) -> Result<&str, FileProblem> {
        super::names::text(self.table.field(column)).map_err(|fault| self.problem(fault))
    }

    fn remark(&self, about: LeftOut, tally: Tally) -> Option<Remark> {
        (tally.count > 0).then(|| Remark { file: self.file.typed().to_owned(), about, tally })
    }
}

#[cfg(test)]
mod tests;
