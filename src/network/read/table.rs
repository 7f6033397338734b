//! Rows of a table in a text file: comments left out, a header understood where there is one.

use super::fields::{Fields, Separator, without_comment};
use super::lines::Lines;
use crate::problem::FileFault;

/// The columns of a kind of table.
pub(super) struct Columns {
    /// For each column what a header may call it, in small letters.
    pub names: &'static [&'static [&'static str]],
    /// How many columns there must be; the others may be left out.
    pub needed: usize,
    /// How many columns, from the first on, hold ids of people.
    pub people: usize,
}

/// The rows of a file.
pub(super) struct Table {
    lines: Lines,
    columns: &'static Columns,
    separator: Option<Separator>,
    /// For each column its place in a row, once the first row has been seen.
    places: Vec<Option<usize>>,
    /// Fields in a row; not known where a header names columns that mean nothing here.
    width: Option<usize>,
    fields: Fields,
    row: u64,
    has_header: bool,
    /// A row that was read to understand the one before it.
    ahead: Option<(Fields, u64)>,
}

impl Table {
    pub fn new(lines: Lines, columns: &'static Columns) -> Table {
        Table {
            lines,
            columns,
            separator: None,
            places: Vec::new(),
            width: None,
            fields: Fields::default(),
            row: 0,
            has_header: false,
            ahead: None,
        }
    }

    /// Whether a header named the columns, or words stood where one may stand, once the first row was read.
    pub fn has_header(&self) -> bool {
        self.has_header
    }

    /// Whether numbers may have a comma in the place of their point.
    pub fn has_decimal_commas(&self) -> bool {
        self.separator != Some(Separator::Byte(b','))
    }

    /// The line of the last row, or of what went wrong, from 1.
    pub fn line(&self) -> u64 {
        self.row
    }

    /// Whether rows have this column, once one was read.
    pub fn has(&self, column: usize) -> bool {
        self.places.get(column).is_some_and(Option::is_some)
    }

    /// A field of the last row.
    pub fn field(&self, column: usize) -> &[u8] {
        let place = self.places.get(column).copied().flatten();
        place.and_then(|place| self.fields.get(place)).unwrap_or_default()
    }

    /// Goes on to the next row; whether there is one.
    pub fn next(&mut self) -> Result<bool, FileFault> {
        if let Some((fields, line)) = self.ahead.take() {
            (self.fields, self.row) = (fields, line);
        } else if self.separator.is_none() {
            return self.begin();
        } else if !self.read()? {
            return Ok(false);
        }
        self.fits().map(|()| true)
    }

    /// The next row, where rows are two ids and nothing else and this one is two whole numbers; else it is left for
    /// [`next`](Table::next).
    #[inline]
    pub fn two_numbers(&mut self) -> Option<(u64, u64)> {
        let pair = self.lines.two_numbers(self.separator?.byte())?;
        self.row = self.lines.number();
        Some(pair)
    }

    /// Whether [`two_numbers`](Table::two_numbers) may be asked.
    pub fn is_of_pairs(&self) -> bool {
        self.ahead.is_none() && self.width == Some(2) && self.places.starts_with(&[Some(0), Some(1)])
    }

    /// The first row, or the one below the header.
    fn begin(&mut self) -> Result<bool, FileFault> {
        if !self.read()? {
            return Ok(false);
        }
        if self.begins_with_names() {
            self.has_header = true;
            return self.next();
        }
        let width = self.fields.count();
        let place = |column| Some(column).filter(|column| *column < width);
        self.places = (0..self.columns.names.len()).map(place).collect();
        self.width = Some(width);
        self.fits()?;
        if !self.people_are(|id| !id.iter().any(u8::is_ascii_digit)) {
            return Ok(true);
        }
        let first = (self.fields.clone(), self.row);
        let first_row = self.row;
        if !self.read()? {
            (self.fields, self.row) = first;
        } else if !self.people_are(|id| id.iter().all(u8::is_ascii_digit)) {
            let second = (std::mem::take(&mut self.fields), self.row);
            (self.fields, self.row) = first;
            self.ahead = Some(second);
        }
        // Else words stand above numbers: a header.
        self.has_header = self.ahead.is_none() && self.row > first_row;
        self.fits().map(|()| true)
    }

