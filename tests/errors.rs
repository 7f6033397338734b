//! What a user reads when a scenario is wrong: one picture per file of `tests/errors`, in both languages.

use kfactor::input::{Keys, Override, grid, load, rewrite};
use kfactor::metrics::{Metric, Risk, Scalar, Series};
use kfactor::output::answer::problems::{Texts, coloured, of_grid, plain};
use kfactor::problem::{Problem, ProblemKind};
use kfactor::scenario::{Expectation, IdleKey, Scenario};
use kfactor::words::Lang;
use kfactor::words::problem::words_with_chinese_keys;
use kfactor::yaml::Source;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const VALID: &str = "
name: 考研资料海报
days: 14
step: 1h
start: 2026-03-02 20:00
market: 200_000
segments:
  core: &core
    seeds: [{ at: 0h, count: 200 }, { at: 3d, count: 50 to 150 }]
    share: { content: 5%, social: 0.04, reward: { max: 0.4, half: 10 }, after: 30m to 2h, again: 0.3 }
    contacts: { mean: 40, k: 0.5 }
    funnel: { see: 20%, scan: 3% to 9%, join: 0.5 }
    join_reward: { table: { 0: 0, 5: 0.12, 20: 30% } }
    delay: { lognormal: { median: 45m, sigma: 1.2 } }
    retention: { 1d: 0.8, 7d: 0.5, 30d: 0.2 }
    recruits: { core: 0.1, 路人: 0.9 }
    buys: { per_day: 0.01, margin: 12 }
  路人: { <<: *core, seeds: 800, recruits: { 路人: 1 } }
incentive:
  - { name: course, to: inviter, when: { invites: 3 }, value: 299, cost: 6, stock: 3000, redeem: 0.8 }
  - { to: inviter, when: join, value: 5, cost: 5, cap: 20, if_stays: 7d }
  - { to: invitee, when: join, value: 5, cost: 5 }
  - { to: upline, when: join, cost: 10% }
budget: { limit: 30000, when_exhausted: end_campaign }
price: { start: 9.9, step: 5, every: 10000 }
hours: wechat
weekdays: [1, 1, 1, 1, 1, 2, 2]
events: [{ at: 5d, for: 2d, share: 1.5 }]
ban: { per_participant: 1e-5, then: { pause: 3d } }
expect:
  - new_users.p50 >= 5000
  - P(timeline(cost, day 3) > 30000) <= 5%
  - 'theory.k < 1'
";

fn problems(text: &str) -> Vec<Problem> {
    load(&Source::new("scenario.yaml", text), &[]).err().unwrap_or_default()
}

fn files(dir: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(dir);
    let Ok(entries) = fs::read_dir(root) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    files.sort();
    files
}

fn picture(source: &Source, overrides: &[Override], lang: Lang) -> String {
    let problems = load(source, overrides).expect_err("something is wrong");
    plain(&problems, Texts { source, overrides }, lang)
}

#[test]
fn every_wrong_scenario_has_its_picture() {
    let files = files("tests/errors");
    assert!(files.len() > 20);
    for path in files {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let source = Source::from_bytes(format!("{name}.yaml"), &fs::read(&path).unwrap());
        insta::assert_snapshot!(format!("{name}.en"), picture(&source, &[], Lang::En));
        insta::assert_snapshot!(format!("{name}.zh"), picture(&source, &[], Lang::Zh));
    }
}

