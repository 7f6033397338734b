//! `docs/scenario.md` and its Chinese page name every key of the schema, and no key that does not exist; `docs/names.md` says what each is called
//! in Chinese.

use kfactor::input::{LAST_STAGE, key_names, measure_names, path_in_chinese, word_names};
use kfactor::metrics::{Metric, Risk, Scalar, Series};
use kfactor::words::Lang;
use kfactor::words::schema::told;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// In both languages.
const REFERENCES: [(&str, &str); 2] = [
    ("docs/scenario.md", include_str!("../docs/scenario.md")),
    ("docs/scenario.zh.md", include_str!("../docs/scenario.zh.md")),
];

/// Stages of a funnel have free names; the schema knows none of them, the reference explains the last.
const BEYOND_THE_SCHEMA: [&str; 1] = ["funnel.join"];

#[test]
fn the_reference_names_every_key() {
    for (page, text) in REFERENCES {
        let named = keys_named(text);
        let missing: Vec<String> = keys_of_schema().into_iter().filter(|key| !named.contains(key)).collect();
        assert!(missing.is_empty(), "{page} does not explain {missing:#?}");
    }
}

#[test]
fn the_reference_invents_no_key() {
    let mut known = keys_of_schema();
    known.extend(BEYOND_THE_SCHEMA.map(str::to_owned));
    for (page, text) in REFERENCES {
        let named = keys_named(text).into_iter();
        let invented: Vec<String> = named.filter(|key| !known.contains(key)).collect();
        assert!(invented.is_empty(), "{page} explains what does not exist: {invented:#?}");
    }
}

/// Keys in the first cells of the reference's tables: `dotted.names` in code style.
fn keys_named(reference: &str) -> BTreeSet<String> {
    let first_cells = reference.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let code = first_cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let is_key = |text: &&str| text.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '.'));
    code.filter(is_key).map(str::to_owned).collect()
}

/// Dotted names of all keys; positions in lists and free names are left out, and so are keys of a
/// segment or channel that are the same at the top level.
fn keys_of_schema() -> BTreeSet<String> {
    let root = serde_json::to_value(kfactor::input::schema()).expect("a schema is JSON");
    let mut keys = BTreeSet::new();
    collect(&root, &root, "", &mut keys);
    let within = |key: &String, of: &str| key.strip_prefix(of).is_some_and(|rest| keys.contains(rest));
    let inherited =
        |key: &String| ["segments.", "channels.", "segments.channels."].iter().any(|of| within(key, of));
    keys.iter().filter(|key| !inherited(key)).cloned().collect()
}

fn collect(root: &Value, schema: &Value, path: &str, keys: &mut BTreeSet<String>) {
    if let Some(target) = schema["$ref"].as_str().and_then(|link| link.strip_prefix('#')) {
        collect(root, root.pointer(target).expect("links lead somewhere"), path, keys);
    }
    for option in ["anyOf", "oneOf", "allOf"].iter().filter_map(|name| schema[*name].as_array()).flatten() {
        collect(root, option, path, keys);
    }
    for inner in ["items", "additionalProperties"].iter().filter_map(|name| schema.get(name)) {
        collect(root, inner, path, keys);
    }
    // Their Chinese names are links to them.
    let is_english = |(name, _): &(&String, &Value)| name.is_ascii();
    for (name, inner) in schema["properties"].as_object().into_iter().flatten().filter(is_english) {
        let key = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        collect(root, inner, &key, keys);
        keys.insert(key);
    }
}

/// Whoever reads Chinese sees no English word in what an editor shows of a key.
#[test]
fn every_description_of_the_schema_is_told_in_chinese() {
    fn collect(schema: &Value, texts: &mut Vec<String>) {
        let own = schema.get("description").and_then(Value::as_str);
        texts.extend(own.map(str::to_owned));
        let inner = schema.as_object().into_iter().flat_map(|map| map.values());
        inner.chain(schema.as_array().into_iter().flatten()).for_each(|inner| collect(inner, texts));
    }
    let mut texts = Vec::new();
    collect(&told(kfactor::input::schema(), Lang::Zh), &mut texts);
    assert!(texts.len() > 250);
    texts.retain(|text| text.is_ascii());
    assert!(texts.is_empty(), "src/words/schema.rs has nothing for {texts:#?}");
}

/// The page of all names, made from the schema and the tables of names.
const NAMES: &str = "docs/names.md";

/// Written anew with `KFACTOR_WRITE_PAGES=1 cargo test --test reference`.
#[test]
fn the_page_of_names_is_that_of_the_tables() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(NAMES);
    let page = page_of_names();
    if std::env::var_os("KFACTOR_WRITE_PAGES").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    }
    let written = fs::read_to_string(&path).expect("the page is there").replace("\r\n", "\n");
    assert!(
        written == page,
        "{NAMES} is not that of the tables: KFACTOR_WRITE_PAGES=1 cargo test --test reference"
    );
}

