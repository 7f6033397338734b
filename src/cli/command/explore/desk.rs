//! The desk: the scenario of the file, and what is answered to somebody who moves its numbers.

use crate::cli::command::init::offers;
use crate::ensemble::{Observer, Silent};
use crate::input::{self, edit};
use crate::output::RenderOptions;
use crate::output::answer::Answer;
use crate::output::answer::explore::{self, Beginning, Offer, Text};
use crate::output::publish::{Refusal, Sheet};
use crate::problem::Problem;
use crate::scenario::Valid;
use crate::study::explore::Pace;
use crate::study::following;
use crate::study::run::RunReport;
use crate::words::explore as words;
use crate::words::{self as all_words, Lang};
use crate::yaml::Source;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The first answer is given up after this time, with what is there.
const PATIENCE: Duration = Duration::from_millis(600);

/// What is asked of the desk.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Asked {
    /// The text of the design.
    text: String,
    /// Of questions only the one with the largest number counts.
    turn: u64,
    /// Numbers that were moved: keys, and what is typed for them.
    set: Vec<(String, String)>,
    /// The number that is to be as in the file again.
    undo: Option<String>,
    /// So many campaigns; as many as there is time for by default.
    runs: Option<u64>,
    /// What to begin with: a template, or the file where it is empty.
    template: Option<String>,
    /// Under which name to save.
    name: String,
}

/// The scenario of the file, and what is known of it.
#[derive(Debug)]
struct File {
    source: Source,
    scenario: Valid,
    pace: Pace,
    /// What it brings, by number of replicates.
    reports: Mutex<BTreeMap<u64, Arc<RunReport>>>,
}

/// The desk.
#[derive(Debug)]
pub struct Desk {
    own: Source,
    folder: PathBuf,
    lang: Lang,
    file: Mutex<Option<Arc<File>>>,
    turn: AtomicU64,
}

/// An observer that gives up when something newer is asked, or its time is over.
struct Turn<'a> {
    desk: &'a Desk,
    mine: u64,
    until: Option<Instant>,
}

impl Observer for Turn<'_> {
    fn advanced(&self, _: u64) {}

    fn wants_to_stop(&self) -> bool {
        self.is_over() || self.until.is_some_and(|until| Instant::now() > until)
    }
}

impl Turn<'_> {
    fn is_over(&self) -> bool {
        self.desk.turn.load(Ordering::Relaxed) > self.mine
    }
}

impl Desk {
    /// A desk for this text; files that it names, and those that are saved, are in `folder`.
    pub fn new(own: Source, folder: PathBuf, lang: Lang) -> Desk {
        Desk { own, folder, lang, file: Mutex::new(None), turn: AtomicU64::new(0) }
    }

    /// The page.
    pub fn page(&self) -> String {
        let offers: Vec<Offer> = offers(self.lang).into_iter().map(|(offer, _)| offer).collect();
        explore::page(&Beginning { file: self.own.name(), offers: &offers }, self.lang)
    }

    /// Begins with the file or a template: all that follows is held against it.
    pub fn begin(&self, asked: &Asked) -> Value {
        self.turn.fetch_max(asked.turn, Ordering::Relaxed);
        let name = asked.template.as_deref().unwrap_or_default();
        let source = match offers(self.lang).into_iter().find(|(offer, _)| offer.name == name) {
            Some((_, text)) => self.source(text),
            None => self.own.clone(),
        };
        *self.file.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let base = source.text().to_owned();
        with(self.answer_to(&source, None, asked.turn), &[("base", json!(base)), ("begun", json!(true))])
    }

    /// What the design brings, after the numbers that were moved.
    pub fn answer(&self, asked: &Asked) -> Value {
        if self.turn.fetch_max(asked.turn, Ordering::Relaxed) > asked.turn {
            return json!({ "stale": true });
        }
        let mut source = self.source(&asked.text);
        let undone = asked.undo.as_ref().and_then(|key| Some((key.clone(), self.typed_in_file(key)?)));
        for (key, typed) in asked.set.iter().chain(&undone) {
            match edit(&source, key, typed) {
                Some(text) => source = self.source(&text),
                // What cannot be read cannot be changed either: the text comes first.
                None if input::load(&source, &[]).is_err() => break,
                None => return json!({ "refused": words::not_here(key, self.lang) }),
            }
        }
        self.answer_to(&source, asked.runs, asked.turn)
    }

