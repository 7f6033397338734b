//! Inside of a room, too, imports go one way: no two files or folders that stand side by side import each other, on
//! whatever way round.
//!
//! A `mod.rs` that hands names on is not what is imported: the file that the name comes from is.

use super::{Source, after_path_root, sources, without_tests};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

#[test]
fn no_circles_inside_of_rooms() {
    let house = House::of(&sources());
    let mut report = String::new();
    for (folder, circle) in house.circles() {
        let _ = writeln!(report, "src/{folder}: {} import each other in a circle", circle.join(", "));
    }
    assert!(report.is_empty(), "\n{report}");
}

/// The modules by path, with what each imports and hands on.
struct House {
    modules: BTreeMap<Vec<String>, Module>,
}

struct Module {
    /// Paths from the crate's root that are named here, names that are handed on left out.
    named: Vec<Vec<String>>,
    /// Names that are handed on, and the path each comes from.
    handed_on: BTreeMap<String, Vec<String>>,
}

impl House {
    fn of(sources: &[Source]) -> House {
        let files = sources.iter().filter(|file| file.path.contains('/'));
        House { modules: files.map(|file| (module_path(&file.path), Module::of(file))).collect() }
    }

    /// The module that a path leads to: the longest part of the path that is one, and on to where the name that
    /// follows comes from.
    fn module(&self, path: &[String]) -> Option<Vec<String>> {
        let length = (1..=path.len()).rev().find(|length| self.modules.contains_key(&path[..*length]))?;
        let (module, rest) = path.split_at(length);
        let handed_on = rest.first().and_then(|name| self.modules[module].handed_on.get(name));
        match handed_on.filter(|origin| !origin.starts_with(path)) {
            Some(origin) => self.module(origin),
            None => Some(module.to_vec()),
        }
    }

    /// Who imports whom among the entries of each folder.
    fn arrows(&self) -> BTreeMap<Vec<String>, BTreeSet<(String, String)>> {
        let mut arrows: BTreeMap<Vec<String>, BTreeSet<(String, String)>> = BTreeMap::new();
        for (from, module) in &self.modules {
            for to in module.named.iter().filter_map(|path| self.module(path)) {
                let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
                // `mod.rs` is an entry of its own folder.
                let entry =
                    |path: &[String]| path.get(shared).cloned().unwrap_or_else(|| "mod.rs".to_owned());
                if shared > 0 && *from != to {
                    let arrow = (entry(from), entry(&to));
                    arrows.entry(from[..shared].to_vec()).or_default().insert(arrow);
                }
            }
        }
        arrows
    }

    /// The folders with circles, and the entries that are on them or between them.
    fn circles(&self) -> Vec<(String, Vec<String>)> {
        let circles =
            self.arrows().into_iter().map(|(folder, arrows)| (folder.join("/"), in_circles(&arrows)));
        circles.filter(|(_, circle)| !circle.is_empty()).collect()
    }
}

/// What is left when all that imports nothing and all that nobody imports is taken away, again and again.
fn in_circles(arrows: &BTreeSet<(String, String)>) -> Vec<String> {
    let mut left = arrows.clone();
    loop {
        let tied: BTreeSet<(String, String)> = left
            .iter()
            .filter(|(from, to)| left.iter().any(|(a, _)| a == to) && left.iter().any(|(_, b)| b == from))
            .cloned()
            .collect();
        if tied.len() == left.len() {
            return tied.into_iter().map(|(from, _)| from).collect::<BTreeSet<_>>().into_iter().collect();
        }
        left = tied;
    }
}

/// `a/b/mod.rs` and `a/b.rs` are the module `a::b`.
fn module_path(path: &str) -> Vec<String> {
    let module = path.strip_suffix("/mod.rs").or_else(|| path.strip_suffix(".rs")).unwrap_or(path);
    module.split('/').map(str::to_owned).collect()
}

impl Module {
    fn of(file: &Source) -> Module {
        let own = module_path(&file.path);
        let code = without_tests(&file.code);
        let mut module = Module { named: Vec::new(), handed_on: BTreeMap::new() };
        let children = children(code);
        let (handing, rest) = apart(code);
        for statement in handing {
            for path in paths(&statement) {
                let Some((name, origin)) = path.last().cloned().zip(absolute(&path, &own, &children)) else {
                    continue;
                };
                module.handed_on.insert(name, origin);
            }
        }
        for root in ["crate", "super", "self"] {
            let found = after_path_root(&rest, root).into_iter().flat_map(|after| {
                paths(after).into_iter().map(|path| [vec![root.to_owned()], path].concat())
            });
            module.named.extend(found.filter_map(|path| absolute(&path, &own, &children)));
        }
        for child in children.iter().filter(|child| !after_path_root(&rest, child).is_empty()) {
            module.named.push([&own[..], std::slice::from_ref(child)].concat());
        }
        module
    }
}

