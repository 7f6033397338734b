//! A file that could not be checked: what is wrong with it, in short. The underlined text is shown where it is found.

use crate::output::answer::problems::Texts;
use crate::problem::{Origin, Problem};
use crate::words::Lang;
use crate::words::problem::in_short;
use crate::yaml::Source;

/// A file that could not be checked.
#[derive(Clone, Debug)]
pub struct Broken {
    /// Its path.
    pub path: String,
    /// Whether the system did not let it be read; else it is no valid scenario.
    pub unreadable: bool,
    /// The language of the command.
    pub(super) lang: Lang,
    /// What is wrong, in the order of the text.
    pub(super) flaws: Vec<Flaw>,
}

/// Something that is wrong with a file.
#[derive(Clone, Debug)]
pub(super) struct Flaw {
    /// The file of people in which it stands; none where that is the scenario itself.
    pub people: Option<String>,
    /// Line and column in the file, both from 1; none for what concerns the whole, or was typed beside it.
    pub place: Option<(usize, usize)>,
    /// What it is, in one line, in English and in Chinese.
    message: [String; 2],
}

impl Broken {
    /// A file that cannot be read, for this reason, which the system tells in one language.
    #[must_use]
    pub fn unreadable(path: String, why: &str, lang: Lang) -> Broken {
        let message = [why.to_owned(), why.to_owned()];
        Broken { path, unreadable: true, lang, flaws: vec![Flaw { people: None, place: None, message }] }
    }

    /// A text with problems.
    #[must_use]
    pub fn wrong(source: &Source, problems: &[Problem], lang: Lang) -> Broken {
        let texts = Texts { source, overrides: &[] };
        let in_chinese = texts.are_in_chinese();
        let flaw = |problem: &Problem| {
            let place = problem.place.as_ref();
            let at = |source: &Source| place.map(|place| source.line_column(place.bytes.start));
            let message =
                [Lang::En, Lang::Zh].map(|lang| in_short(texts.words(problem, in_chinese, lang), lang));
            match (place.map(|place| place.origin), source.people()) {
                (Some(Origin::File), _) => Flaw { people: None, place: at(source), message },
                (Some(Origin::People), Some(people)) => {
                    Flaw { people: Some(people.name().to_owned()), place: at(people), message }
                }
                _ => Flaw { people: None, place: None, message },
            }
        };
        Broken {
            path: source.name().to_owned(),
            unreadable: false,
            lang,
            flaws: problems.iter().map(flaw).collect(),
        }
    }
}

impl Flaw {
    /// What it is, in one line.
    pub fn message(&self, lang: Lang) -> &str {
        let [english, chinese] = &self.message;
        lang.pick(english, chinese)
    }

    /// `5:1: ` where it has a place, `people.yaml:5:1: ` where that is in another file, and what it is.
    pub fn located(&self, lang: Lang) -> String {
        let file = self.people.as_ref().map(|file| format!("{file}:"));
        let place = self.place.map(|(line, column)| format!("{line}:{column}: "));
        format!("{}{}{}", file.unwrap_or_default(), place.unwrap_or_default(), self.message(lang))
    }

    /// The file in which it stands.
    pub fn file<'a>(&'a self, scenario: &'a str) -> &'a str {
        self.people.as_deref().unwrap_or(scenario)
    }

    /// The same, as a line of many files.
    pub fn located_in(&self, scenario: &str, lang: Lang) -> String {
        let located = self.located(lang);
        if self.people.is_some() { located } else { format!("{scenario}:{located}") }
    }
}
