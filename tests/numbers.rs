//! The one list of a scenario's numbers: it is complete, its bounds are those of the reader, and whatever is put into a
//! number is refused or can be simulated.

use kfactor::ensemble::sample;
use kfactor::input::{Override, load, schema};
use kfactor::metrics::Metric;
use kfactor::scenario::{
    About, Fallback, Following, Invalid, Meaning, Quantity, Scenario, StepIs, Valid, Wait, every_number,
};
use kfactor::study::theory;
use kfactor::yaml::Source;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A campaign with one of everything that has a number, in its full form.
const SPECIMEN: &str = "
name: specimen
days: 14
step: 12h
start: 2026-03-02
runs: 100
seed: 3
market: 1_000_000
segments:
  plain:
    seeds: 10
    share: 0.3
    contacts: { fixed: 5 }
    join: 5%
    delay: 12h
    churn: 2%
  moved:
    seeds: [{ at: 0h, count: 5 }, { at: 2d, count: 5 }]
    inflow: 1
    share: { content: 5%, social: 4%, reward: { max: 0.4, half: 10 }, after: 1d, again: 0.3 }
    contacts: { mean: 8, k: 0.5 }
    funnel: { see: 40%, join: 10% }
    join_reward: { max: 0.2, half: 5 }
    delay: { exponential: 12h }
    retention: { 1d: 0.8, 7d: 0.5, 30d: 0.2 }
    recruits: { plain: 1, moved: 1 }
    recruits_for_bait: { plain: 1, moved: 2 }
    buys:
      - { per_day: 0.01, margin: 12 }
      - { at: 5d, chance: 3%, price: 50, margin: 12, who: invited }
      - { after: 5d, chance: 3%, price: 50, margin: 12, who: invited }
    reminders: [{ at: 3d, every: 7d, opens: 10% }, { at: 4d, opens: 10%, to: never, churn: 1% }]
  mixed:
    seeds: 10
    share: { content: 5%, reward: { table: { 0: 0, 5: 0.1 } } }
    contacts: { mixture: [{ weight: 0.5, fixed: 2 }, { weight: 0.4, mean: 4 }, { weight: 0.1, mean: 30, k: 1 }] }
    join: 5%
    join_reward: { table: { 0: 0, 5: 0.1 } }
    delay: { lognormal: { median: 12h, sigma: 1 } }
    quota: { per_day: 3 }
  varied:
    seeds: 10
    share: 0.2
    contacts: 6
    join: 5%
    delay:
      mixture:
        - { weight: 1, fixed: 12h }
        - { weight: 1, exponential: 12h }
        - { weight: 1, lognormal: { median: 12h, sigma: 1 } }
        - { weight: 1, weibull: { scale: 12h, shape: 0.7 } }
  slow:
    seeds: 10
    share: 0.2
    contacts: 6
    join: 5%
    delay: { weibull: { scale: 12h, shape: 0.7 }, within: 30d }
    quota: { first: 5, every: 10d }
    buys: { per_day: 0.01, price: 50, margin: 12 }
    reminders: { at: 3d, every: 7d, opens: 10% }
  channels:
    seeds: 10
    share: 0.2
    contacts: 6
    join: 5%
    channels:
      as_ever: { use: 60% }
      one: { use: 30%, contacts: { fixed: 5 }, join: 10%, delay: 12h }
      two: { contacts: 9, funnel: { see: 40%, join: 10% }, delay: { exponential: 12h, within: 30d } }
      three: { contacts: { mean: 8, k: 0.5 }, delay: { lognormal: { median: 12h, sigma: 1 } } }
      four: { contacts: { mixture: [{ weight: 0.5, fixed: 2 }, { weight: 0.5, mean: 4, k: 1 }] } }
  hunters:
    fake: true
    detect: 0.5
    inflow: [{ per_day: 2, cost: 1 }, { of_market: 0.001%, from: 2d }]
    share: { reward: { max: 0.4, half: 10 } }
    contacts: 3
    join: 20%
    delay: { list: { 1d: 2, 3d: 1 } }