fn page_of_names() -> String {
    let mut page = String::from(
        "# Names in Chinese · 中文名称\n\n\
         Keys, fixed words and what is measured may be written in English or in Chinese, also side by side in one file. \
         `kfactor fix FILE --keys zh` puts all keys of a file into Chinese, `--keys en` into English. Made from the tables \
         that the program itself reads; `tests/reference.rs` holds this page up to date. What the keys mean is told in \
         [scenario.md](scenario.md).\n\n\
         方案里的键、固定的词和指标，中文英文都能写，同一个文件里也可以混用。`kfactor fix 文件 --keys zh` 把键都换成中文，`--keys en` 都换成英文。\
         “也认”一栏的写法同样看得懂。\n\n\
         ## Keys · 键\n\n| key | 中文 | 也认 |\n|---|---|---|\n",
    );
    let keys: BTreeSet<String> =
        keys_of_schema().into_iter().chain(BEYOND_THE_SCHEMA.map(str::to_owned)).collect();
    for key in keys {
        if key == "funnel.join" {
            row(&mut page, "funnel.join", &path_in_chinese(&key), &LAST_STAGE);
            continue;
        }
        let parts: Vec<&str> = key.split('.').collect();
        let named = |at: usize| key_names(if at == 0 { "" } else { parts[at - 1] }, parts[at]);
        let path: Vec<&str> = (0..parts.len()).filter_map(|at| named(at).first().copied()).collect();
        row(&mut page, &key, &path.join("."), &named(parts.len() - 1));
    }
    page.push_str("\n## Fixed words · 固定的词\n\n| word | 中文 | 也认 |\n|---|---|---|\n");
    let mut words = BTreeSet::from(["true".to_owned(), "false".to_owned()]);
    words_of(&kfactor::input::schema(), &mut words);
    for word in words {
        let names = word_names(&word);
        let names = if names.is_empty() { key_names("", &word) } else { names.to_vec() };
        row(&mut page, &word, names[0], &names);
    }
    page.push_str("\n## In `expect` · 预期里的指标\n\n| name | 中文 | 也认 |\n|---|---|---|\n");
    let mut measures: Vec<String> =
        Metric::of_every_campaign().map(|metric| metric.name().into_owned()).collect();
    measures.extend(["stage_see".to_owned(), "reached_3".to_owned()]);
    let others = Series::ALL
        .map(Series::name)
        .into_iter()
        .chain(Risk::ALL.map(Risk::name))
        .chain(Scalar::ALL.map(Scalar::name));
    for name in others {
        if !measures.iter().any(|known| known == name) {
            measures.push(name.to_owned());
        }
    }
    for name in measures {
        let names = measure_names(&name);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        row(&mut page, &name, names[0], &names);
    }
    page.push_str(
        "\n`P(…)` 写作 `概率(…)`，`timeline(…, day 3)` 写作 `走势(…, 第3天)`，`theory.` 写作 `理论.`；`mean` 平均，`median` 中位数，\
         `p05` 和 `p95` 是 90%下限 和 90%上限，`p25` 和 `p75` 是 50%下限 和 50%上限，其余写 `分位97.5`。\n",
    );
    page
}

fn row(page: &mut String, name: &str, shown: &str, all: &[&str]) {
    let understood: Vec<String> = all.iter().skip(1).map(|name| format!("`{name}`")).collect();
    let _ = writeln!(page, "| `{name}` | `{shown}` | {} |", understood.join("、"));
}

/// What English names stand in the code of a Chinese sentence, and what Chinese ones that no table has. Those of problems are
/// chosen when they are told (`tests/errors.rs`).
#[test]
fn sentences_in_chinese_call_things_by_their_names() {
    let english = english_names();
    let chinese: BTreeSet<String> = chinese_names(&english);
    let mut complaints = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/words"), &mut |path, text| {
        for code in literals(text).into_iter().filter(|text| is_chinese(text)).flat_map(code_of) {
            if let Some(name) = foreign_name(&code, &english, &chinese) {
                complaints.push(format!("{}: `{code}`: {name}", path.display()));
            }
        }
    });
    assert!(complaints.is_empty(), "{complaints:#?}");
}

/// Every source of a folder but those of problems, and what the schema says, which is checked where it stands.
fn sources(folder: &Path, visit: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() && !path.ends_with("problem") {
            sources(&path, visit);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("schema.rs")
        {
            visit(&path, &fs::read_to_string(&path).expect("it is text"));
        }
    }
}

