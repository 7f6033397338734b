//! The comparison with a baseline: read it, simulate what it holds again, write it anew.

use super::arguments::CheckArguments;
use super::reports;
use crate::cli::command::scenario::STANDARD_INPUT;
use crate::cli::exit::Failure;
use crate::ensemble::Observer;
use crate::output::answer::baseline;
use crate::output::answer::check::{BaselineFile, Checked};
use crate::output::format::{sha256, visible_path};
use crate::output::publish::Sheet;
use crate::scenario::Valid;
use crate::study::baseline::{Baseline, Drift, Question, STREAMS, Snapshot, Taken, compare};
use crate::study::check::CheckPlan;
use crate::words::{self, Lang};
use crate::yaml::Source;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// With which probability something is said to have moved, in a whole check, when nothing has.
const FALSE_ALARM: f64 = 0.001;

/// A comparison in progress.
pub struct Comparison {
    path: PathBuf,
    overrides: Vec<String>,
    /// Replicates and seed that were asked for.
    asked: (Option<u64>, Option<u64>),
    /// Where the new one goes, if there is to be one.
    place: Option<Sheet>,
    before: Option<Baseline>,
    now: BTreeMap<String, Snapshot>,
}

/// Whether a text that is no baseline may have been one, or nothing yet.
fn is_ours(text: &str) -> bool {
    text.trim().is_empty() || text.contains("\"kfactor\"")
}

impl Comparison {
    /// Reads the baseline, if one was asked for; one that is to be written anew need not be there, nor be one of today's
    /// streams, beside whose numbers others cannot stand.
    pub fn begin(arguments: &CheckArguments, lang: Lang) -> Result<Option<Comparison>, Failure> {
        let Some(path) = &arguments.baseline else { return Ok(None) };
        let name = path.display().to_string();
        // What is no plain file would be waited for, and is not replaced.
        let place = arguments.update_baseline.then(|| reports::place(path, lang)).transpose()?;
        let before = match fs::read_to_string(path) {
            Ok(text) => match baseline::parse(&text) {
                Ok(before) if before.streams == STREAMS => Some(before),
                Ok(_) if arguments.update_baseline => None,
                Ok(before) => {
                    let version = &before.version;
                    return Err(Failure::Usage(words::check::cli::other_streams(&name, version, lang)));
                }
                Err(_) if arguments.update_baseline && is_ours(&text) => None,
                Err(_) if arguments.update_baseline => {
                    return Err(Failure::Usage(words::check::cli::somebody_elses(&name, lang)));
                }
                Err(why) => return Err(Failure::Usage(words::check::cli::no_baseline(&name, &why, lang))),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if !arguments.update_baseline {
                    return Err(Failure::Usage(words::check::cli::baseline_missing(&name, lang)));
                }
                None
            }
            Err(error) => {
                let why = words::system::refusal(&error, lang);
                return Err(Failure::Io(words::check::cli::cannot_read_baseline(&name, &why, lang)));
            }
        };
        Ok(Some(Comparison {
            path: path.clone(),
            place,
            overrides: arguments.overrides.clone(),
            asked: (arguments.runs, arguments.seed),
            before,
            now: BTreeMap::new(),
        }))
    }

    /// The file it compares with, if there was one.
    pub fn file(&self) -> Option<BaselineFile> {
        let before = self.before.as_ref()?;
        Some(BaselineFile {
            path: self.path.display().to_string(),
            version: before.version.clone(),
            streams: before.streams,
        })
    }

    /// Simulates a scenario as the baseline did, and compares; remembers it for the new baseline.
    pub fn add(
        &mut self,
        source: &Source,
        scenario: &Valid,
        plan: &CheckPlan,
        observer: &dyn Observer,
    ) -> Option<Drift> {
        let key = self.key(Path::new(source.name()));
        let before = self.before.as_ref();
        let earlier = before.and_then(|before| before.scenarios.get(&key));
        let step_minutes = earlier.map(|earlier| earlier.step_minutes);
        let simulate = |seed: u64, replicates: u64| -> Option<Taken> {
            let asked = Question::new(scenario).seed(seed).replicates(replicates).step_minutes(step_minutes);
            let mut taken = asked.observed(observer).answer()?;
            taken.snapshot.sha256 = sha256(whole(source).as_bytes());
            taken.snapshot.overrides.clone_from(&self.overrides);
            Some(taken)
        };
        let again = earlier.and_then(|earlier| simulate(earlier.seed, earlier.replicates));
        let drift = earlier.zip(again.as_ref()).map(|(earlier, again)| compare(earlier, again));
        if self.place.is_some() {
            let replicates = self.asked.0.or(earlier.map(|earlier| earlier.replicates)).unwrap_or(plan.first);
            let (seed, same) = (plan.seed, again.as_ref().map(|again| &again.snapshot));
            let same = same.filter(|same| (same.seed, same.replicates) == (seed, replicates)).cloned();
            let snapshot = same.or_else(|| simulate(seed, replicates).map(|taken| taken.snapshot));
            self.now.extend(snapshot.map(|snapshot| (key, snapshot)));
        }
        drift
    }

    /// The scenarios of the baseline whose files are no more, by their paths seen from its folder.
    pub fn vanished(&self) -> Vec<String> {
        let keys = self.before.iter().flat_map(|before| before.scenarios.keys());
        keys.filter(|key| !self.is_there(key)).cloned().collect()
    }

    /// Whether the scenario of this key may still be checked.
    fn is_there(&self, key: &str) -> bool {
        key == STANDARD_INPUT || self.folder().join(key).exists()
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Writes the new baseline; scenarios that were not checked keep their place as long as their files are there.
    /// Returns its path.
    pub fn write(mut self, lang: Lang) -> Result<String, Failure> {
        let mut scenarios = std::mem::take(&mut self.now);
        let kept = self.before.take();
        for (key, snapshot) in kept.into_iter().flat_map(|before| before.scenarios) {
            if self.is_there(&key) {
                scenarios.entry(key).or_insert(snapshot);
            }
        }
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let text = baseline::text(&Baseline { version, streams: STREAMS, scenarios });
        self.place.map_or(Ok(()), |place| reports::publish(place, &text, lang))?;
        Ok(visible_path(&self.path))
    }

    /// The path of a scenario seen from the folder of the baseline, with `/`: the same wherever the check is run from.
    fn key(&self, scenario: &Path) -> String {
        let absolute =
            |path: &Path| fs::canonicalize(if path == Path::new("") { Path::new(".") } else { path });
        let folder = absolute(self.folder());
        let (Ok(scenario_path), Ok(folder)) = (absolute(scenario), folder) else {
            return scenario.display().to_string();
        };
        let shared = scenario_path.iter().zip(folder.iter()).take_while(|(a, b)| a == b).count();
        let up = folder.iter().skip(shared).map(|_| "..".to_owned());
        let down = scenario_path.iter().skip(shared).map(|part| part.to_string_lossy().into_owned());
        up.chain(down).collect::<Vec<_>>().join("/")
    }
}

/// Tells in all comparisons together what is more than chance.
pub fn settle(checked: &mut [Checked]) {
    let mut drifts: Vec<&mut Drift> =
        checked.iter_mut().filter_map(|checked| checked.drift.as_mut()).collect();
    crate::study::baseline::settle(&mut drifts, FALSE_ALARM);
}

/// The text of a scenario, and behind it that of the people whom it names.
fn whole(source: &Source) -> Cow<'_, str> {
    match source.people() {
        None => source.text().into(),
        Some(people) => [source.text(), people.text()].join("\n").into(),
    }
}