/// In a text whose keys are Chinese, what is said of it names them in Chinese: no English key, word or metric is left but
/// those that the text has itself.
#[test]
fn problems_of_a_text_in_chinese_name_its_keys() {
    let english = names_of_schema();
    let mut told = 0;
    for path in files("tests/errors") {
        let source = Source::from_bytes("x.yaml", &fs::read(&path).unwrap());
        let Ok(written) = rewrite(&source, Keys::Chinese) else { continue };
        let (text, source) = (written.text.clone(), Source::new("x.yaml", &written.text));
        for problem in load(&source, &[]).err().unwrap_or_default() {
            // What segments are called is for the text, and who has none has one of the program's own.
            if matches!(problem.kind, ProblemKind::UnknownSegment { .. }) {
                continue;
            }
            let words = words_with_chinese_keys(&problem, None, Lang::Zh);
            for said in [words.title, words.label, words.help.unwrap_or_default()] {
                for code in said.split('`').skip(1).step_by(2).filter(|code| !code.starts_with("kfactor")) {
                    told += 1;
                    // Files are called as anybody likes.
                    let code =
                        code.split(' ').filter(|word| !word.contains(".csv")).collect::<Vec<_>>().join(" ");
                    let names = code.split(|c: char| !(c.is_ascii_alphabetic() || c == '_'));
                    let left: Vec<&str> = names.filter(|name| english.contains(*name)).collect();
                    let is_own = left.iter().all(|name| text.contains(name));
                    assert!(is_own, "{}: `{code}` in {said}", path.display());
                }
            }
        }
    }
    assert!(told > 200, "{told}");
}

/// Keys, words and what is measured.
fn names_of_schema() -> BTreeSet<String> {
    fn collect(schema: &serde_json::Value, names: &mut BTreeSet<String>) {
        let keys = schema["properties"].as_object().into_iter().flat_map(|keys| keys.keys().cloned());
        let words = schema["enum"].as_array().into_iter().flatten().filter_map(|word| word.as_str());
        names.extend(keys.chain(words.map(str::to_owned)).filter(|name| name.is_ascii() && name.len() > 1));
        let inner = schema.as_object().into_iter().flat_map(|map| map.values());
        inner.chain(schema.as_array().into_iter().flatten()).for_each(|inner| collect(inner, names));
    }
    let mut names =
        BTreeSet::from(["true", "false", "theory", "timeline", "mean", "median"].map(str::to_owned));
    collect(&kfactor::input::schema(), &mut names);
    names.extend(Metric::of_every_campaign().map(|metric| metric.name().into_owned()));
    names.extend(Series::ALL.map(|it| it.name().to_owned()));
    names.extend(Risk::ALL.map(|it| it.name().to_owned()));
    names.extend(Scalar::ALL.map(|it| it.name().to_owned()));
    names
}

#[test]
fn problems_of_overrides_are_shown_in_the_override() {
    let source = Source::new("scenario.yaml", VALID);
    let overrides = [
        "segments.core.share.agian=0.5",
        "incentive.0.invites=0",
        "incentive.9.value=3",
        "days.long=3",
        "nonsense",
        "segments.路人.join=35",
        "price=[",
        "join=",
        "contacts=9",
    ]
    .map(Override::new);
    insta::assert_snapshot!(picture(&source, &overrides, Lang::En));
}

#[test]
fn the_valid_one_is_valid() {
    let scenario = Scenario::from_yaml(VALID).unwrap_or_else(|problems| panic!("{problems}"));
    let keys: Vec<&str> = scenario.inputs.iter().map(|input| input.key.as_str()).collect();
    assert_eq!(
        keys,
        ["segments.core.seeds.1.count", "segments.core.share.after", "segments.core.funnel.scan"],
        "what the anchor stands for is written once"
    );
    assert!(scenario.inputs.iter().enumerate().all(|(index, input)| input.id == index));
    assert_eq!(scenario.clone().into_inner().validate(), Ok(scenario));
}

const TWO: &str = "name: x\ndays: 5\ncontacts: 3\njoin: 10%\nchurn: 5%\nsegments:\n  \
                   a: { seeds: 9, share: 0.2, funnel: { see: 50%, join: 20% } }\n  \
                   b: { seeds: 1, share: 0.1, join: 30%, churn: 1% }\n";

