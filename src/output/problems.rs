//! Problems of a scenario as a terminal shows them: place, underlined text, words and way out.

use crate::i18n::Lang;
use crate::i18n::problem::{Words, closing, further, levels, words};
use crate::scenario::{Origin, Override, Place, Problem, Source};
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

/// Problems without colours.
#[must_use]
pub fn plain(problems: &[Problem], texts: Texts<'_>, lang: Lang) -> String {
    render(problems, texts, lang, &Renderer::plain())
}

/// Problems with terminal colours; `anstream` takes them out where nobody can see them.
#[must_use]
pub fn coloured(problems: &[Problem], texts: Texts<'_>, lang: Lang) -> String {
    render(problems, texts, lang, &Renderer::styled())
}

fn render(problems: &[Problem], texts: Texts<'_>, lang: Lang, renderer: &Renderer) -> String {
    let mut out = String::new();
    for problem in problems.iter().take(MOST) {
        out.push_str(&one(problem, texts, lang, renderer));
        out.push_str("\n\n");
    }
    if problems.len() > MOST {
        out.push_str(&further(problems.len() - MOST, lang));
        out.push('\n');
    }
    out.push_str(&closing(problems, lang));
    out.push('\n');
    out
}

fn one(problem: &Problem, texts: Texts<'_>, lang: Lang, renderer: &Renderer) -> String {
    let Words { title, label, help } = words(problem, lang);
    let (error, advice) = levels(lang);
    let mut group = Group::with_title(Level::ERROR.with_name(error).primary_title(title));
    let excerpt;
    match &problem.place {
        Some(place) => {
            excerpt = Excerpt::around(place, texts);
            group = group.element(excerpt.snippet(&label));
        }
        None => {
            group = group.element(annotate_snippets::Origin::path(texts.source.name().to_owned()));
        }
    }
    if let Some(help) = help {
        group = group.element(Level::HELP.with_name(advice).message(help));
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
            Origin::Override(index) => ("--set", texts.overrides.get(index).map_or("", Override::text)),
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
        Snippet::source(self.lines).path(self.name).line_start(self.first_line).annotation(annotation)
    }
}
