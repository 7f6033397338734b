//! Files of networks: refused with a line, or read, and then everybody knows whom he is known by, and sits where he is listed. On
//! one in two of those a campaign is run.

use crate::books::{simulate, twin_is_the_campaign_in_which_nothing_is_done};
use crate::dice::Dice;
use crate::drive::Met;
use crate::generate::tear;
use crate::refusal::is_well_told;
use flate2::Compression;
use flate2::write::GzEncoder;
use kfactor::input::load;
use kfactor::metrics::Layout;
use kfactor::model::Model;
use kfactor::network::{FileName, Files, Network, read};
use kfactor::yaml::Source;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::sync::LazyLock;
use tempfile::TempDir;

/// The folder of the files, which every input writes anew.
static FOLDER: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a folder"));

/// No file here has more.
const MOST_LINES: u64 = 1_000;

/// Names in the scenario, and the heads that such files have.
const FILES: [(&str, &str); 4] = [
    ("edges.csv", "from,to"),
    ("people.csv", "person,segment"),
    ("groups.csv", "person,group"),
    ("seeds.csv", "person,at"),
];

pub fn run(bytes: &[u8]) -> Met {
    let mut dice = Dice::new(bytes);
    let made = made(&mut dice);
    for (name, content) in &made {
        fs::write(FOLDER.path().join(name), content).expect("a file can be written");
    }
    let file = |name: &str| {
        let there = made.iter().any(|(known, _)| known == name);
        there.then(|| FileName::new(name, FOLDER.path()))
    };
    let files = Files {
        contacts: file("edges.csv"),
        directed: made.len().is_multiple_of(2),
        people: file("people.csv"),
        groups: file("groups.csv"),
        drawn_groups: None,
        seeds: file("seeds.csv").into_iter().collect(),
    };
    match read(&files) {
        Err(problem) => {
            assert!(made.iter().any(|(name, _)| *name == problem.file), "{problem:?} is in no file");
            assert!(problem.line.is_none_or(|line| (1..=MOST_LINES).contains(&line)), "{problem:?}");
            Met::Refused
        }
        Ok(network) => {
            fits_together(&network, files.directed);
            if dice.one_in(2) { simulated(&campaign(&files, &mut dice)) } else { Met::Read }
        }
    }
}

/// What becomes of a campaign on these files.
fn simulated(text: &str) -> Met {
    let source = Source::new("scenario.yaml", text).in_folder(FOLDER.path());
    let scenario = match load(&source, &[]) {
        Ok(scenario) => scenario,
        Err(found) => {
            is_well_told(&found, &source, &[]);
            return Met::Read;
        }
    };
    let (layout, model) = (Layout::new(&scenario.shape()), Model::typical(&scenario));
    for replicate in 0..2 {
        let seen = simulate(&scenario, &model, &layout, replicate);
        seen.balances();
        if replicate == 0 {
            twin_is_the_campaign_in_which_nothing_is_done(&seen, replicate);
        }
    }
    Met::Simulated
}

/// A campaign of people who know each other.
fn campaign(files: &Files, dice: &mut Dice<'_>) -> String {
    let mut text = String::from("name: who knows whom\ndays: 6\nstep: 12h\nnetwork: { file: edges.csv");
    let _ = write!(text, ", directed: {}", files.directed);
    for (key, file) in [("people", &files.people), ("groups", &files.groups)] {
        if file.is_some() {
            let _ = write!(text, ", {key}: {key}.csv");
        }
    }
    text += " }\n";
    if files.groups.is_some() {
        text += "groups: { share_into: 2, see: 40% }\n";
    }
    let seeds = if files.seeds.is_empty() {
        dice.word(&["seeds: 2", "seeds: [{ count: 2 }, { at: 36h, count: 1, reached: 60% }]"])
    } else {
        "seeds: { file: seeds.csv }".to_owned()
    };
    if files.people.is_some() {
        let _ = writeln!(
            text,
            "segments: {{ core: {{ {seeds} }}, 普通: {{ join: 40% }}, \"a, b\": {{ churn: 30% }} }}"
        );
    } else {
        let _ = writeln!(text, "{seeds}");
    }
    text += &dice.word(&[
        "",
        "contacts: 3\n",
        "social_proof: { per_member_neighbour: 1.5, max: 3 }\n",
        "quota: { first: 2 }\n",
    ]);
    text += &dice.word(&["", "delay: none\n", "delay: { exponential: 1d, within: 2d }\n"]);
    text +=
        &dice.word(&["", "ban: { per_participant: 5%, then: { pause: 1d } }\n", "capacity: { total: 6 }\n"]);
    text += &dice.word(&["", "buys: { per_day: 10%, price: 20, margin: 5 }\n"]);
    text += "share: { content: 50%, reward: { max: 30%, half: 5 }, after: 12h, again: 60% }\njoin: 35%\nchurn: 5%\nincentive:\n";
    text += &dice.word(&[
        "  - { when: { invites: 2 }, value: 5, cost: 5, stock: 2 }\n",
        "  - { when: join, value: 3, cost: 3, if_stays: 2d, cap: 2 }\n",
        "  - { to: invitee, when: join, value: 3, cost: 3 }\n  - { when: { rank: 2 }, value: 9, cost: 9 }\n",
    ]);
    text
}

