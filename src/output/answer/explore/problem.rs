//! A problem as the page shows it: what to underline, the words, and what would mend it.

use crate::output::answer::problems::Texts;
use crate::problem::{Origin, Place, Problem, ProblemKind};
use crate::words::Lang;
use crate::words::problem::Words;
use crate::yaml::Source;
use serde_json::{Value, json};

/// A problem with a text. Places are counted as a browser counts, in units of UTF-16.
pub(super) fn told(problem: &Problem, source: &Source, lang: Lang) -> Value {
    let texts = Texts { source, overrides: &[] };
    let Words { title, label, help } = texts.words(problem, texts.are_in_chinese(), lang);
    let text = source.text();
    let place = problem.place.as_ref().filter(|place| place.origin == Origin::File);
    let title = match (&problem.place, source.people()) {
        (Some(Place { origin: Origin::People, bytes }), Some(people)) => {
            let (line, column) = people.line_column(bytes.start);
            format!("{}:{line}:{column}: {title}", people.name())
        }
        _ => title,
    };
    let units = |byte: usize| text.get(..byte).map_or(0, |before| before.encode_utf16().count());
    let line = |byte: usize| text.get(..byte).map_or(1, |before| before.matches('\n').count() + 1);
    json!({
        "title": title,
        "label": label,
        "help": help,
        "line": place.map(|place| line(place.bytes.start)),
        "from": place.map(|place| units(place.bytes.start)),
        "to": place.map(|place| units(place.bytes.end)),
        "repair": place.and(repair(&problem.kind)),
    })
}

/// What was probably meant, to be put there instead.
fn repair(kind: &ProblemKind) -> Option<&str> {
    match kind {
        ProblemKind::UnknownKey { nearest, .. }
        | ProblemKind::UnknownWord { nearest, .. }
        | ProblemKind::UnknownSegment { nearest, .. } => nearest.as_deref(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::load;

    #[test]
    fn keys_are_named_as_they_are_written() {
        let text = "名称：甲\n天数：一百天\n种子用户：-3\n分享：３５％\n触达人数：12\n转化率：6％\n";
        let source = Source::new("a.yaml", text);
        let problems = load(&source, &[]).expect_err("two mistakes");
        let titles = problems.iter().map(|problem| told(problem, &source, Lang::Zh)["title"].to_string());
        let titles = titles.collect::<Vec<_>>().join("\n");
        assert!(titles.contains("`天数`") && titles.contains("`种子用户`"), "{titles}");
        assert!(!titles.contains("days") && !titles.contains("seeds"), "{titles}");
    }
}
