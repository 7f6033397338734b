//! Answers of valid campaigns: the same bytes on one thread and on two, and all that is written of them can be written.

use super::campaigns::campaign;
use crate::dice::Dice;
use crate::drive::Met;
use kfactor::output::RenderOptions;
use kfactor::output::answer::run::streams::Streams;
use kfactor::output::answer::{Answer, Origin};
use kfactor::output::format::terminal::Style;
use kfactor::run;
use kfactor::scenario::Valid;
use kfactor::theory;
use kfactor::words::Lang;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::LazyLock;

/// More than a block, so that two threads share the work.
const REPLICATES: u64 = 70;

static POOLS: LazyLock<[ThreadPool; 2]> = LazyLock::new(|| {
    [1, 2].map(|threads| ThreadPoolBuilder::new().num_threads(threads).build().expect("threads"))
});

pub fn run(bytes: &[u8]) -> Met {
    let mut dice = Dice::new(bytes);
    let _ = dice.one_in(8);
    let scenario = match campaign(&mut dice) {
        Err(refused) => return refused,
        Ok(scenario) => scenario,
    };
    let options =
        RenderOptions { lang: *dice.pick(&[Lang::En, Lang::Zh]), excel: false, charts: dice.one_in(4) };
    let [one, two] = [0, 1].map(|pool| POOLS[pool].install(|| files_of_a_run(&scenario, options)));
    for ((path, bytes), (_, others)) in one.iter().zip(&two) {
        assert!(bytes == others, "{path} differs on two threads");
    }
    let paths = theory::Question::new(&scenario).answer();
    all_can_be_written(&paths, options);
    Met::Simulated
}

/// Files by path.
type Files = Vec<(String, Vec<u8>)>;

fn files_of_a_run(scenario: &Valid, options: RenderOptions) -> Files {
    let mut written: Vec<(String, SharedBytes)> = Vec::new();
    let mut create = |path: &str| {
        let bytes = SharedBytes::default();
        written.push((path.to_owned(), bytes.clone()));
        Ok(bytes)
    };
    let mut streams = Streams::begin(&mut create, scenario, options.excel.then_some(options.lang))
        .expect("memory takes everything");
    let question = run::Question::new(scenario).replicates(REPLICATES).against_no_reward(true);
    let report = question.answer_with(&mut |row| streams.row(row)).expect("memory takes everything");
    streams.finish().expect("memory takes everything");
    let mut files: Files = written.into_iter().map(|(path, bytes)| (path, bytes.taken())).collect();
    files.extend(all_can_be_written(&report, options));
    files
}

/// All that is written of an answer: files, both pages, the manifest; pictures are pictures.
fn all_can_be_written(answer: &impl Answer, options: RenderOptions) -> Files {
    let mut files: Files = answer.files(&options).into_iter().map(|file| (file.path, file.bytes)).collect();
    for lang in [Lang::En, Lang::Zh] {
        let page = answer.page(&Style { lang, colour: false, width: 80 }, Some("out"));
        assert!(!page.contains("Some(") && !page.contains("NaN") && !page.contains("nan"), "{page}");
        files.push((format!("page {lang:?}"), page.into_bytes()));
    }
    let origin = Origin { sources: &[], overrides: &[], varied: &[] };
    files.push(("manifest.json".to_owned(), answer.manifest(&origin).to_string().into_bytes()));
    serde_json::from_str::<serde_json::Value>(&answer.json()).expect("JSON can be read");
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".svg")) {
        let text = std::str::from_utf8(bytes).expect("pictures are text");
        if let Err(why) = roxmltree::Document::parse(text) {
            panic!("{path}: {why}");
        }
    }
    files
}

/// A file in memory whose bytes are seen when it is finished.
#[derive(Clone, Default)]
struct SharedBytes(std::rc::Rc<std::cell::RefCell<Vec<u8>>>);

impl SharedBytes {
    fn taken(&self) -> Vec<u8> {
        self.0.take()
    }
}

impl std::io::Write for SharedBytes {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
