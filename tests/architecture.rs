//! The house stands as `docs/architecture.md` says: imports go one way along the street of rooms, only `cli`
//! prints, only `output/publish` writes; within `output`, the floors lie one upon the other.
//!
//! Each check is a pure function from source text to complaints, and is itself tested on a text that
//! breaks it.

#[path = "architecture/circles.rs"]
mod circles;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The street. Rooms in one entry are neighbours that do not import each other.
const STREET: [&[&str]; 17] = [
    &["units"],
    &["stats", "rng"],
    &["metrics"],
    &["problem"],
    &["yaml"],
    &["network"],
    &["scenario"],
    &["input"],
    &["model"],
    &["terms"],
    &["engine"],
    &["ensemble"],
    &["study"],
    &["words"],
    &["output"],
    &["cli"],
    &["main"],
];

/// What puts words before a user.
const PRINTING: [&str; 9] = [
    "println!",
    "print!",
    "eprintln!",
    "eprint!",
    "dbg!",
    "stdout()",
    "stderr()",
    "stdout_raw",
    "stderr_raw",
];

/// What changes the disk.
const WRITING: [&str; 12] = [
    "fs::write",
    "fs::rename",
    "fs::copy",
    "fs::remove",
    "fs::create",
    "fs::hard_link",
    "fs::set_permissions",
    "File::create",
    "File::options",
    "OpenOptions",
    "NamedTempFile",
    "DirBuilder",
];

/// What reads the disk.
const READING: [&str; 3] = ["fs::read", "File::open", "fs::metadata"];

#[test]
fn imports_go_one_way() {
    check(|file| arrows_back(&file.path, &file.code));
}

#[test]
fn only_cli_prints() {
    check(|file| prints_outside_cli(&file.path, without_tests(&file.code)));
}

#[test]
fn only_output_publish_touches_the_disk() {
    check(|file| touches_disk(&file.path, without_tests(&file.code)));
}

#[test]
fn the_floors_of_output_lie_one_upon_the_other() {
    check(|file| floors_crossed(&file.path, without_tests(&file.code)));
}

/// A source file: its path below `src/`, with `/`, and its code without comments and strings.
struct Source {
    path: String,
    code: String,
}

