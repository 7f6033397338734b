//! Markdown.

use super::visible::visible;

/// In code style, also within a table.
pub(in crate::output) fn code(text: &str) -> String {
    let text = visible(text).replace('|', "\\|");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}
