//! Where something was opened that is never closed. The parser stumbles elsewhere: over the end of a bracket around it, or, of
//! a quotation mark, behind the next mark of its kind, which it takes for the closing one some lines below.

/// A text in quotation marks.
#[derive(Clone, Copy)]
struct Quoted {
    start: usize,
    mark: char,
}

/// What is open somewhere in a text.
#[derive(Default)]
struct Open {
    quote: Option<Quoted>,
    /// The text in quotation marks that was closed last, and where.
    closed: Option<(Quoted, usize)>,
    brackets: Vec<usize>,
}

/// The bracket that is open at `at`, the innermost of them.
pub(super) fn bracket(text: &str, at: usize) -> Option<usize> {
    open(text, at).brackets.last().copied()
}

/// The opening mark of a text that swallows lines with keys of their own and that ends, or does not end, at `at`, where the
/// parser stumbled.
pub(super) fn quote(text: &str, at: usize) -> Option<usize> {
    let Open { quote, closed, .. } = open(text, at);
    let (start, end) = match (quote, closed) {
        (Some(quoted), _) => (quoted.start, at),
        (None, Some((quoted, end))) if text[end..at].trim().is_empty() => (quoted.start, end),
        _ => return None,
    };
    swallows_keys(&text[start..end]).then_some(start)
}

fn open(text: &str, at: usize) -> Open {
    let mut open = Open::default();
    let mut skipped = 0;
    for (place, c) in text[..at].char_indices() {
        if place < skipped {
            continue;
        }
        match open.quote {
            Some(Quoted { mark: '"', .. }) if c == '\\' => {
                skipped = place + 1 + text[place + 1..].chars().next().map_or(0, char::len_utf8);
            }
            Some(Quoted { mark: '\'', .. }) if c == '\'' && text[place + 1..].starts_with('\'') => {
                skipped = place + 2;
            }
            Some(quoted) if c == quoted.mark => {
                open.closed = Some((quoted, place + 1));
                open.quote = None;
            }
            Some(_) => {}
            None if c == '#' && text[..place].chars().next_back().is_none_or(char::is_whitespace) => {
                skipped = text[place..].find('\n').map_or(text.len(), |end| place + end);
            }
            None if matches!(c, '"' | '\'') && begins_value(&text[..place]) => {
                open.quote = Some(Quoted { start: place, mark: c });
            }
            None if matches!(c, '[' | '{') && (!open.brackets.is_empty() || begins_value(&text[..place])) => {
                open.brackets.push(place);
            }
            None if matches!(c, ']' | '}') => {
                let opening = open.brackets.last().map(|place| &text[*place..=*place]);
                // Behind the end of another bracket everything is guessing.
                if matches!((opening, c), (Some("["), '}') | (Some("{"), ']')) {
                    return open;
                }
                open.brackets.pop();
            }
            None => {}
        }
    }
    open
}

/// Whether a value may begin behind this text: only there is a quotation mark one of YAML.
fn begins_value(before: &str) -> bool {
    let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
    let last = line.trim_end().chars().next_back();
    last.is_none_or(|last| match last {
        '[' | '{' | ',' => true,
        ':' | '-' => line.ends_with(' '),
        _ => false,
    })
}

/// Whether a later line of the text has a key of its own.
fn swallows_keys(quoted: &str) -> bool {
    quoted.lines().skip(1).any(|line| {
        let line = line.trim_start().trim_start_matches("- ");
        line.split_once(':').is_some_and(|(key, rest)| {
            !key.is_empty() && !key.contains(' ') && (rest.is_empty() || rest.starts_with(' '))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_that_opens_is_found_and_texts_of_several_lines_are_left_alone() {
        let found = |text: &str| quote(text, text.find('?').unwrap());
        assert_eq!(found("name: \"x\ndays: 3\nnote: \"? a\"\n"), Some(6));
        assert_eq!(found("a: 1 # \"x\nname: 'it''s\ndays: 3\n?"), Some(16));
        assert_eq!(found("a: [1, \"x, 2]\nb: { c: 3 }\n?"), Some(7));
        assert_eq!(found("name: \"a\n  no key: there\" ?"), None);
        assert_eq!(found("name: \"a\n  b\" ?"), None);
        assert_eq!(found("name: it's\ndays: 3\n?"), None);
        assert_eq!(found("name: \"x \\\" y\"\ndays: ?"), None);
    }

    #[test]
    fn the_innermost_bracket_is_found() {
        let found = |text: &str| bracket(text, text.find('?').unwrap());
        assert_eq!(found("a: [{ b: 1 }, { c: [5, 6 ?}]"), Some(19));
        assert_eq!(found("a: [{ b: [5, 6 }] ?"), Some(9));
        assert_eq!(found("a: { b: \"]}\", c: 1 # }\n, d: ?"), Some(3));
        assert_eq!(found("a: { b: 1 }\nc: a[1 ?"), None, "text");
    }
}
