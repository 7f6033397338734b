//! Annotations of GitHub Actions: commands on standard output that mark a line of a file.

use super::visible::visible_lines;

/// A command that marks an error, or else a warning, at line and column.
pub(in crate::output) fn command(
    is_error: bool,
    file: &str,
    place: Option<(usize, usize)>,
    title: &str,
    message: &str,
) -> String {
    let kind = if is_error { "error" } else { "warning" };
    let (line, column) = place.unwrap_or((1, 1));
    let (file, title, message) = (property(file), property(title), data(message));
    format!("::{kind} file={file},line={line},col={column},title={title}::{message}\n")
}

/// Percent signs and ends of lines would end the command.
fn data(text: &str) -> String {
    visible_lines(text).replace('%', "%25").replace('\n', "%0A")
}

/// Colons and commas would end the property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