    /// The report of a design as a file.
    pub fn report(&self, asked: &Asked, path: &str) -> Option<Vec<u8>> {
        self.turn.fetch_max(asked.turn, Ordering::Relaxed);
        let scenario = input::load(&self.source(&asked.text), &[]).ok()?;
        let pace = self.file(None).map_or_else(|| Pace::of(&scenario).ok(), |file| Some(file.pace))?;
        let report = pace.whole(&scenario, &Silent).ok()?;
        let options = RenderOptions { lang: self.lang, excel: false, charts: true };
        report.files(&options).into_iter().find(|file| file.path == path).map(|file| file.bytes)
    }

    /// Saves a design as a new file.
    pub fn save(&self, asked: &Asked) -> Value {
        let refused = |why: String| json!({ "refused": why });
        let name = asked.name.trim();
        let is_plain = |c: char| !c.is_control() && !r#"/\:*?"<>|"#.contains(c);
        if name.is_empty() || name.starts_with('.') || name.len() > 200 || !name.chars().all(is_plain) {
            return refused(words::bad_name(self.lang).to_owned());
        }
        let ends = [".yaml", ".yml"].iter().any(|end| name.to_lowercase().ends_with(end));
        let path = self.folder.join(if ends { name.to_owned() } else { format!("{name}.yaml") });
        let shown = path.display().to_string();
        match Sheet::begin(&path, false).and_then(|sheet| sheet.publish(asked.text.as_bytes())) {
            Ok(()) => json!({ "saved": words::saved(&shown, self.lang) }),
            Err(Refusal::Failed(error)) if error.kind() == ErrorKind::AlreadyExists => {
                refused(words::is_there(&shown, self.lang))
            }
            Err(refusal) => refused(crate::cli::exit::Failure::of_refusal(&refusal, self.lang).to_string()),
        }
    }

    fn source(&self, text: &str) -> Source {
        Source::new(self.own.name(), text).in_folder(&self.folder)
    }

    /// What the file is, as far as it is one; the first design in which nothing is wrong stands for it where it is none.
    fn file(&self, first: Option<(&Source, &Valid)>) -> Option<Arc<File>> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let (None, Some((source, scenario))) = (file.as_ref(), first) {
            let pace = Pace::of(scenario).ok()?;
            let (source, scenario) = (source.clone(), scenario.clone());
            *file = Some(Arc::new(File { source, scenario, pace, reports: Mutex::default() }));
        }
        file.clone()
    }

    fn typed_in_file(&self, key: &str) -> Option<String> {
        let file = self.file(None)?;
        let number = file.scenario.number(key)?;
        let written = input::Written::of(&file.source);
        let typed = written.at(&number.key).map(str::to_owned);
        Some(typed.unwrap_or_else(|| input::as_typed(&number.about, number.value.typical())))
    }

    fn answer_to(&self, source: &Source, runs: Option<u64>, mine: u64) -> Value {
        let begin = Instant::now();
        let scenario = match input::load(source, &[]) {
            Ok(scenario) => scenario,
            Err(found) => return self.wrong(source, &found),
        };
        let Some(file) = self.file(Some((source, &scenario))) else { return self.unfollowed(&scenario) };
        let runs = runs.unwrap_or(file.pace.first).clamp(1, crate::study::explore::FINEST);
        let is_first = runs == file.pace.first;
        let turn = Turn { desk: self, mine, until: is_first.then(|| begin + PATIENCE) };
        let report = match file.pace.look(&scenario, runs, &turn) {
            Ok(report) => Arc::new(report),
            Err(_) => return self.unfollowed(&scenario),
        };
        if turn.is_over() {
            return json!({ "stale": true });
        }
        let held = self.held(&file, source, &report, &turn);
        let text = Text { source, scenario: &scenario };
        let in_file = Text { source: &file.source, scenario: &file.scenario };
        let design = explore::design(&text, Some(&in_file), self.lang);
        let answer = explore::answer(&report, begin.elapsed(), held.as_deref(), self.lang);
        let entries: Vec<(&str, Value)> = design
            .as_object()
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.as_str(), value.clone()))
            .collect();
        with(answer, &entries)
    }

    /// What the file brings by as many replicates, where that is known or found in time.
    fn held(
        &self,
        file: &File,
        source: &Source,
        report: &Arc<RunReport>,
        turn: &Turn<'_>,
    ) -> Option<Arc<RunReport>> {
        let runs = report.replicates;
        let known = |report: Option<Arc<RunReport>>| {
            let mut reports = file.reports.lock().unwrap_or_else(PoisonError::into_inner);
            report.into_iter().for_each(|report| drop(reports.insert(runs, report)));
            reports.get(&runs).cloned()
        };
        if source.text() == file.source.text() {
            return known(Some(Arc::clone(report)));
        }
        known(None).or_else(|| {
            let own = file.pace.look(&file.scenario, runs, turn).ok()?;
            (own.replicates == runs).then(|| known(Some(Arc::new(own)))).flatten()
        })
    }

    fn wrong(&self, source: &Source, found: &[Problem]) -> Value {
        explore::problems(source, found, self.lang)
    }

    /// Members that cannot be followed, as a problem without a place.
    fn unfollowed(&self, scenario: &Valid) -> Value {
        let refusal = following::chosen(vec![scenario.clone()], following::Asked::Auto, false).err();
        let why =
            refusal.map(|refusal| all_words::cli::not_followed(&refusal, self.lang)).unwrap_or_default();
        json!({ "refused": why })
    }
}