/// In a file it is told and the campaign runs; who types it wants something else to happen than nothing.
#[test]
fn a_key_that_nobody_uses_is_told() {
    let idle = |text: &str| Scenario::from_yaml(text).unwrap().into_inner().idle;
    let meant = ["segments.a.funnel.join", "segments.b.join"].map(str::to_owned).to_vec();
    assert_eq!(idle(TWO), [IdleKey { key: "join".to_owned(), meant: meant.clone() }]);
    assert_eq!(idle(&TWO.replace("join: 30%, ", "")), [], "b uses it");
    // What hunters cannot have they do not have in place of it.
    assert_eq!(idle(&TWO.replace("churn: 1%", "fake: true").replace("join: 10%\n", "")), []);
    let problems =
        |change: &str| load(&Source::new("x", TWO), &[Override::new(change)]).err().unwrap_or_default();
    for change in ["join=15%", " join = 0.2"] {
        let [problem] = &problems(change)[..] else { panic!("one problem") };
        assert_eq!(problem.kind, ProblemKind::IdleKey { key: "join", meant: meant.clone() });
    }
    assert_eq!(problems("segments.b.join=5%"), []);
    assert_eq!(problems("churn=1%"), []);
}

/// The same where every channel has its own.
#[test]
fn a_key_that_no_channel_uses_is_told() {
    let idle = |text: &str| Scenario::from_yaml(text).unwrap().into_inner().idle;
    let told = |key: &str, meant: &[&str]| IdleKey {
        key: key.to_owned(),
        meant: meant.iter().map(|&key| key.to_owned()).collect(),
    };
    let channels = "channels: { a: { contacts: 3, join: 10%, delay: 1d }, b: { contacts: 9, funnel: { see: 20%, join: 5% } } }";
    let text =
        format!("name: x\ndays: 5\nseeds: 9\nshare: 0.2\ncontacts: 3\njoin: 10%\ndelay: 2d\n{channels}\n");
    let of_all = [
        told("contacts", &["channels.a.contacts", "channels.b.contacts"]),
        told("join", &["channels.a.join", "channels.b.funnel.join"]),
    ];
    assert_eq!(idle(&text), of_all);
    assert_eq!(
        idle(&text.replace("contacts: 9, ", "").replace("a: { contacts: 3, join: 10%", "a: { contacts: 3")),
        []
    );
    let of_one = "segments:\n  one: { seeds: 9, join: 7% }\n  two: { channels: { c: { join: 1% } } }\n";
    let of_segments = [
        told("join", &["segments.one.join", "segments.two.channels.c.join"]),
        told("join", &["channels.a.join", "channels.b.funnel.join"]),
    ];
    let text = text.replace("seeds: 9\n", "").replace("delay: 2d\n", "");
    assert_eq!(idle(&format!("{text}{of_one}")), of_segments);
}

/// A debug build on a busy machine gets half a second; what the guard is there for takes minutes.
fn at_once<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    assert!(start.elapsed() < Duration::from_millis(500), "{what} took {:?}", start.elapsed());
    result
}

#[test]
fn nasty_inputs_are_refused_at_once() {
    let bomb = (1..20).fold("a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(), |text, n| {
        let aliases = vec![format!("*a{}", n - 1); 9].join(", ");
        format!("{text}a{n}: &a{n} [{aliases}]\n")
    });
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(500_000), vec!["*a"; 20_000].join(", "));
    let nasty = [
        ("alias bomb", bomb),
        ("long alias", long),
        ("deep lists", "[".repeat(100_000)),
        ("deep maps", "{a: ".repeat(100_000)),
        ("deep blocks", (0..600).fold(String::new(), |text, n| format!("{text}{}a:\n", " ".repeat(n)))),
        ("10 MB", "name: x\n".repeat(1_250_000)),
        ("many keys", (0..20_000).fold(String::new(), |text, n| format!("{text}k{n}: 1\n"))),
        ("one key often", "k: 1\n".repeat(20_000)),
        (
            "many segments",
            (0..8_000).fold("name: x\ndays: 3\nsegments:\n".to_owned(), |text, n| {
                format!("{text}  s{n}: {{ seeds: 1, share: 0.1, contacts: 3 }}\n")
            }),
        ),
        ("NUL", "name: a\0b\ndays: 3\n".to_owned()),
        ("long line", format!("name: {}\n", "海".repeat(300_000))),
        ("quotes", "\"".repeat(100_000)),
        ("dashes", "- ".repeat(100_000)),
        ("anchors", "&a ".repeat(50_000)),
        ("bang", "!".repeat(50_000)),
    ];
    for (what, text) in nasty {
        let source = Source::new("nasty.yaml", &text);
        let found = at_once(what, || load(&source, &[]).unwrap_err());
        assert!(!found.is_empty(), "{what}");
        at_once(what, || plain(&found, Texts { source: &source, overrides: &[] }, Lang::Zh));
    }
}

