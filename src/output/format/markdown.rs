//! Markdown.

/// In code style, also within a table.
pub(in crate::output) fn code(text: &str) -> String {
    let text = text.replace(char::is_control, " ").replace('|', "\\|");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}
