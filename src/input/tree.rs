//! The tree of a text, a map of keys, or why there is none.

use super::order::sorted;
use crate::problem::{Origin, Place, Problem, ProblemKind};
use crate::yaml::{Content, Marked, Node, Source, parse};

/// The tree of the text as it was written, or as it reads with the marks of YAML; places are those of what was written.
pub(super) fn tree(source: &Source, marked: Option<&Marked>) -> Result<(Node, Vec<Problem>), Vec<Problem>> {
    if let Some(fault) = source.fault() {
        return Err(vec![fault.clone()]);
    }
    let text = marked.map_or(source.text(), |marked| &marked.text);
    let (root, mut problems) = parse(text, Origin::File, 0);
    let root = match root {
        Some(root) if matches!(root.content, Content::Map(_)) => Ok(root),
        Some(root) if !matches!(root.content, Content::Null) => Err(not_keys(text, &root)),
        _ => Err(Problem::of_whole_file(ProblemKind::Empty)),
    };
    let written = |place: &mut Place| {
        place.bytes = marked.map_or(place.bytes.clone(), |marked| marked.written(&place.bytes));
    };
    match root {
        Ok(mut root) => {
            problems.iter_mut().filter_map(|problem| problem.place.as_mut()).for_each(written);
            root.relocate(&written);
            Ok((root, problems))
        }
        Err(problem) => {
            if problem.place.is_some() || problems.is_empty() {
                problems.push(problem);
            }
            problems.iter_mut().filter_map(|problem| problem.place.as_mut()).for_each(written);
            Err(sorted(problems))
        }
    }
}

fn not_keys(text: &str, root: &Node) -> Problem {
    let value = text.get(root.place.bytes.clone()).unwrap_or("");
    let start = root.place.bytes.start;
    let first_line = value.lines().next().unwrap_or("").len();
    let kind = ProblemKind::NotKeys { chinese_colon: value.contains('：') };
    Problem::at(Place::in_file(start..start + first_line), kind)
}
