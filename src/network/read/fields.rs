//! A line taken apart into fields.

use crate::problem::FileFault;

/// What stands between fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Byte(u8),
    /// One or several spaces.
    Spaces,
}

impl Separator {
    /// The separator of the file that this line is the first of.
    pub fn of(line: &[u8]) -> Separator {
        let mut quoted = false;
        let bare = |byte: &&u8| {
            quoted ^= **byte == b'"';
            !quoted
        };
        let bare: Vec<u8> = line.iter().filter(bare).copied().collect();
        // Where fields stand between semicolons, numbers may have decimal commas.
        let found = [b'\t', b';', b','].into_iter().find(|byte| bare.contains(byte));
        match found {
            Some(b',') if ends_with_decimal_comma(&bare) => Separator::Spaces,
            Some(byte) => Separator::Byte(byte),
            None => Separator::Spaces,
        }
    }

    /// The byte, if it is one.
    pub fn byte(self) -> u8 {
        match self {
            Separator::Byte(byte) => byte,
            Separator::Spaces => b' ',
        }
    }
}

/// Whether the only comma of a line is that of the last of three fields between spaces: `a b 0,5`.
fn ends_with_decimal_comma(line: &[u8]) -> bool {
    let words: Vec<&[u8]> = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).collect();
    let [one, other, last] = words[..] else { return false };
    let is_number = |part: Option<&[u8]>| {
        part.is_some_and(|part| !part.is_empty() && part.iter().all(u8::is_ascii_digit))
    };
    let mut parts = last.split(|byte| *byte == b',');
    let parts = [parts.next(), parts.next(), parts.next()];
    !one.contains(&b',')
        && !other.contains(&b',')
        && is_number(parts[0])
        && is_number(parts[1])
        && parts[2].is_none()
}

/// The line without a comment behind it: from a `#` outside quotation marks on, with a blank before it and, where names may
/// have such marks (`room #3`), another one behind it.
pub(super) fn without_comment(line: &[u8], names: bool) -> &[u8] {
    if !line.contains(&b'#') {
        return line;
    }
    let mut quoted = false;
    let begins = |(place, byte): (usize, &u8)| {
        quoted ^= *byte == b'"';
        let is_blank = |place: Option<usize>| {
            place.and_then(|place| line.get(place)).is_none_or(u8::is_ascii_whitespace)
        };
        let is_apart = place.checked_sub(1).is_some_and(|before| line[before].is_ascii_whitespace());
        *byte == b'#' && !quoted && is_apart && (!names || is_blank(Some(place + 1)))
    };
    let end = line.iter().enumerate().position(begins);
    end.map_or(line, |end| line[..end].trim_ascii_end())
}

/// The fields of a line; a buffer.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Fields {
    /// The field in this place.
    pub fn get(&self, place: usize) -> Option<&[u8]> {
        let end = *self.ends.get(place)?;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.text[start..end])
    }

    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// Takes a line apart. A field in quotation marks may hold separators, and marks that are doubled.
    pub fn split(&mut self, line: &[u8], separator: Separator) -> Result<(), FileFault> {
        self.text.clear();
        self.ends.clear();
        let mut rest = if separator == Separator::Spaces { line.trim_ascii() } else { line };
        loop {
            rest = self.field(rest, separator)?;
            self.ends.push(self.text.len());
            match separator {
                Separator::Byte(byte) => match rest.strip_prefix(&[byte]) {
                    Some(more) => rest = more,
                    None => return Ok(()),
                },
                Separator::Spaces if rest.is_empty() => return Ok(()),
                Separator::Spaces => {}
            }
        }
    }

    /// Takes one field off the line; what is left begins with the separator, or is a field.
    fn field<'a>(&mut self, line: &'a [u8], separator: Separator) -> Result<&'a [u8], FileFault> {
        let is_end = |byte: &u8| match separator {
            Separator::Byte(end) => *byte == end,
            Separator::Spaces => byte.is_ascii_whitespace(),
        };
        let start = line.iter().position(|byte| is_end(byte) || !byte.is_ascii_whitespace());
        let mut rest = &line[start.unwrap_or(line.len())..];
        if rest.first() == Some(&b'"') {
            rest = self.quoted(&rest[1..])?;
            let next = rest
                .iter()
                .position(|byte| !byte.is_ascii_whitespace() || separator == Separator::Byte(*byte));
            return Ok(&rest[next.unwrap_or(rest.len())..]);
        }
        let end = rest.iter().position(is_end).unwrap_or(rest.len());
        self.text.extend_from_slice(rest[..end].trim_ascii_end());
        rest = &rest[end..];
        Ok(if separator == Separator::Spaces { rest.trim_ascii_start() } else { rest })
    }

    fn quoted<'a>(&mut self, mut rest: &'a [u8]) -> Result<&'a [u8], FileFault> {
        loop {
            let end = rest.iter().position(|byte| *byte == b'"').ok_or(FileFault::OpenQuote)?;
            self.text.extend_from_slice(&rest[..end]);
            rest = &rest[end + 1..];
            match rest.strip_prefix(b"\"") {
                Some(more) => {
                    self.text.push(b'"');
                    rest = more;
                }
                None => return Ok(rest),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> Result<Vec<String>, FileFault> {
        let mut fields = Fields::default();
        fields.split(line.as_bytes(), Separator::of(line.as_bytes()))?;
        let text = |place| String::from_utf8(fields.get(place).unwrap().to_vec()).unwrap();
        Ok((0..fields.count()).map(text).collect())
    }

    #[test]
    fn fields_stand_between_separators() {
        let same = ["a,b c,2", " a , b c ,2 ", "a;b c;2", "a\tb c\t2", "\"a\",\"b c\", 2", "a \"b c\"   2"];
        for line in same {
            assert_eq!(split(line).unwrap(), ["a", "b c", "2"], "{line}");
        }
        assert_eq!(split("a,,").unwrap(), ["a", "", ""]);
        assert_eq!(split("\"a\"\tb\t").unwrap(), ["a", "b", ""]);
        assert_eq!(split("a  b").unwrap(), ["a", "b"]);
    }

    #[test]
    fn quotation_marks_hold_separators_and_themselves() {
        assert_eq!(split("\"张,三\",\"say \"\"hi\"\"\"").unwrap(), ["张,三", "say \"hi\""]);
        assert_eq!(split("\"a,b"), Err(FileFault::OpenQuote));
    }
}