/// Contacts are there from both sides, groups and their members say the same, and nobody is in a list twice.
fn fits_together(network: &Network, directed: bool) {
    let reached_by = network.reached_by();
    for person in 0..network.people() {
        let neighbours = network.neighbours(person);
        assert!(neighbours.is_sorted_by(|a, b| a < b), "{neighbours:?} of {person}");
        assert!(!neighbours.contains(&person), "{person} knows himself");
        assert!(network.weights(person).is_none_or(|weights| weights.len() == neighbours.len()));
        for other in neighbours {
            assert!(reached_by.of(*other).contains(&person), "{other} is not reached by {person}");
            assert!(directed || network.neighbours(*other).contains(&person), "{other} knows not {person}");
        }
        let sits = |group: &u32| network.members(*group).contains(&person);
        assert!(network.groups_of(person).iter().all(sits), "{person} sits nowhere");
        assert!(!network.id(person).is_empty());
    }
    for listed in network.listed(0) {
        assert!(listed.person < network.people() && listed.at_days >= 0.0 && listed.at_days.is_finite());
    }
    if let Some(kinds) = network.kinds() {
        assert_eq!(kinds.of_person.len(), network.people() as usize);
        assert!(kinds.of_person.iter().all(|kind| usize::from(*kind) < kinds.names.len()));
    }
}

/// Files by name, of which at least one is there.
fn made(dice: &mut Dice<'_>) -> Vec<(String, Vec<u8>)> {
    let mut made = Vec::new();
    let with_texts = dice.one_in(2);
    for (which, (name, head)) in FILES.into_iter().enumerate() {
        if which == 0 || dice.one_in(4) {
            let text = table(dice, which, head, with_texts);
            made.push((name.to_owned(), content(dice, text)));
        }
    }
    made
}

/// Bytes of a text: now and then torn, or packed.
fn content(dice: &mut Dice<'_>, mut text: String) -> Vec<u8> {
    for _ in 0..*dice.pick(&[0, 0, 0, 0, 1, 3]) {
        tear(&mut text, dice);
    }
    let mut bytes = text.into_bytes();
    if dice.one_in(8) {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(&bytes).expect("memory takes everything");
        bytes = packed.finish().expect("memory takes everything");
    }
    if dice.one_in(16) {
        let at = dice.below(bytes.len() + 1);
        bytes.insert(at, *dice.pick(&[0xff, 0x00, 0x1f, 0x80]));
    }
    bytes
}

/// The lines of a file of this kind.
fn table(dice: &mut Dice<'_>, which: usize, head: &str, with_texts: bool) -> String {
    let between = dice.word(&[",", "\t", " ", ";", ", "]);
    let weighted = which == 0 && dice.one_in(3);
    let mut text = dice.word(&["", "", "# a comment\n", "\n"]);
    if dice.one_in(2) {
        let _ = writeln!(
            text,
            "{}{}",
            head.replace(',', &between),
            if weighted { between.clone() + "weight" } else { String::new() }
        );
    }
    for _ in 0..*dice.pick(&[3, 1, 12, 40]) {
        let _ = write!(text, "{}", id(dice, with_texts));
        match which {
            0 => drop(write!(text, "{between}{}", id(dice, with_texts))),
            1 => drop(write!(text, "{between}{}", dice.word(&["core", "普通", "\"a, b\""]))),
            2 => drop(write!(text, "{between}{}", dice.word(&["1", "2", "家长群"]))),
            _ => drop(write!(text, "{between}{}", dice.word(&["", "1d", "12h", "1d12h", "0h", "soon"]))),
        }
        if weighted {
            let _ = write!(text, "{between}{}", dice.word(&["1", "0.5", "0", "1e3", "-1", "x", "2"]));
        }
        text.push_str(if dice.one_in(12) { "\r\n" } else { "\n" });
    }
    text
}

fn id(dice: &mut Dice<'_>, with_texts: bool) -> String {
    if with_texts && dice.one_in(3) {
        return dice.word(&["张三", "\"a b\"", "007", "x-1", "\"\"", "18446744073709551616"]);
    }
    dice.below(30).to_string()
}

pub fn shown(bytes: &[u8]) -> String {
    let made = made(&mut Dice::new(bytes));
    made.iter().map(|(name, content)| format!("{name}:\n{}\n", String::from_utf8_lossy(content))).collect()
}