    /// Whether this row is a header that calls columns by their names; notes their places.
    fn begins_with_names(&mut self) -> bool {
        let fields = &self.fields;
        let is_called = |place: usize, names: &[&str]| {
            let field = fields.get(place).unwrap_or_default();
            names.iter().any(|name| field.eq_ignore_ascii_case(name.as_bytes()))
        };
        let place_of = |names: &&[&str]| (0..fields.count()).find(|place| is_called(*place, names));
        let places: Vec<Option<usize>> = self.columns.names.iter().map(place_of).collect();
        if !places.iter().take(self.columns.needed).all(Option::is_some) {
            return false;
        }
        let meant = places.iter().flatten().count();
        self.width = Some(meant).filter(|meant| *meant == fields.count());
        self.places = places;
        true
    }

    /// Whether all ids of people in this row are such.
    fn people_are(&self, such: impl Fn(&[u8]) -> bool) -> bool {
        (0..self.columns.people).all(|column| such(self.field(column)))
    }

    fn read(&mut self) -> Result<bool, FileFault> {
        loop {
            let read = self.lines.next();
            let line = match read {
                Ok(Some(line)) => line,
                Ok(None) => return Ok(false),
                Err(fault) => {
                    self.row = self.lines.number();
                    return Err(fault);
                }
            };
            if matches!(line.trim_ascii_start().first(), None | Some(b'#')) {
                continue;
            }
            let line = without_comment(line, self.columns.people < self.columns.needed);
            let separator = *self.separator.get_or_insert_with(|| Separator::of(line));
            let split = self.fields.split(line, separator);
            self.row = self.lines.number();
            return split.map(|()| true);
        }
    }

    fn fits(&self) -> Result<(), FileFault> {
        let found = self.fields.count();
        let last = self.places.iter().flatten().max().map_or(0, |last| last + 1);
        let expected = self.width.unwrap_or(last);
        let expected = expected.clamp(self.columns.needed, self.columns.names.len().max(last));
        let fits = if self.width.is_some() { found == expected } else { found >= expected };
        if fits { Ok(()) } else { Err(FileFault::Fields { expected, found }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    static PAIRS: Columns = Columns {
        names: &[&["from", "source"], &["to", "target"], &["weight", "权重"]],
        needed: 2,
        people: 2,
    };

    fn rows(text: &str) -> Result<Vec<(u64, String)>, (u64, FileFault)> {
        let lines = Lines::of(Cursor::new(text.to_owned().into_bytes())).unwrap();
        let mut table = Table::new(lines, &PAIRS);
        let mut rows = Vec::new();
        while table.next().map_err(|fault| (table.line(), fault))? {
            let field = |column| String::from_utf8(table.field(column).to_vec()).unwrap();
            rows.push((table.line(), format!("{}>{}:{}", field(0), field(1), field(2))));
        }
        Ok(rows)
    }

    #[test]
    fn comments_and_empty_lines_are_no_rows() {
        let text = "# a list\n\n1 2\n  # more\n 3  4\n";
        assert_eq!(rows(text).unwrap(), [(3, "1>2:".to_owned()), (5, "3>4:".to_owned())]);
        assert_eq!(rows("# nothing\n").unwrap(), []);
    }

    #[test]
    fn headers_are_names_or_words_above_numbers() {
        let by_name = "Target,kind,Source,权重\nb,friend,a,2\n";
        assert_eq!(rows(by_name).unwrap(), [(2, "a>b:2".to_owned())]);
        assert_eq!(rows("谁,认识谁\n1,2\n").unwrap(), [(2, "1>2:".to_owned())]);
        assert_eq!(rows("a,b\nc,d\n").unwrap(), [(1, "a>b:".to_owned()), (2, "c>d:".to_owned())]);
        assert_eq!(rows("a,b\n").unwrap(), [(1, "a>b:".to_owned())]);
    }

    #[test]
    fn rows_have_the_fields_of_the_first() {
        assert_eq!(rows("1,2\n3,4,5\n"), Err((2, FileFault::Fields { expected: 2, found: 3 })));
        assert_eq!(rows("1,2,1\n3,4\n"), Err((2, FileFault::Fields { expected: 3, found: 2 })));
        assert_eq!(rows("1\n"), Err((1, FileFault::Fields { expected: 2, found: 1 })));
        assert_eq!(rows("1,2,3,4\n"), Err((1, FileFault::Fields { expected: 3, found: 4 })));
        assert_eq!(rows("source,x,target\n1,2\n"), Err((2, FileFault::Fields { expected: 3, found: 2 })));
        assert_eq!(rows("1,2\n\"3,4\n"), Err((2, FileFault::OpenQuote)));
    }
}
