//! What can be an id.

use crate::problem::FileFault;

/// The longest id.
const LONGEST: usize = 1_024;

/// The number of a new person; the last one is for nobody.
pub(super) fn next(people: usize) -> Result<u32, FileFault> {
    u32::try_from(people).ok().filter(|person| *person < u32::MAX).ok_or(FileFault::TooManyPeople)
}

/// The number that an id is, if it is written as numbers are: `007` is a text.
pub(super) fn number(id: &[u8]) -> Option<u64> {
    let canonical = !id.is_empty() && id.len() <= 18 && (id[0] != b'0' || id.len() == 1);
    let digit = |sum: u64, byte: &u8| byte.is_ascii_digit().then(|| sum * 10 + u64::from(byte - b'0'));
    if canonical { id.iter().try_fold(0, digit) } else { None }
}

/// An id that can be read.
pub(in crate::network) fn text(id: &[u8]) -> Result<&str, FileFault> {
    if id.is_empty() {
        return Err(FileFault::EmptyField);
    }
    if id.len() > LONGEST {
        return Err(FileFault::LongLine { limit: LONGEST });
    }
    let text = std::str::from_utf8(id).map_err(|_| FileFault::NotUtf8)?;
    if text.chars().any(char::is_control) { Err(FileFault::Binary) } else { Ok(text) }
}
