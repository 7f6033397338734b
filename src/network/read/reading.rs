//! A file being read: rows, and problems and remarks with its name.

use super::lines::Lines;
use super::table::{Columns, Table};
use crate::network::edges::Tally;
use crate::network::graph::{LeftOut, Omitted, Remark};
use crate::network::names::text;
use crate::network::plan::FileName;
use crate::problem::{FileFault, FileProblem};

/// What a header may call a person.
pub(super) const PERSON: &[&str] =
    &["person", "id", "user", "user_id", "member", "name", "用户", "成员", "人", "姓名"];

/// A file being read.
pub(super) struct Reading<'a> {
    file: &'a FileName,
    pub table: Table,
}

impl<'a> Reading<'a> {
    pub fn open(file: &'a FileName, columns: &'static Columns) -> Result<Reading<'a>, FileProblem> {
        let problem = |fault| FileProblem { file: file.typed().to_owned(), line: None, fault };
        let lines = Lines::open(file.path()).map_err(problem)?;
        Ok(Reading { file, table: Table::new(lines, columns) })
    }

    /// A problem in the row that was read last.
    pub fn problem(&self, fault: FileFault) -> FileProblem {
        self.problem_in(self.table.line(), fault)
    }

    pub fn problem_in(&self, line: u64, fault: FileFault) -> FileProblem {
        FileProblem { file: self.file.typed().to_owned(), line: Some(line).filter(|line| *line > 0), fault }
    }

    pub fn next(&mut self) -> Result<bool, FileProblem> {
        self.table.next().map_err(|fault| self.problem(fault))
    }

    /// The first row; a file has one.
    pub fn first(&mut self) -> Result<(), FileProblem> {
        let found = self.next()?;
        if found { Ok(()) } else { Err(self.problem_in(0, FileFault::Empty)) }
    }

    pub fn text(&self, column: usize) -> Result<&str, FileProblem> {
        text(self.table.field(column)).map_err(|fault| self.problem(fault))
    }

    pub fn remark(&self, about: LeftOut, tally: Tally) -> Option<Remark> {
        let omitted = || Omitted { file: self.file.typed().to_owned(), about, tally };
        (tally.count > 0).then(|| Remark::Omitted(omitted()))
    }

    /// That this row may be a header.
    pub fn perhaps_header(&self, line: u64, ids: [String; 2]) -> Remark {
        Remark::PerhapsHeader { file: self.file.typed().to_owned(), line, perhaps_header: ids }
    }
}