incentive:
  - { name: share, when: share, value: 1, cost: 10%, stock: 100 }
  - { name: join, when: join, value: 5, cost: 5, cap: 2, if_stays: 2d, stock: 100 }
  - { name: invites, when: { invites: 2 }, value: 5, cost: 5, if_stays: 2d }
  - { name: every, when: { every: 2 }, value: 5, cost: 5, cap: 1 }
  - { name: rank, when: { rank: 3 }, value: 5, cost: 5, redeem: 0.8 }
  - { name: lottery, when: { lottery: 3 }, value: 5, cost: 5 }
  - { name: pool, when: { pool: 3 }, value: 5, cost: 100 }
  - { name: dated, when: join, value: { 0d: 5, 2d: 3 }, cost: { 0d: 5, 2d: 2 }, from: 1d, until: 9d, cap: { total: 2, per_day: 1 } }
  - { name: rank_rate, when: join, value: { by_invites: { 0: 5, 3: 8 } }, cost: { by_invites: { 0: 5, 3: 7 } } }
  - { name: welcome, to: invitee, when: join, value: 2, cost: 2 }
budget: { limit: 100_000, per_day: 10_000, when_exhausted: overdraw }
price: { start: 10, step: 1, every: 100 }
hours: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
weekdays: [1, 1, 1, 1, 1, 1, 1]
events: [{ at: 1d, for: 2d, share: 1.5, join: 1.2, churn: 0.5 }]
novelty: { half_life: 5d, floor: 0.2 }
capacity: { total: 500_000, per_hour: 1_000 }
accounts: { count: 8, per_hour: 40, per_day: 200 }
community:
  { group_size: 200, code: { max: 100, for: 7d, renew: 1h }, cost_per_group: 5, carers: 3, members_per_carer: 500, overload: 1.5, cost_per_carer_day: 100 }
ban:
  - { hits: account, per_participant: 1e-6, above_per_hour: 40, then: { pause: 3d } }
  - { per_participant: 1e-6, above_per_hour: 40, then: { pause: 3d } }
costs: { fixed: 10, per_day: 1, per_seed: 0.5 }
benchmark: { cac: 20 }
";

fn specimen() -> Scenario {
    Scenario::from_yaml(SPECIMEN).unwrap_or_else(|problems| panic!("{problems}")).into_inner()
}

fn shipped() -> Vec<(String, Scenario)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut found: Vec<(String, Scenario)> = fs::read_dir(root)
        .expect("the scenarios")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a file");
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, Scenario::from_yaml(&text).expect("a valid scenario").into_inner())
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

#[test]
fn what_comes_from_a_file_stays_valid() {
    for (name, scenario) in shipped().into_iter().chain([("specimen".to_owned(), specimen())]) {
        if let Err(Invalid(problems)) = scenario.validate() {
            panic!("{name}: {problems:#?}");
        }
    }
}

/// Numbers that nobody means.
const HOSTILE: [f64; 20] = [
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::MIN,
    -1e9,
    -1.0,
    -1e-9,
    0.0,
    f64::MIN_POSITIVE,
    1e-9,
    0.5,
    1.0,
    1.0 + 1e-9,
    35.0,
    1e6 + 1.0,
    1e9,
    1e12,
    2e12,
    1e18,
    f64::MAX,
];

/// Longer campaigns are left out here: they say nothing new and take seconds.
const LONG: u32 = 200;

/// The same campaign without what asks for members one by one.
fn counted(scenario: Valid) -> Valid {
    let mut scenario = scenario.into_inner();
    for segment in &mut scenario.segments {
        segment.quota = None;
        if let Some(wait @ Wait::Law(_)) = &mut segment.share.after {
            *wait = Wait::Mean(1.0.into());
        }
    }
    let of_orders = scenario.incentive.iter_mut().filter(|reward| reward.when.is_of_orders());
    of_orders.for_each(|reward| reward.cap = None);
    scenario.following = Following::Open;
    scenario.validate().expect("it was valid")
}

/// How many of the values that are not refused theory is asked about: it takes longer than a campaign.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OnPaper {
    All,
    LeastAndMost,
}