/// The same object with more in it.
fn with(mut value: Value, more: &[(&str, Value)]) -> Value {
    if let Some(object) = value.as_object_mut() {
        object.extend(more.iter().map(|(key, value)| ((*key).to_owned(), value.clone())));
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;
    use std::path::Path;

    const TEXT: &str =
        "name: x\ndays: 7\nseeds: 50\nshare: 0.3 # a guess\ncontacts: 10\njoin: 5%\nchurn: 10%\n";

    fn desk(folder: PathBuf) -> Desk {
        Desk::new(Source::new("x.yaml", TEXT), folder, Lang::En)
    }

    fn asked(text: &str, turn: u64) -> Asked {
        Asked { text: text.to_owned(), turn, ..Asked::default() }
    }

    #[test]
    fn a_moved_number_is_written_into_the_text() {
        let desk = desk(PathBuf::new());
        let begun = desk.begin(&Asked { turn: 1, template: Some(String::new()), ..Asked::default() });
        assert_eq!(begun["base"], json!(TEXT));
        let set = vec![("segments.all.share".to_owned(), "40%".to_owned())];
        let moved = desk.answer(&Asked { set, ..asked(TEXT, 2) });
        let written = moved["text"].as_str().unwrap_or_default();
        assert_eq!(written, TEXT.replace("0.3 #", "40% #"));
        let controls = moved["controls"].as_array().unwrap();
        assert_eq!(controls.iter().filter(|control| control["moved"] == json!(true)).count(), 1);
        let undone = desk.answer(&Asked { undo: Some("segments.all.share".to_owned()), ..asked(written, 3) });
        assert!(
            undone["controls"].as_array().unwrap().iter().all(|control| control["moved"] == json!(false))
        );
    }

    #[test]
    fn of_questions_the_newest_counts() {
        let desk = desk(PathBuf::new());
        assert!(desk.answer(&asked(TEXT, 9))["look"].is_string());
        assert_eq!(desk.answer(&asked(TEXT, 8)), json!({ "stale": true }));
    }

    #[test]
    fn a_mistake_is_told_with_its_place_and_the_next_text_is_answered() {
        let desk = desk(PathBuf::new());
        let wrong = desk.answer(&asked(&TEXT.replace("days", "dayz"), 1));
        assert_eq!(wrong["problems"][0]["repair"], json!("days"));
        assert!(desk.answer(&asked(TEXT, 2))["look"].is_string());
    }

    #[test]
    fn templates_can_be_begun_with() {
        let desk = desk(PathBuf::new());
        for (turn, (offer, text)) in offers(Lang::Zh).into_iter().enumerate() {
            let begun = desk.begin(&Asked {
                turn: turn as u64,
                template: Some(offer.name.to_owned()),
                ..Asked::default()
            });
            assert!(begun["look"].is_string(), "{}: {begun}", offer.name);
            assert!(!text.is_empty());
        }
    }

    /// Every template and every scenario that is shipped, in both languages.
    fn shipped() -> Vec<(String, Source)> {
        let mut all = Vec::new();
        for lang in [Lang::En, Lang::Zh] {
            let templates = offers(lang).into_iter();
            all.extend(
                templates
                    .map(|(offer, text)| (format!("{} {lang:?}", offer.name), Source::new("x.yaml", text))),
            );
        }
        for folder in ["", "baits", "networks", "zh", "zh/baits", "zh/networks"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(folder);
            let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
            let mut files: Vec<PathBuf> =
                files.filter(|file| file.extension().is_some_and(|end| end == "yaml")).collect();
            files.sort();
            all.extend(
                files.iter().map(|file| (file.display().to_string(), Source::read_file(file).unwrap())),
            );
        }
        all
    }

    /// What goes wrong when a number is moved as the page does, from a place of its slider to the next.
    fn moved(source: &Source, control: &Value) -> Option<String> {
        let [value, low, high, grain] =
            ["value", "low", "high", "grain"].map(|name| control[name].as_f64().unwrap());
        let (key, sign) = (control["key"].as_str().unwrap(), control["sign"].as_str().unwrap());
        let next = low + (((value - low) / grain + 1e-9).floor() + 1.0) * grain;
        let place = if next <= high { next } else { next - 2.0 * grain };
        // As a browser rounds and writes it.
        let place: f64 = format!("{place:.9e}").parse().unwrap();
        let typed = format!("{place}{sign}");
        let told = |why: &str| Some(format!("{key}={typed} ({low}..{value}..{high}): {why}"));
        let Some(text) = edit(source, key, &typed) else { return told("refused") };
        let changed = Source::new("x.yaml", &text).in_folder(source.folder());
        let scenario = match input::load(&changed, &[]) {
            Ok(scenario) => scenario,
            Err(problems) => return told(&format!("{problems:?}")),
        };
        let worth = match sign {
            "%" => 0.01,
            "h" => 1.0 / 24.0,
            "m" => 1.0 / 1440.0,
            _ => 1.0,
        };
        let sent = place * worth;
        let number = scenario.number(key);
        // Only how one weight of a day stands to the others says something.
        let is_weight = key.starts_with("hours.") || key.starts_with("weekdays.");
        let read = match number {
            Some(number) if is_weight => {
                input::Written::of(&changed).at(&number.key).and_then(|typed| typed.parse().ok())
            }
            number => number.map(|number| number.value.typical()),
        };
        let is_same = read.is_some_and(|read| (read - sent).abs() <= 1e-9 * sent.abs());
        if is_same { None } else { told(&format!("{read:?}\n{text}")) }
    }

    #[test]
    fn every_number_that_is_offered_can_be_moved() {
        let wrong = |(name, source): &(String, Source)| {
            let scenario = input::load(source, &[]).unwrap();
            let text = Text { source, scenario: &scenario };
            let design = explore::design(&text, Some(&text), Lang::En);
            let controls = design["controls"].as_array().unwrap();
            assert!(controls.len() > 10, "{name}");
            let wrong = controls.iter().filter_map(|control| moved(source, control));
            wrong.map(|why| format!("{name}: {why}")).collect::<Vec<String>>()
        };
        let wrong: Vec<String> = shipped().par_iter().flat_map_iter(wrong).collect();
        assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn what_is_saved_is_new_and_here() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path().to_owned());
        let save = |name: &str| desk.save(&Asked { name: name.to_owned(), ..asked(TEXT, 1) });
        for name in ["", "../x.yaml", "a/b", ".hidden", "a\u{0}b", "c:\\x"] {
            assert!(save(name)["refused"].is_string(), "{name}");
        }
        assert!(save("新方案")["saved"].is_string());
        assert_eq!(std::fs::read_to_string(folder.path().join("新方案.yaml")).unwrap(), TEXT);
        assert!(save("新方案.yaml")["refused"].is_string(), "it is there");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn report_and_picture_are_those_of_a_run() {
        let desk = desk(PathBuf::new());
        let page = desk.report(&asked(TEXT, 1), "report.html").unwrap();
        assert!(String::from_utf8(page).unwrap().contains("<html"));
        assert!(desk.report(&asked("days: x", 2), "report.html").is_none());
    }
}