/// Applies a check to every source file and fails with all complaints.
fn check(complaints: impl Fn(&Source) -> Vec<String>) {
    let mut report = String::new();
    let sources = sources();
    assert!(!sources.is_empty(), "no source found");
    for source in &sources {
        for complaint in complaints(source) {
            let _ = writeln!(report, "src/{}: {complaint}", source.path);
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources: Vec<Source> = rust_files(&root)
        .into_iter()
        .map(|file| {
            let path = file.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
            Source { path, code: code_only(&fs::read_to_string(&file).expect("readable source")) }
        })
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("readable folder") {
        let path = entry.expect("readable entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The room that a file belongs to: the first part of its path.
fn room(path: &str) -> &str {
    let first = path.split('/').next().unwrap_or(path);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// The house number of a room; `None` for what is no room.
fn number(room: &str) -> Option<usize> {
    STREET.iter().position(|house| house.contains(&room))
}

/// Imports of `path` that lead to its own height or further right.
fn arrows_back(path: &str, code: &str) -> Vec<String> {
    let from = room(path);
    if from == "lib" {
        return Vec::new(); // the front page names every room
    }
    let Some(own) = number(from) else {
        return vec![format!(
            "`{from}` has no place in the street; give it one here and in docs/architecture.md"
        )];
    };
    let mut complaints = Vec::new();
    for to in rooms_named(path, code) {
        match number(&to) {
            None => {
                complaints.push(format!("`crate::{to}` names no room; import it from the room it lives in"))
            }
            Some(other) if to != from && other >= own => {
                complaints.push(format!("`{from}` must not import from `{to}`"));
            }
            Some(_) => {}
        }
    }
    complaints.sort();
    complaints.dedup();
    complaints
}

/// The first path segment after every `crate::`, with groups `crate::{a, b::c}` opened, and the rooms
/// that chains of `super::` reach from this file. The binary says `kfactor::` instead of `crate::`.
fn rooms_named(path: &str, code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for root in ["crate", "kfactor"] {
        for rest in after_path_root(code, root) {
            rooms.extend(heads(rest));
        }
    }
    rooms.extend(rooms_above(path, code));
    rooms
}

/// What follows `root::` wherever it stands as a whole word.
fn after_path_root<'a>(code: &'a str, root: &str) -> Vec<&'a str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code.match_indices(root)
        .filter(|(at, _)| !code[..*at].ends_with(is_word))
        .filter_map(|(at, _)| code[at + root.len()..].trim_start().strip_prefix("::"))
        .map(str::trim_start)
        .collect()
}

/// The first segments of a path or of every path of a group.
fn heads(rest: &str) -> Vec<String> {
    let Some(group) = rest.strip_prefix('{') else {
        return vec![head(rest)];
    };
    let mut heads = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                heads.push(head(group[start..at].trim()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    heads.retain(|head| !head.is_empty());
    heads
}

/// The leading identifier, or the leading character of what is none (`*`).
fn head(path: &str) -> String {
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
    let end = if end == 0 { path.chars().next().map_or(0, char::len_utf8) } else { end };
    path[..end].to_owned()
}

/// Rooms that `super::super::…::room` reaches: as many `super` as the file lies deep, or more.
fn rooms_above(path: &str, code: &str) -> Vec<String> {
    let module = path.strip_suffix("/mod.rs").or_else(|| path.strip_suffix(".rs")).unwrap_or(path);
    let depth = module.split('/').count();
    let mut rooms = Vec::new();
    for mut rest in after_path_root(code, "super") {
        let mut climbed = 1;
        while let Some(further) = rest.strip_prefix("super::") {
            rest = further;
            climbed += 1;
        }
        if climbed >= depth {
            rooms.extend(heads(rest).into_iter().filter(|head| number(head).is_some()));
        }
    }
    rooms
}

/// Names on other floors of `output` that a file must not know: `format` knows no study, `answer` does not write,
/// `publish` does not know what it writes.
const FLOORS: [(&str, &[&str]); 3] = [
    ("output/format/", &["study::", "answer::", "publish::"]),
    ("output/answer/", &["publish::"]),
    ("output/publish/", &["study::", "answer::", "words::", "scenario::"]),
];

fn floors_crossed(path: &str, code: &str) -> Vec<String> {
    let forbidden = FLOORS.iter().filter(|(floor, _)| path.starts_with(floor));
    let named = forbidden.flat_map(|(floor, words)| named(code, words).map(move |word| (floor, word)));
    named.map(|(floor, word)| format!("`{floor}` must not know `{word}`")).collect()
}

fn prints_outside_cli(path: &str, code: &str) -> Vec<String> {
    if matches!(room(path), "cli" | "main") {
        return Vec::new();
    }
    named(code, &PRINTING).map(|word| format!("`{word}`: only `cli` prints")).collect()
}

fn touches_disk(path: &str, code: &str) -> Vec<String> {
    if path.starts_with("output/publish/") {
        return Vec::new();
    }
    let mut complaints: Vec<String> =
        named(code, &WRITING).map(|word| format!("`{word}`: only `output/publish` writes")).collect();
    if room(path) != "cli" && !["yaml/source.rs", "network/read/lines.rs"].contains(&path) {
        let complaint =
            |word| format!("`{word}`: only `cli`, `yaml/source` and `network/read/lines` read files");
        complaints.extend(named(code, &READING).map(complaint));
    }
    complaints
}

/// Those of `words` that stand in the code, not as the end of a longer word.
fn named<'a>(code: &'a str, words: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    words.iter().copied().filter(move |word| {
        code.match_indices(word)
            .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
    })
}

/// The code before the unit tests, which by habit come last in a file.
fn without_tests(code: &str) -> &str {
    code.find("#[cfg(test)]\nmod tests {").map_or(code, |at| &code[..at])
}

/// The text with comments, strings and characters taken out: what is left are names and punctuation.
fn code_only(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = skipped_length(rest, code.chars().last());
        if skipped > 0 {
            code.push(' ');
            rest = &rest[skipped..];
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    code
}

/// Length of the comment, string or character literal that `rest` begins with; 0 when there is none.
fn skipped_length(rest: &str, before: Option<char>) -> usize {
    let in_word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if rest.starts_with("//") {
        rest.find('\n').unwrap_or(rest.len())
    } else if rest.starts_with("/*") {
        rest.find("*/").map_or(rest.len(), |end| end + 2)
    } else if rest.starts_with('"') {
        string_length(rest)
    } else if rest.starts_with('r') && !in_word {
        raw_string_length(rest)
    } else if rest.starts_with('\'') {
        character_length(rest)
    } else {
        0
    }
}

/// Length of `"…"` with its escapes.
fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Length of `r"…"` or `r#"…"#`; 0 when it is neither.
fn raw_string_length(rest: &str) -> usize {
    let hashes = rest[1..].chars().take_while(|c| *c == '#').count();
    if !rest[1 + hashes..].starts_with('"') {
        return 0;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    let body = 2 + hashes;
    rest[body..].find(&end).map_or(rest.len(), |at| body + at + end.len())
}

/// Length of `'x'` or `'\…'`; 0 for a lifetime.
fn character_length(rest: &str) -> usize {
    let mut inside = rest[1..].chars();
    match inside.next() {
        Some('\\') => rest[3..].find('\'').map_or(0, |at| 3 + at + 1),
        Some(c) if inside.next() == Some('\'') => 2 + c.len_utf8(),
        _ => 0,
    }
}

mod the_checks_themselves {
    use super::*;

    fn arrows(path: &str, text: &str) -> Vec<String> {
        arrows_back(path, &code_only(text))
    }

    #[test]
    fn an_arrow_back_is_found_in_every_spelling() {
        let spellings = [
            "use crate::engine::Outcome;",
            "use crate::{scenario::Scenario, engine::{Outcome, cohort}};",
            "use crate::{\n    units::Money,\n    engine,\n};",
            "fn f() -> crate::engine::Outcome { todo() }",
            "pub(in crate::engine) struct S;",
            "use super::super::engine::Outcome;",
            "mod tests { use super::super::super::engine; }",
            "macro_rules! m { () => { $crate::engine::f() } }",
        ];
        for text in spellings {
            assert_eq!(arrows("terms/due.rs", text), ["`terms` must not import from `engine`"], "{text}");
        }
    }

    #[test]
    fn neighbours_do_not_visit_each_other() {
        assert_eq!(arrows("stats/mod.rs", "use crate::rng::Stream;").len(), 1);
        assert_eq!(arrows("rng.rs", "use crate::stats::Summary;").len(), 1);
        assert_eq!(arrows("stats/mod.rs", "use super::scenario::Law;").len(), 1);
    }

    #[test]
    fn what_has_no_place_is_told() {
        assert!(arrows("attic/mod.rs", "")[0].contains("`attic` has no place"));
        assert!(arrows("study/run.rs", "use crate::Everything;")[0].contains("names no room"));
        assert!(arrows("study/run.rs", "use crate::*;")[0].contains("names no room"));
    }

    #[test]
    fn honest_code_passes() {
        let text = r##"
            //! Seen by [`crate::cli`].
            /* crate::cli */
            use crate::units::{Money, MINUTES_PER_DAY};
            use crate::engine::cohort;
            use super::cli; // a submodule of this room, not the room `cli`
            const WORDS: (&str, &str, char) = ("crate::cli", r#"crate::"cli""#, '"');
            fn f<'a>(x: &'a str, y: char) -> bool { mycrate::cli(x) && y == '\'' && x != "crate::main" }
        "##;
        assert_eq!(arrows("engine/cohort/step.rs", text), Vec::<String>::new());
        assert_eq!(arrows("main.rs", "fn main() -> ExitCode { kfactor::cli::main() }"), Vec::<String>::new());
    }

    #[test]
    fn printing_is_found_outside_cli_only() {
        let text = "fn f() { if x { eprintln!(\"so\"); } }";
        assert_eq!(prints_outside_cli("engine/mod.rs", text), ["`eprintln!`: only `cli` prints"]);
        assert_eq!(prints_outside_cli("output/mod.rs", "anstream::println!()").len(), 1);
        assert!(prints_outside_cli("cli/mod.rs", text).is_empty());
        assert!(prints_outside_cli("engine/mod.rs", &code_only("// println! would be wrong")).is_empty());
        assert!(prints_outside_cli("engine/mod.rs", "blueprint!()").is_empty());
    }

    #[test]
    fn writing_and_reading_are_found_where_they_do_not_belong() {
        assert_eq!(touches_disk("cli/init.rs", "std::fs::write(p, t)?").len(), 1);
        assert_eq!(touches_disk("output/csv.rs", "let f = File::create(p)?;").len(), 1);
        assert_eq!(touches_disk("scenario/mod.rs", "fs::read_to_string(p)").len(), 1);
        assert_eq!(touches_disk("yaml/source.rs", "File::open(p)?; File::create(p)?").len(), 1);
        assert!(touches_disk("cli/command/run.rs", "fs::read(p)").is_empty());
        assert!(touches_disk("output/publish/mod.rs", "fs::write(p, t); fs::rename(p, q)").is_empty());
    }

    #[test]
    fn floors_are_told_apart() {
        let crossed = |path: &str, text: &str| floors_crossed(path, text).len();
        assert_eq!(crossed("output/format/csv/mod.rs", "use crate::study::run::RunReport;"), 1);
        assert_eq!(crossed("output/answer/run/mod.rs", "use super::super::publish::Staging;"), 1);
        assert_eq!(crossed("output/publish/mod.rs", "use crate::output::answer::Answer;"), 1);
        assert_eq!(crossed("output/answer/run/mod.rs", "use crate::{output::format, study::run};"), 0);
    }

    #[test]
    fn unit_tests_may_do_what_they_need() {
        let text = "fn f() {}\n#[cfg(test)]\nmod tests {\n    fn g() { println!(); }\n}";
        assert!(prints_outside_cli("stats/mod.rs", without_tests(text)).is_empty());
    }
}