/// Numbers outside their bounds are refused, and what is not refused can be simulated.
fn is_refused_or_runs(name: &str, scenario: &Scenario, on_paper: OnPaper) {
    scenario.numbers().par_iter().for_each(|number| {
        let mut taken = Vec::new();
        for hostile in HOSTILE {
            let mut changed = scenario.clone();
            number.put(&mut changed, hostile);
            let Ok(valid) = changed.validate() else { continue };
            let Some(now) = number.get(&valid) else {
                assert!(
                    hostile.is_nan() || hostile < 1.0,
                    "{name}: {} is gone; only nothing is as if left out",
                    number.key
                );
                continue;
            };
            let now = now.typical();
            assert!(number.about.domain.accept(now).is_ok(), "{name}: {} = {now}", number.key);
            // Members who are followed one by one are as many as somebody types.
            let counted = counted(valid.clone());
            if valid.clock.steps <= LONG {
                let outcome = sample(&counted, 1, 1);
                let users = outcome.column(&Metric::NewUsers).expect("a metric")[0];
                assert!(users.is_finite(), "{name}: {} = {now}: {users}", number.key);
                taken.push(valid);
            }
        }
        if on_paper == OnPaper::LeastAndMost && taken.len() > 2 {
            taken.drain(1..taken.len() - 1);
        }
        taken.iter().for_each(|valid| drop(theory::theory(valid)));
    });
}

#[test]
fn whatever_is_put_into_a_number_is_refused_or_can_be_simulated() {
    is_refused_or_runs("specimen", &specimen(), OnPaper::All);
    for (name, scenario) in shipped() {
        let short = |scenario: &mut Scenario| {
            scenario.expect.clear();
            // Steps so short that few of them see several rounds of sharing.
            scenario.clock.step_is = StepIs::Named;
            scenario.clock.step_minutes = scenario.clock.step_minutes.min(120);
            scenario.clock.steps = scenario.clock.steps.min(8);
            scenario.events.clear();
            scenario.segments.iter_mut().for_each(|segment| segment.seeds.retain(|wave| wave.at_days == 0.0));
        };
        let mut scenario = scenario;
        short(&mut scenario);
        if scenario.clone().validate().is_ok() {
            is_refused_or_runs(&name, &scenario, OnPaper::LeastAndMost);
        }
    }
}

/// A number as a file has it.
fn written(meaning: Meaning, number: f64) -> String {
    if meaning == Meaning::Days { format!("{number}d") } else { format!("{number}") }
}

/// One list of bounds: the reader refuses what the check of a scenario built in Rust refuses, for the same reason.
#[test]
fn the_reader_and_the_checks_refuse_the_same() {
    let source = Source::new("specimen.yaml", SPECIMEN);
    let tried =
        [0.0, 1e-9, 0.4, 0.5, 1.0, 1.5, 7.0, 35.0, 150.0, 36_500.0, 36_501.0, 1e6, 1e6 + 1.0, 1e12, 2e12];
    let keys: Vec<String> = specimen().numbers().iter().map(|number| number.key.to_string()).collect();
    // A plain chance to share has no map of keys around it.
    let is_writable =
        |key: &str| key.strip_suffix(".again").is_none_or(|share| !keys.iter().any(|key| key == share));
    for number in specimen().numbers().into_iter().filter(|number| is_writable(&number.key.to_string())) {
        // A share of the price is told from money by its per cent.
        let share = number.about.pattern.ends_with(".cost") && number.about.meaning == Meaning::Chance;
        for value in tried {
            let text =
                if share { format!("{}%", value * 100.0) } else { written(number.about.meaning, value) };
            let read = load(&source, &[Override::new(format!("{}={text}", number.key))]);
            let mut changed = specimen();
            let built = number.set(&mut changed, value);
            match (read, built) {
                (Err(problems), Err(kind)) => {
                    // A percentage that is too large is told as one.
                    let same = problems.iter().any(|problem| problem.kind == kind) || share;
                    assert!(same, "{}={text}: {problems:?}, {kind:?}", number.key);
                }
                (read, built) => {
                    let checked = built.map(|()| changed.validate().err());
                    let same = read.is_ok() == matches!(checked, Ok(None));
                    assert!(same, "{}={text}: {:?}, {checked:?}", number.key, read.err());
                }
            }
        }
    }
}