/// The texts between quotation marks, line by line.
fn literals(source: &str) -> Vec<String> {
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

fn is_chinese(text: &str) -> bool {
    text.contains(|c: char| is_han(c) || matches!(c, '（' | '，' | '。' | '：' | '；'))
}

fn code_of(text: String) -> Vec<String> {
    let code = text.split('`').skip(1).step_by(2);
    code.filter(|code| !code.starts_with("kfactor") && !code.starts_with("--")).map(str::to_owned).collect()
}

/// The first name of a bit of code that is English, or in no table.
fn foreign_name(code: &str, english: &BTreeSet<String>, chinese: &BTreeSet<String>) -> Option<String> {
    if chinese.contains(code) {
        return None;
    }
    // What is put in later stands in braces without a space.
    let fixed: String = code
        .split('{')
        .map(|part| {
            part.split_once('}').map_or(
                part,
                |(inside, behind)| {
                    if inside.contains([' ', ':']) { part } else { behind }
                },
            )
        })
        .collect::<Vec<_>>()
        .join(" ");
    let of_name = |c: char| is_han(c) || c.is_ascii_alphabetic() || c == '_';
    let is_foreign = |name: &&str| match name.starts_with(is_han) {
        true => !chinese.contains(*name),
        false => english.contains(*name),
    };
    fixed.split(|c| !of_name(c)).filter(|name| !name.is_empty()).find(is_foreign).map(str::to_owned)
}

/// Keys, words and what is measured, as a scenario in English has them.
fn english_names() -> BTreeSet<String> {
    let parts = |key: String| key.split('.').map(str::to_owned).collect::<Vec<_>>();
    let mut names: BTreeSet<String> = keys_of_schema().into_iter().flat_map(parts).collect();
    words_of(&kfactor::input::schema(), &mut names);
    names.extend(Metric::of_every_campaign().map(|metric| metric.name().into_owned()));
    names.extend(Series::ALL.map(|it| it.name().to_owned()));
    names.extend(Risk::ALL.map(|it| it.name().to_owned()));
    names.extend(Scalar::ALL.map(|it| it.name().to_owned()));
    names.extend(["theory", "mean", "median", "true", "false"].map(str::to_owned));
    names
}

fn chinese_names(english: &BTreeSet<String>) -> BTreeSet<String> {
    let of = |name: &String| {
        let keys =
            english.iter().flat_map(|above| key_names(above, name)).chain(word_names(name).iter().copied());
        let keys: BTreeSet<String> = keys.map(str::to_owned).collect();
        keys.into_iter().chain(measure_names(name)).collect::<Vec<_>>()
    };
    let units = ["理论", "平均", "中位数", "小时", "万", "天"].map(str::to_owned);
    english.iter().flat_map(of).chain(units).chain(LAST_STAGE.map(str::to_owned)).collect()
}

/// The fixed words of a schema.
fn words_of(schema: &Value, words: &mut BTreeSet<String>) {
    let known = schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
    words.extend(known.filter(|word| word.is_ascii()).map(str::to_owned));
    let inner = schema.as_object().into_iter().flat_map(|map| map.values());
    inner.chain(schema.as_array().into_iter().flatten()).for_each(|inner| words_of(inner, words));
}

mod the_checks_themselves {
    use super::*;

    #[test]
    fn foreign_names_are_found() {
        let english = english_names();
        let chinese = chinese_names(&english);
        let found = |code: &str| foreign_name(code, &english, &chinese);
        assert_eq!(found("anyway: 10% to 30%").as_deref(), Some("anyway"));
        assert_eq!(found("响应时间: {{ exponential: 12小时 }}").as_deref(), Some("exponential"));
        assert_eq!(found("响应时间: {{ 指数: 12小时 }}"), None);
        assert_eq!(found("theory.{name}").as_deref(), Some("theory"));
        assert_eq!(found("自然会到").as_deref(), Some("自然会到"));
        assert_eq!(found("总成本（含待兑现）"), None);
        assert_eq!(found("步长: {length}"), None);
    }

    #[test]
    fn keys_are_read_from_first_cells_only() {
        let text = "| `a.b`, `c` | `d` | words |\n| `e: 1` | law |\nWords with `f`.\n";
        assert_eq!(keys_named(text), BTreeSet::from(["a.b".to_owned(), "c".to_owned()]));
    }

    #[test]
    fn keys_are_found_behind_links_lists_and_choices() {
        let schema = serde_json::json!({
            "properties": {
                "a": { "anyOf": [{ "type": "number" }, { "$ref": "#/$defs/A" }] },
                "l": { "items": { "properties": { "x": {} } } },
            },
            "$defs": { "A": { "properties": { "b": {} } } },
        });
        let mut keys = BTreeSet::new();
        collect(&schema, &schema, "", &mut keys);
        assert_eq!(keys.into_iter().collect::<Vec<_>>(), ["a", "a.b", "l", "l.x"]);
    }
}