/// A scenario of so many segments, parts of a mixture and rewards.
fn many(segments: usize, parts: usize, rewards: usize) -> String {
    let list = |count: usize, item: &str| vec![item; count].join(", ");
    let each = |what: &str, count: usize, item: fn(usize) -> String| {
        (0..count).fold(format!("{what}:\n"), |text, n| format!("{text}  {}\n", item(n)))
    };
    format!(
        "name: x\ndays: 3\nshare: 0.1\njoin: 0.1\ncontacts: {{ mixture: [{}] }}\n{}{}",
        list(parts, "{ weight: 1, mean: 3 }"),
        each("segments", segments, |n| format!("s{n}: {{ seeds: 1 }}")),
        each("incentive", rewards, |n| format!("- {{ name: r{n}, when: join, value: 1 }}")),
    )
}

#[test]
fn the_engine_numbers_no_more_than_64_of_a_kind() {
    assert_eq!(problems(&many(64, 64, 64)), []);
    for (text, key) in
        [(many(65, 3, 3), "segments"), (many(3, 65, 3), "contacts.mixture"), (many(3, 3, 65), "incentive")]
    {
        let found = problems(&text);
        assert_eq!(found.len(), 1, "{key}: {found:?}");
        assert_eq!(found[0].kind, ProblemKind::TooMany { limit: 64 }, "{key}");
        assert_eq!(found[0].path.to_string(), key);
    }
}

#[test]
fn the_schema_refuses_a_step_of_nought() {
    let schema = kfactor::input::schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let of_step = |step: serde_json::Value| serde_json::json!({ "name": "x", "days": 3, "step": step });
    assert!(validator.is_valid(&of_step("1h".into())));
    assert!(!validator.is_valid(&of_step(0.into())));
}

/// A file of people has neither name nor days; a scenario without them is no such file.
#[test]
fn the_schema_admits_a_file_of_people() {
    let validator = jsonschema::validator_for(&kfactor::input::schema()).unwrap();
    let admits = |text: &str| validator.is_valid(&json(serde_yaml::from_str(text).unwrap()));
    assert!(
        admits("{ share: 0.3, contacts: 10, segments: { a: { seeds: 5 } } }")
            && admits("{ 触达: 10, 市场: 1000 }")
    );
    assert!(!admits("{ share: 0.3, runs: 100 }") && !admits("{ name: x, seeds: 3, costs: { fixed: 1 } }"));
}

#[test]
fn chinese_levels_have_wide_colons_in_colour_too() {
    let source = Source::new("x.yaml", "name: x\ndays: ¥3\n");
    let found = load(&source, &[]).unwrap_err();
    let picture = coloured(&found, Texts { source: &source, overrides: &[] }, Lang::Zh);
    for line in picture.lines().filter(|line| line.contains("错误") || line.contains("建议")) {
        assert!(line.contains('：'), "{line}");
    }
}

#[test]
fn chinese_pictures_hold_no_words_of_the_parser() {
    for text in [
        "a: \"\\q\"\n",
        "a: @b\n",
        "a: 'x' y\n",
        "a: |9x\n b\n",
        "%YAML\n---\na: 1\n",
        "a: [b]c\n",
        "a: b\n #\n c\n",
    ] {
        let source = Source::new("x.yaml", text);
        let Err(found) = load(&source, &[]) else { continue };
        let picture = plain(&found, Texts { source: &source, overrides: &[] }, Lang::Zh);
        let title = picture.lines().next().unwrap_or_default();
        assert!(
            !title.chars().any(|c| c.is_ascii_alphabetic()) || title.contains("YAML") || title.contains('`'),
            "{picture}"
        );
    }
}

#[test]
fn bytes_that_are_no_text_are_located() {
    let source = Source::from_bytes("gbk.yaml", b"name: \xBF\xBC\xD1\xD0\ndays: 14\n");
    insta::assert_snapshot!(picture(&source, &[], Lang::En));
}

