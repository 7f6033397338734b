//! Problems of a scenario as a terminal shows them: place, underlined text, words and way out.

use crate::input::{GridFaults, Override, is_called, is_in_chinese};
use crate::output::format::visible::{visible, visible_lines};
use crate::problem::{Origin, Place, Problem};
use crate::words::Lang;
use crate::words::problem::{
    Consequence, Words, closing, further, levels, where_in_the_grid, words, words_with_chinese_keys,
};
use crate::yaml::Source;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

/// Problems shown at once: who has more has one mistake many times, or the wrong file.
const MOST: usize = 50;

/// The text a list of problems is about.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    /// The scenario.
    pub source: &'a Source,
    /// What was changed in it.
    pub overrides: &'a [Override],
}

impl Texts<'_> {
    /// Whether keys are written in Chinese.
    pub(super) fn are_in_chinese(&self) -> bool {
        is_in_chinese(self.source, self.overrides)
    }

    /// Words that name the keys as they are written.
    pub(super) fn words(&self, problem: &Problem, in_chinese: bool, lang: Lang) -> Words {
        if !in_chinese {
            return words(problem, lang);
        }
        let place = problem.place.as_ref();
        let before = place.and_then(|place| {
            let source = match place.origin {
                Origin::File => Some(self.source),
                Origin::People => self.source.people(),
                Origin::Override(_) => None,
            };
            source?.text().get(..place.bytes.start)
        });
        let written = before.and_then(key_at_the_end).filter(|written| is_called(&problem.path, written));
        words_with_chinese_keys(problem, written, lang)
    }
}

/// The key with its colon with which a text ends.
fn key_at_the_end(text: &str) -> Option<&str> {
    let text = text.trim_end().strip_suffix([':', '：'])?;
    let start = text
        .rfind(['\n', '{', '｛', ',', '，'])
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    Some(text[start..].trim().trim_start_matches("- ").trim_matches(['"', '\'', ' ']))
}

/// Problems without colours.
#[must_use]
pub fn plain(problems: &[Problem], texts: Texts<'_>, lang: Lang) -> String {
    render(problems, texts, Consequence::NothingRun, lang, &Renderer::plain())
}

/// Problems with terminal colours; `anstream` takes them out where nobody can see them.
#[must_use]
pub fn coloured(problems: &[Problem], texts: Texts<'_>, lang: Lang) -> String {
    render(problems, texts, Consequence::NothingRun, lang, &Renderer::styled())
}

/// Problems of one file among others, which do not suffer from them; with terminal colours.
#[must_use]
pub fn of_one_file(problems: &[Problem], texts: Texts<'_>, lang: Lang) -> String {
    render(problems, texts, Consequence::LeftOut, lang, &Renderer::styled())
}

fn render(
    problems: &[Problem],
    texts: Texts<'_>,
    consequence: Consequence,
    lang: Lang,
    renderer: &Renderer,
) -> String {
    let mut out = String::new();
    let in_chinese = texts.are_in_chinese();
    for problem in problems.iter().take(MOST) {
        out.push_str(&one(problem, texts, in_chinese, lang, renderer));
        out.push_str("\n\n");
    }
    out.push_str(&ending(problems, consequence, lang));
    out
}

/// The last lines: how many problems are not shown, and how many there are.
fn ending(problems: &[Problem], consequence: Consequence, lang: Lang) -> String {
    let mut out = String::new();
    if problems.len() > MOST {
        out.push_str(&further(problems.len() - MOST, lang));
        out.push('\n');
    }
    out.push_str(&closing(problems, consequence, lang));
    out.push('\n');
    out
}

/// What is wrong with a grid of designs, with terminal colours: every problem once, and in which designs it occurs.
#[must_use]
pub fn of_grid(faults: &GridFaults, source: &Source, lang: Lang) -> String {
    grid(faults, source, lang, &Renderer::styled())
}

fn grid(faults: &GridFaults, source: &Source, lang: Lang, renderer: &Renderer) -> String {
    let texts = Texts { source, overrides: &faults.overrides };
    let mut out = String::new();
    let in_chinese = texts.are_in_chinese();
    for fault in faults.list.iter().take(MOST) {
        out.push_str(&one(&fault.problem, texts, in_chinese, lang, renderer));
        let place = where_in_the_grid(fault, faults.designs, lang);
        out.push_str(&place.map_or_else(String::new, |place| format!("\n  {place}")));
        out.push_str("\n\n");
    }
    let problems: Vec<Problem> = faults.list.iter().map(|fault| fault.problem.clone()).collect();
    out.push_str(&ending(&problems, Consequence::NothingRun, lang));
    out
}