/// What stands for a number where a file says nothing.
#[test]
fn fallbacks_are_those_of_the_reader() {
    let smallest = "
name: x
days: 10
seeds: 5
share: { content: 0.3 }
contacts: 12
join: 6%
incentive: [{ when: join, cost: 1 }]
price: { start: 5 }
events: [{ at: 1d, for: 1d, share: 2 }]
novelty: { half_life: 1d }
community: {}
ban: { per_participant: 0.1 }
";
    let scenario = Scenario::from_yaml(smallest).unwrap_or_else(|problems| panic!("{problems}"));
    let given = ["days", "events.0.share"];
    let mut looked_at = BTreeSet::new();
    for number in scenario.numbers() {
        if let Fallback::Number(fallback) = number.about.fallback
            && !["share.content"].iter().any(|key| number.key.to_string().ends_with(key))
            && !given.contains(&number.key.to_string().as_str())
        {
            assert_eq!(number.value, Quantity::Known(fallback), "{}", number.key);
            looked_at.insert(number.about.pattern.clone());
        }
    }
    assert!(looked_at.len() > 17, "{looked_at:#?}");
}

/// The numbers of the specimen by pattern, in full and in short.
fn patterns() -> BTreeSet<String> {
    every_number().into_iter().flat_map(|about| [Some(about.pattern), about.short]).flatten().collect()
}

#[test]
fn the_list_has_every_number_of_the_schema_and_no_other() {
    let (list, schema) = (patterns(), numbers_of_schema());
    let missing: Vec<&String> = schema.difference(&list).collect();
    assert!(missing.is_empty(), "the list lacks {missing:#?}");
    let invented: Vec<&String> = list.difference(&schema).collect();
    assert!(invented.is_empty(), "the schema lacks {invented:#?}");
}

#[test]
fn scenarios_have_no_number_beside_the_list() {
    let known: BTreeSet<String> = every_number().into_iter().map(|about| about.pattern).collect();
    for (name, scenario) in shipped().into_iter().chain([("specimen".to_owned(), specimen())]) {
        for number in scenario.numbers() {
            assert!(known.contains(&number.about.pattern), "{name}: {}", number.about.pattern);
            assert_eq!(number.get(&scenario), Some(number.value.clone()), "{name}: {}", number.key);
        }
    }
}

/// Keys of the schema whose value can be a number, with `<…>` for names and positions.
fn numbers_of_schema() -> BTreeSet<String> {
    let root = schema();
    let mut found = BTreeSet::new();
    collect(&root, &root, &mut Vec::new(), &mut found);
    // What a segment has stands at the top level too, where it is the default of all segments.
    let person = |pattern: &String| found.contains(&format!("segments.<name>.{pattern}"));
    // A wave may stand alone in place of the list of them.
    let alone = |pattern: &String| {
        let listed = pattern.replace(".seeds.", ".seeds.<i>.");
        listed != *pattern && found.contains(&listed)
    };
    found.iter().filter(|pattern| !person(pattern) && !alone(pattern)).cloned().collect()
}

fn collect(root: &Value, schema: &Value, path: &mut Vec<String>, found: &mut BTreeSet<String>) {
    if let Some(target) = schema["$ref"].as_str().and_then(|link| link.strip_prefix('#')) {
        collect(root, root.pointer(target).expect("links lead somewhere"), path, found);
    }
    // Durations are texts that begin with a number, and so may be all the others; dates are not.
    let is_number = |pattern: &str| pattern.contains("[0-9０-９") && !pattern.contains("{4}");
    if schema["pattern"].as_str().is_some_and(is_number) {
        found.insert(path.join("."));
    }
    for option in ["anyOf", "oneOf", "allOf"].iter().filter_map(|name| schema[*name].as_array()).flatten() {
        collect(root, option, path, found);
    }
    if let Some(items) = schema.get("items") {
        within("<i>", root, items, path, found);
    }
    if let Some(inner) = schema.get("additionalProperties").filter(|inner| inner.is_object()) {
        let family = match path.last().map_or("", String::as_str) {
            "segments" => "<name>",
            "funnel" => "<stage>",
            "retention" | "value" | "cost" | "list" => "<time>",
            "by_invites" => "<invites>",
            "table" => "<value>",
            "recruits" | "recruits_for_bait" => "<segment>",
            "channels" => "<channel>",
            "blocks" => "<block>",
            other => panic!("`{other}` has names that the list does not know"),
        };
        within(family, root, inner, path, found);
    }
    let is_english = |(name, _): &(&String, &Value)| name.is_ascii();
    for (name, inner) in schema["properties"].as_object().into_iter().flatten().filter(is_english) {
        within(name, root, inner, path, found);
    }
}