#[test]
fn marks_and_line_ends_of_windows_change_nothing() {
    let windows = format!("\u{FEFF}{}", VALID.replace('\n', "\r\n"));
    assert_eq!(Scenario::from_yaml(&windows).unwrap(), Scenario::from_yaml(VALID).unwrap());
}

#[test]
fn the_wrong_kinds_are_told_apart() {
    let kind = |text: &str| {
        let base = "name: x\ndays: 3\nseeds: 5\nshare: 0.3\ncontacts: 3\njoin: 0.1\n";
        let found = problems(&format!("{base}{text}\n"));
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.into_iter().next().unwrap().kind
    };
    assert!(matches!(kind("churn: 35"), ProblemKind::ForgottenPerCent { .. }));
    assert!(matches!(kind("churn: 1e308"), ProblemKind::OutOfRange { .. }));
    assert!(matches!(kind("churn: .nan"), ProblemKind::NotFinite));
    assert!(matches!(kind("churn: .inf"), ProblemKind::NotFinite));
    assert!(matches!(kind("churn: -.inf"), ProblemKind::NotFinite));
    assert!(matches!(kind("market: 10_000_000_000_000"), ProblemKind::OutOfRange { .. }));
    assert!(matches!(kind("market: 5%"), ProblemKind::PerCentNotMeant));
    assert_eq!(kind("market: 2 to 4"), ProblemKind::SeedsBeyondMarket { seeds: 5.0, market: 3.0 });
    assert!(matches!(kind("inflow: 1 to 2\nmarket: 4.5"), ProblemKind::NotWhole));
    assert!(matches!(kind("step: 5h"), ProblemKind::StepDoesNotDivideDay));
    assert!(matches!(kind("step: 30"), ProblemKind::NoUnit));
    assert!(matches!(kind("delay: 30"), ProblemKind::NoUnit));
    assert!(matches!(kind("retention: { 1: 50% }"), ProblemKind::NoUnit));
    assert!(matches!(kind("runs: 100 to 200"), ProblemKind::NotCertain));
}

#[test]
fn a_negative_nought_is_nought() {
    let scenario =
        Scenario::from_yaml("name: x\ndays: 3\nseeds: 5\nshare: 0.3\ncontacts: 3\njoin: 0.1\nchurn: -0.0");
    assert!(!format!("{:?}", scenario.unwrap()).contains("-0"));
}

#[test]
fn every_scenario_of_the_repository_is_valid_and_meets_the_schema() {
    let schema = kfactor::input::schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let shipped = [files("scenarios"), files("scenarios/baits"), files("src/cli/templates")].concat();
    for path in &shipped {
        Scenario::from_file(path).unwrap_or_else(|problems| panic!("{}:\n{problems}", path.display()));
    }
    let mut texts: Vec<(String, String)> =
        shipped.iter().map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect();
    texts.push(("the one above".to_owned(), VALID.to_owned()));
    for (name, text) in texts {
        let mut yaml: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
        yaml.apply_merge().unwrap();
        let faults: Vec<String> = validator
            .iter_errors(&json(yaml))
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert_eq!(faults, Vec::<String>::new(), "{name}");
    }
}

/// The scenarios in Chinese say what the English ones say, in other words.
#[test]
fn the_scenarios_in_chinese_say_the_same() {
    let said = |path: &Path| {
        let valid = Scenario::from_file(path).unwrap_or_else(|problems| panic!("{problems}"));
        let mut scenario = valid.into_inner();
        // Statements know where they stand.
        let expected = std::mem::take(&mut scenario.expect).len();
        // Whatever is called by somebody stands in quotation marks.
        let said: String = format!("{scenario:?}").replace("\\\"", "").split('"').step_by(2).collect();
        (expected, said)
    };
    let names = |folder: &str| -> Vec<_> {
        files(folder).into_iter().map(|path| path.file_name().unwrap().to_owned()).collect()
    };
    for folder in ["", "baits/", "networks/"] {
        let [english, chinese] = ["scenarios/", "scenarios/zh/"].map(|root| format!("{root}{folder}"));
        assert_eq!(names(&english), names(&chinese));
        for (english, chinese) in files(&english).iter().zip(&files(&chinese)) {
            assert_eq!(said(english), said(chinese), "{}", chinese.display());
        }
    }
}