/// The names behind `mod` that have files of their own.
fn children(code: &str) -> Vec<String> {
    let words: Vec<&str> = code.split_whitespace().collect();
    let behind_mod = words.windows(2).filter(|pair| pair[0] == "mod").map(|pair| pair[1]);
    behind_mod.filter_map(|name| name.strip_suffix(';')).map(str::to_owned).collect()
}

/// What `pub use` and its like hand on, and the rest of the code, without the rooms of `pub(in …)`.
fn apart(code: &str) -> (Vec<String>, String) {
    let mut handing = Vec::new();
    let mut rest = String::new();
    let mut left = code;
    while let Some(at) = public(left) {
        rest.push_str(&left[..at]);
        let after = left[at + "pub".len()..].trim_start();
        left = match after.starts_with('(') {
            true => after.split_once(')').map_or("", |(_, after)| after.trim_start()),
            false => after,
        };
        if let Some((used, after)) = left.strip_prefix("use ").and_then(|used| used.split_once(';')) {
            handing.push(used.to_owned());
            left = after;
        }
    }
    rest.push_str(left);
    (handing, rest)
}

/// Where the next `pub` stands as a whole word.
fn public(code: &str) -> Option<usize> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let whole = |at: &usize| !code[..*at].ends_with(is_word) && !code[at + 3..].starts_with(is_word);
    code.match_indices("pub").map(|(at, _)| at).find(whole)
}

/// Every path of a tree of imports such as `a::{b, c::{d, e as f}}`; reads no further than the tree.
fn paths(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim_start();
    if let Some(group) = tree.strip_prefix('{') {
        return parts(group).into_iter().flat_map(paths).collect();
    }
    let end = tree.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(tree.len());
    let (name, rest) = tree.split_at(end);
    if name.is_empty() {
        return Vec::new();
    }
    let below = rest.strip_prefix("::").map(paths).unwrap_or_default();
    if below.is_empty() {
        return vec![vec![name.to_owned()]];
    }
    below.into_iter().map(|path| [vec![name.to_owned()], path].concat()).collect()
}

/// The parts of a group up to its closing brace.
fn parts(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    parts
}

/// The path from the crate's root; none for what lies outside of the crate.
fn absolute(path: &[String], own: &[String], children: &[String]) -> Option<Vec<String>> {
    let climbed = path.iter().take_while(|part| *part == "super").count();
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "super" => Some([own.get(..own.len().checked_sub(climbed)?)?, &path[climbed..]].concat()),
        "self" => Some([own, &path[1..]].concat()),
        first if children.iter().any(|child| child == first) => Some([own, path].concat()),
        _ => None,
    }
}

mod the_checks_themselves {
    use super::super::code_only;
    use super::*;

    fn circles(files: &[(&str, &str)]) -> Vec<(String, Vec<String>)> {
        let source = |(path, text): &(&str, &str)| Source { path: (*path).to_owned(), code: code_only(text) };
        House::of(&files.iter().map(source).collect::<Vec<_>>()).circles()
    }

    #[test]
    fn a_circle_is_found_in_every_spelling() {
        for (one, other) in [
            ("use crate::room::b::B;", "use super::a::A;"),
            ("use super::{x, b::{B, C}};", "fn f() -> crate::room::a::A { todo() }"),
            ("use super::B;", "use crate::room::{x, A};"),
        ] {
            let face = "mod a; mod b; pub use a::A; pub(crate) use b::{B, C};";
            let found = circles(&[("room/mod.rs", face), ("room/a.rs", one), ("room/b.rs", other)]);
            assert_eq!(found, [("room".to_owned(), vec!["a".to_owned(), "b".to_owned()])], "{one} {other}");
        }
    }

    #[test]
    fn a_folder_and_the_file_beside_it_can_make_one() {
        let files = [
            ("room/mod.rs", "mod a; mod b; struct S;"),
            ("room/a/mod.rs", "mod deep;"),
            ("room/a/deep.rs", "use super::super::b::B;"),
            ("room/b.rs", "use super::a::deep::D;"),
        ];
        assert_eq!(circles(&files).len(), 1);
    }

    #[test]
    fn what_a_face_defines_itself_must_not_need_what_uses_it() {
        let face = "mod a;\nuse a::A;\npub struct S(A);";
        let files = [("room/mod.rs", face), ("room/a.rs", "use super::S;")];
        assert_eq!(circles(&files)[0].1, ["a", "mod.rs"]);
    }

    #[test]
    fn one_way_is_no_circle() {
        let files = [
            ("room/mod.rs", "mod a; mod b; pub use a::A; pub use b::B;"),
            ("room/a.rs", "pub struct A; #[cfg(test)]\nmod tests { use crate::room::B; }"),
            ("room/b.rs", "pub(in crate::room) struct B; use super::A;"),
        ];
        assert_eq!(circles(&files), []);
    }
}
