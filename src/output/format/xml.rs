//! Text in XML: between tags and in attributes.

use super::visible::visible_lines;

/// Text and attributes. No character is left that XML has no place for, and none that could end what it stands in.
pub(in crate::output) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible_lines(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_escaped_is_read_as_text() {
        let text = "a <b> & \"c\" ]]> \u{1b}\u{202e}\u{0}";
        let xml = format!("<x y=\"{0}\">{0}</x>", escaped(text));
        let document = roxmltree::Document::parse(&xml).unwrap();
        let element = document.root_element();
        let shown = "a <b> & \"c\" ]]> ␛�␀";
        assert_eq!((element.attribute("y"), element.text()), (Some(shown), Some(shown)));
    }
}