/// JSON has only texts as keys; `{ 0: 0, 5: 0.12 }` of YAML has numbers.
fn json(value: serde_yaml::Value) -> serde_json::Value {
    match value {
        serde_yaml::Value::Mapping(map) => map
            .into_iter()
            .map(|(key, value)| {
                let key = key.as_str().map_or_else(|| json(key.clone()).to_string(), str::to_owned);
                (key, json(value))
            })
            .collect(),
        serde_yaml::Value::Sequence(items) => items.into_iter().map(json).collect(),
        other => serde_json::to_value(other).unwrap(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens to a file, the answer is a scenario or problems whose places can be underlined.
    #[test]
    fn mutations_never_panic(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..6u8), 1..6)
    ) {
        const BITS: [&str; 20] = [
            "{", "}", "[", "]", ": ", "- ", "\n", "  ", "\t", "\"", "&a ", "*a", "<<", ".nan", "-1", "1e308", "%", "，",
            " to ", "~",
        ];
        let mut text: Vec<char> = VALID.chars().collect();
        for (at, which, how) in edits {
            let at = at.index(text.len());
            match how {
                0 => { text.remove(at); }
                1 => text.truncate(at.max(1)),
                2 => { let to = which.index(text.len()); text.swap(at, to); }
                3 => { let end = (at + which.index(40)).min(text.len()); text.drain(at..end); }
                _ => { text.splice(at..at, BITS[which.index(BITS.len())].chars()); }
            }
            if text.is_empty() { text.push('x'); }
        }
        let text: String = text.into_iter().collect();
        let source = Source::new("mutant.yaml", &text);
        if let Err(found) = load(&source, &[]) {
            prop_assert!(!found.is_empty());
            let picture = plain(&found, Texts { source: &source, overrides: &[] }, Lang::En);
            prop_assert!(!picture.is_empty());
        }
    }

    /// Whatever a statement says, what is wrong with it can be underlined.
    #[test]
    fn statements_never_panic(text in "(P\\(|timeline\\(|theory\\.|new_users|海报|\\.p50|\\.mean| |day 3|,|\\)|<=|>|≥|＝|5%|1e999|¥3|-|'|\"){0,12}") {
        let scenario = Scenario::new("statements", 14);
        for (at, _) in Expectation::parse(&text, &scenario).err().unwrap_or_default() {
            prop_assert!(text.get(at).is_some());
        }
        let source = Source::new("scenario.yaml", &format!("name: x\ndays: 3\nseeds: 5\nexpect: [{text}]\n"));
        if let Err(found) = load(&source, &[]) {
            let picture = plain(&found, Texts { source: &source, overrides: &[] }, Lang::Zh);
            prop_assert!(!picture.is_empty());
        }
    }

    #[test]
    fn overrides_never_panic(text in "[a-z0-9.=\\[\\]{}: 海%-]{0,30}") {
        let source = Source::new("scenario.yaml", VALID);
        let overrides = [Override::new(text)];
        if let Err(found) = load(&source, &overrides) {
            let picture = plain(&found, Texts { source: &source, overrides: &overrides }, Lang::Zh);
            prop_assert!(!picture.is_empty());
        }
    }

    #[test]
    fn values_to_try_never_panic(
        key in "(share|seeds|incentive[.]0[.]invites|segments[.]core[.]share[.]after|[a-z.]{0,6})",
        values in "((log:)?[0-9]{1,3}(%|h|m|[.]5)?[.][.][0-9]{1,3}(%|h|m)?:[0-9]{1,2},?|[0-9，,.%:'{}\\[\\]]{0,12}){1,2}",
    ) {
        let source = Source::new("scenario.yaml", VALID);
        let varied = [Override::varied(format!("{key}={values}"))];
        match grid(&source, &[], &varied) {
            Ok(grid) => prop_assert!(!grid.designs.is_empty()),
            Err(faults) => prop_assert!(!of_grid(&faults, &source, Lang::Zh).is_empty()),
        }
    }
}