fn one(problem: &Problem, texts: Texts<'_>, in_chinese: bool, lang: Lang, renderer: &Renderer) -> String {
    let Words { title, label, help } = texts.words(problem, in_chinese, lang);
    let [title, label] = [title, label].map(|words| visible_lines(&words).into_owned());
    let (error, advice) = levels(lang);
    let mut group = Group::with_title(Level::ERROR.with_name(error).primary_title(title));
    let excerpt;
    match &problem.place {
        Some(place) => {
            excerpt = Excerpt::around(place, texts);
            group = group.element(excerpt.snippet(&label));
        }
        None => {
            group = group.element(annotate_snippets::Origin::path(visible(texts.source.name()).into_owned()));
        }
    }
    if let Some(help) = help {
        group = group.element(Level::HELP.with_name(advice).message(visible_lines(&help).into_owned()));
    }
    let picture = renderer.render(&[group]);
    if lang == Lang::Zh { wide_colons(&picture, advice) } else { picture }
}

/// The renderer writes `: ` behind a level; Chinese has a wide colon there.
fn wide_colons(picture: &str, advice: &str) -> String {
    let is_advice = |line: &&str| line.split_once(advice).is_some_and(|(before, _)| before.contains("= "));
    let last = picture.lines().filter(is_advice).count();
    let mut seen = 0;
    let lines = picture.lines().enumerate().map(|(index, line)| {
        seen += usize::from(is_advice(&line));
        let is_last_advice = is_advice(&line) && seen == last;
        if index == 0 || is_last_advice { line.replacen(": ", "：", 1) } else { line.to_owned() }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The lines that a place touches.
struct Excerpt<'a> {
    name: &'a str,
    lines: &'a str,
    first_line: usize,
    span: std::ops::Range<usize>,
}

impl<'a> Excerpt<'a> {
    /// Only the lines concerned are handed to the renderer: it reads all that it is given.
    fn around(place: &Place, texts: Texts<'a>) -> Excerpt<'a> {
        let (name, text) = match place.origin {
            Origin::File => (texts.source.name(), texts.source.text()),
            Origin::People => texts.source.people().map_or(("", ""), |people| (people.name(), people.text())),
            Origin::Override(index) => {
                texts.overrides.get(index).map_or(("--set", ""), |change| (change.flag(), change.text()))
            }
        };
        let start = place.bytes.start.min(text.len());
        let end = place.bytes.end.clamp(start, text.len());
        let from = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let to = text[end..].find('\n').map_or(text.len(), |newline| end + newline);
        Excerpt {
            name,
            lines: &text[from..to],
            first_line: text[..from].matches('\n').count() + 1,
            span: start - from..end - from,
        }
    }

    fn snippet(&self, label: &'a str) -> Snippet<'a, Annotation<'a>> {
        let annotation = AnnotationKind::Primary.span(self.span.clone());
        let annotation = if label.is_empty() { annotation } else { annotation.label(label) };
        Snippet::source(self.lines)
            .path(visible(self.name).into_owned())
            .line_start(self.first_line)
            .annotation(annotation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input;

    #[test]
    fn bad_points_of_a_grid() {
        let text = "{ name: a, days: 7, seeds: 100, share: 0.3, contacts: 10, join: 0.05 }";
        let source = Source::new("a.yaml", text);
        let told = |varied: &[&str], lang: Lang| {
            let varied: Vec<Override> = varied.iter().map(|text| Override::varied(*text)).collect();
            let faults = input::grid(&source, &[], &varied).expect_err("something is wrong");
            grid(&faults, &source, lang, &Renderer::plain())
        };
        let bad = ["share=0.2,35,1.5..2.5:5", "market=50,1000"];
        let wrong = ["share", "join=", "=3", "days=7,,9,7", "seed=1,2", "again=1..2"];
        let ranges = ["share=a..b:3", "join=0.1..1h:4", "seeds=9..3:4", "contacts=log:0..9:5"];
        let many = ["share=0..1:200", "share=0..1:9", "join=0..1:200"];
        let mut page = String::new();
        for varied in [&bad[..], &wrong, &ranges, &many, &[many[0], many[2]]] {
            for lang in [Lang::En, Lang::Zh] {
                page.push_str(&told(varied, lang));
                page.push('\n');
            }
        }
        insta::assert_snapshot!(page);
    }
}