fn within(name: &str, root: &Value, schema: &Value, path: &mut Vec<String>, found: &mut BTreeSet<String>) {
    path.push(name.to_owned());
    collect(root, schema, path, found);
    path.pop();
}

/// The reference page, made from the list.
const PAGE: &str = "docs/numbers.md";

/// Written anew with `KFACTOR_WRITE_PAGES=1 cargo test --test numbers`.
#[test]
fn the_reference_page_is_that_of_the_list() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    let page = page();
    if std::env::var_os("KFACTOR_WRITE_PAGES").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    }
    let written = fs::read_to_string(&path).expect("the page is there").replace("\r\n", "\n");
    assert!(
        written == page,
        "{PAGE} is not that of the list: KFACTOR_WRITE_PAGES=1 cargo test --test numbers"
    );
}

fn page() -> String {
    let mut page = String::from(
        "# All numbers of a scenario\n\n\
         Made from the list that the program itself reads; `tests/numbers.rs` holds this page up to date. What the keys \
         mean together is told in [scenario.md](scenario.md).\n\n\
         `<name>` stands for the name of a segment, `<i>` for a position in a list, counted from 0 (of a reward also its \
         name). A short form leaves out the rest of the key: `segments.core.contacts` is \
         `segments.core.contacts.mean` where nothing else is said of the contacts. In a scenario without segments, and \
         for what all segments have in common, `segments.<name>.` is left out.\n\n\
         | key | short form | measures | possible | without it | may be uncertain | what it is |\n\
         |---|---|---|---|---|---|---|\n",
    );
    let mut list = every_number();
    list.sort_by(|a, b| a.pattern.cmp(&b.pattern));
    for about in list {
        let short = about.short.as_ref().map_or(String::new(), |short| format!("`{short}`"));
        let uncertain = if about.uncertain { "yes" } else { "no" };
        let (unit, possible, without) = (measures(about.meaning), possible(&about), without(&about));
        let About { pattern, words, .. } = &about;
        let _ = writeln!(
            page,
            "| `{pattern}` | {short} | {unit} | {possible} | {without} | {uncertain} | {words} |"
        );
    }
    page
}

fn measures(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Chance => "chance or share",
        Meaning::Weight => "weight",
        Meaning::People => "people",
        Meaning::PeoplePerDay => "people per day",
        Meaning::Rate => "times per day",
        Meaning::PeoplePerHour => "people per hour",
        Meaning::Invitations => "invitations",
        Meaning::Pieces => "pieces",
        Meaning::Money => "money",
        Meaning::Days => "time",
        Meaning::Factor => "factor",
        Meaning::Shape => "shape of a law",
        Meaning::Count => "count",
        _ => "number",
    }
}

fn possible(about: &About) -> String {
    let bounds = about.domain.bounds;
    let unit = |number: f64| if about.meaning == Meaning::Days && number > 0.0 { "d" } else { "" };
    let [min, max] = [bounds.min, bounds.max].map(|end| format!("{}{}", grouped(end), unit(end)));
    let from = if bounds.above_min { format!("above {min}") } else { min };
    let whole = if about.domain.whole { ", whole" } else { "" };
    format!("{from} to {max}{whole}")
}

/// A number with `_` between thousands, as a scenario may have it.
fn grouped(number: f64) -> String {
    let digits = format!("{number}");
    if number.fract() != 0.0 || digits.len() > 16 {
        return digits;
    }
    let from_end = |(at, digit): (usize, char)| {
        let gap = at > 0 && (digits.len() - at).is_multiple_of(3);
        if gap { format!("_{digit}") } else { digit.to_string() }
    };
    digits.chars().enumerate().map(from_end).collect()
}

fn without(about: &About) -> String {
    match about.fallback {
        Fallback::Required => "–".to_owned(),
        Fallback::Number(number) if about.meaning == Meaning::Days => format!("{number}d"),
        Fallback::Number(number) => grouped(number),
        Fallback::Absent => "none".to_owned(),
        Fallback::Beside(key) => format!("as `{key}`"),
        _ => String::new(),
    }
}
