//! A number put into the text of a scenario: what [`Override`](super::Override) does to a scenario, done to its text, so that
//! comments, order and everything else that was typed stay.

mod difference;
mod texts;

use super::language::is_in_chinese;
use super::set::{Override, apply};
use super::standard::{path_in_chinese, standardise};
use super::typed::tree;
use crate::yaml::Source;
use difference::{difference, same};
use texts::Texts;

/// The text with this number at this key, as `--set` would have it; `None` where that cannot be written there (into a map
/// that another one merges, for example), or there is nothing to write it into.
///
/// ```
/// use kfactor::input::edit;
/// use kfactor::yaml::Source;
///
/// let source = Source::new("poster.yaml", "share: 0.3  # a guess\nincentive: [{ when: join, value: 5 }]\n");
/// let text = edit(&source, "incentive.0.value", "8").unwrap();
/// assert_eq!(text, "share: 0.3  # a guess\nincentive: [{ when: join, value: 8 }]\n");
/// ```
#[must_use]
pub fn edit(source: &Source, key: &str, typed: &str) -> Option<String> {
    // What is added to a text in Chinese is called as the rest of it.
    let key = if is_in_chinese(source, &[]) { path_in_chinese(key) } else { key.to_owned() };
    let change = Override::new(format!("{key}={typed}"));
    let before = tree(source)?;
    let mut after = before.clone();
    if !apply(&mut after, &change, 0).is_empty() || !standardise(&mut after).problems.is_empty() {
        return None;
    }
    let people = source.people().map_or("", Source::text);
    let texts = Texts { file: source.text(), people, change: change.text() };
    let text = match difference(&before, &after) {
        Some(difference) => texts.written(&difference, &before)?,
        None => source.text().to_owned(),
    };
    // Whatever the text looks like: it says what was asked for, and nothing else is changed.
    let edited = Source::new(source.name(), &text).in_folder(source.folder());
    same(&tree(&edited)?, &after).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Written, as_typed};
    use crate::problem::Path;
    use crate::scenario::Scenario;

    fn edited(text: &str, key: &str, typed: &str) -> Option<String> {
        edit(&Source::new("x.yaml", text), key, typed)
    }

    #[test]
    fn a_number_is_changed_where_it_stands() {
        let text =
            "name: a\nsegments:\n  core: # the first\n    share: .3 # guessed\n    contacts: 5\ndays: 7\n";
        let changed = edited(text, "segments.core.share", "40%").unwrap();
        assert_eq!(changed, text.replace(".3 #", "40% #"));
        assert_eq!(edited(text, "days", "9").unwrap(), text.replace("days: 7", "days: 9"));
        assert_eq!(
            edited("a: { b: 1, c: [2, { d: 3 to 4 }] }", "a.c.1.d", "5").unwrap(),
            "a: { b: 1, c: [2, { d: 5 }] }"
        );
    }

    #[test]
    fn a_key_that_is_not_there_is_added_below_its_neighbours() {
        let text = "days: 7\ncosts:\n  fixed: 3 # once\nshare: .3\n";
        assert_eq!(
            edited(text, "costs.per_day", "5").unwrap(),
            "days: 7\ncosts:\n  fixed: 3 # once\n  per_day: 5\nshare: .3\n"
        );
        assert_eq!(
            edited(text, "capacity.total", "20").unwrap(),
            format!("{text}capacity: {{ total: 20 }}\n")
        );
        assert_eq!(
            edited("costs: { fixed: 3 }\n", "costs.per_day", "5").unwrap(),
            "costs: { fixed: 3, per_day: 5 }\n"
        );
        assert_eq!(edited("costs: {}\n", "costs.per_day", "5").unwrap(), "costs: { per_day: 5 }\n");
        let list = "incentive:\n  - name: a\n    value: 1\n  - name: b\n    value: 2\nshare: 1\n";
        let changed = edited(list, "incentive.0.cost", "3").unwrap();
        assert_eq!(
            changed,
            "incentive:\n  - name: a\n    value: 1\n    cost: 3\n  - name: b\n    value: 2\nshare: 1\n"
        );
    }

    #[test]
    fn a_text_in_chinese_is_changed_in_its_places() {
        let text = "天数：14天\n分享: { 内容: 5％ } # 估计\n";
        assert_eq!(edited(text, "days", "21").unwrap(), "天数：21\n分享: { 内容: 5％ } # 估计\n");
        assert_eq!(edited(text, "share.content", "8%").unwrap(), "天数：14天\n分享: { 内容: 8% } # 估计\n");
        assert_eq!(edited(text, "分享.内容", "8％").unwrap(), "天数：14天\n分享: { 内容: 8％ } # 估计\n");
        assert_eq!(
            edited(text, "costs.per_day", "5").unwrap(),
            "天数：14天\n分享: { 内容: 5％ } # 估计\n其他成本: { 每天: 5 }\n"
        );
    }

    #[test]
    fn everybody_is_the_top_level() {
        assert_eq!(edited("share: .3\n", "segments.all.share", ".4").unwrap(), "share: .4\n");
    }

    #[test]
    fn what_others_share_stays_theirs() {
        let text = "a: &x { b: 1, d: 5 }\nc: *x\ne: *x\n";
        assert_eq!(edited(text, "c.b", "2").unwrap(), "a: &x { b: 1, d: 5 }\nc: { b: 2, d: 5 }\ne: *x\n");
        assert_eq!(edited(text, "a.b", "2").unwrap(), "a: { b: 2, d: 5 }\nc: &x { b: 1, d: 5 }\ne: *x\n");
        let text = "a: &x 3 to 4 # so\nc:\n  - { d: *x }\n  - *x\n";
        assert_eq!(edited(text, "a", "2").unwrap(), "a: 2 # so\nc:\n  - { d: &x 3 to 4 }\n  - *x\n");
        let text = "a: &甲\n  b: 1\nc: { <<: *甲, d: 2 }\n";
        assert_eq!(edited(text, "c.b", "2").unwrap(), "a: &甲\n  b: 1\nc: { <<: *甲, d: 2, b: 2 }\n");
        assert_eq!(edited(text, "a.b", "2"), None, "who merges it would have it, too");
        assert_eq!(edited("days: 3\n", "days.x", "2"), None);
        assert_eq!(edited("days: [\n", "days", "2"), None);
    }

    #[test]
    fn a_part_of_what_a_segment_inherits_comes_with_the_whole() {
        let top = "funnel: { see: 50%, join: 10% } # so\nsegments:\n  a: { seeds: 5 }\n  b:\ndays: 3\n";
        assert_eq!(
            edited(top, "segments.a.funnel.see", "60%").unwrap(),
            top.replace("seeds: 5 }", "seeds: 5, funnel: { see: 60%, join: 10% } }")
        );
        assert_eq!(
            edited(top, "segments.b.funnel.join", "9%").unwrap(),
            top.replace("b:", "b: { funnel: { see: 50%, join: 9% } }")
        );
        let text = "触达人数：\n  平均: 3,000\n  分散度: 0.5\n购买:\n- { 每天: 1%，毛利: 5 }\n- { 时间: 3d, 概率: 2%, 毛利: 5 }\n人群：{ 甲: { 种子用户: 5 } }\n";
        let changed = edited(text, "segments.甲.contacts.k", "1").unwrap();
        assert!(changed.contains("{ 种子用户: 5, 触达人数: { 平均: '3000', 分散度: 1 } }"), "{changed}");
        let changed = edited(text, "segments.甲.buys.1.margin", "7").unwrap();
        let list = "购买: [{ 每天: 1%, 毛利: 5 }, { 时间: 3d, 概率: 2%, 毛利: 7 }]";
        assert!(changed.contains(list), "{changed}");
    }

    #[test]
    fn one_wave_needs_no_list() {
        let text = "seeds: { count: 3_000, churn: 0.3% }\n";
        let changed = text.replace("3_000", "4000");
        for key in ["segments.all.seeds.0.count", "seeds.0.count", "seeds.count", "种子用户.0.人数"] {
            assert_eq!(edited(text, key, "4000").as_ref(), Some(&changed), "{key}");
        }
    }

    /// A text beside a file of people.
    fn beside(people: &str, text: &str) -> (tempfile::TempDir, Source) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("crowd.yaml"), people).unwrap();
        let source = Source::new("x.yaml", &format!("people: crowd.yaml\n{text}")).in_folder(folder.path());
        (folder, source)
    }

    #[test]
    fn what_people_in_a_file_of_their_own_say_is_said_anew_as_far_as_it_must() {
        let people = "contacts: { mean: 20, k: .5 }\nbuys: [{ per_day: 1%, margin: 5 }, { at: 3d, chance: 2%, margin: 5 }]\n\
                      segments: { a: { seeds: { count: 9, churn: 1% }, funnel: { see: 50%, join: 5% } }, b: { seeds: 3 } }\n";
        let (_folder, source) = beside(people, "days: 3\n");
        for (key, typed, said) in [
            ("segments.a.funnel.see", "60%", "a: { funnel: { see: 60% } }"),
            ("segments.a.seeds.0.count", "8", "a: { seeds: { count: 8 } }"),
            ("segments.b.contacts.mean", "30", "b: { contacts: { mean: 30, k: .5 } }"),
            (
                "segments.a.buys.1.margin",
                "6",
                "a: { buys: [{ per_day: 1%, margin: 5 }, { at: 3d, chance: 2%, margin: 6 }] }",
            ),
        ] {
            let text = format!("{}segments: {{ {said} }}\n", source.text());
            assert_eq!(edit(&source, key, typed), Some(text), "{key}");
        }
        let written = Written::of(&source);
        let key = Path::root().key("segments").key("b").key("contacts").key("k");
        assert_eq!(written.at(&key), Some(".5"));
        let (_folder, source) = beside(people, "segments:\n  a:\n    churn: 2%\n");
        let text = format!("{}    funnel: {{ see: 60% }}\n", source.text());
        assert_eq!(edit(&source, "segments.a.funnel.see", "60%"), Some(text));
    }

    /// Every number of every template can be written into its text, and what is written is what the number becomes.
    #[test]
    fn every_number_of_a_scenario_can_be_written() {
        let text = "
name: all of it # a comment
days: 14
segments:
  core: { seeds: 200, share: { content: .3, after: 2d, again: .5 }, contacts: { mean: 40, k: 0.5 }, churn: 3% }
  other:
    seeds: [{ at: 0h, count: 20 }, { at: 3d, count: 10 }]
    share: 0.2
    contacts: 20
    recruits: { core: 1, other: 3 }
join: 5% to 7%
incentive:
  - { name: gift, to: inviter, when: { invites: 3 }, value: 89, cost: 22, stock: 60 }
costs: { fixed: 3000 }
benchmark: { cac: 18 }
";
        let source = Source::new("x.yaml", text);
        let scenario = crate::input::load(&source, &[]).unwrap();
        let mut written = 0;
        for number in scenario.numbers() {
            let key = number.key.to_string();
            let value = number.about.domain.nearest(number.value.typical() * 0.5);
            let typed = as_typed(&number.about, value);
            let Some(text) = edit(&source, &key, &typed) else { continue };
            let Ok(changed) = Scenario::from_yaml(&text) else { continue };
            let got = changed.number(&key).unwrap().value;
            assert!(
                (got.typical() - value).abs() <= 1e-9 * value.abs().max(1e-3),
                "{key}: {got:?}, {value}\n{text}"
            );
            written += 1;
        }
        assert!(written >= 20, "{written}");
    }

    /// A number of a file of people is changed in the scenario that names it, and the file stays as it is.
    #[test]
    fn a_number_of_people_in_a_file_of_their_own_is_written_into_the_scenario() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/baits");
        let file = std::fs::read_to_string(format!("{folder}/coupon.yaml")).unwrap();
        let mut written = 0;
        let of = |text: &str| Source::new("x.yaml", text).in_folder(folder);
        let scenario = crate::input::load(&of(&file), &[]).unwrap();
        for number in
            scenario.numbers().iter().filter(|number| number.key.to_string().starts_with("segments"))
        {
            let key = number.key.to_string();
            let value = number.about.domain.nearest(number.value.typical() * 0.5);
            let Some(text) = edit(&of(&file), &key, &as_typed(&number.about, value)) else { continue };
            let Ok(changed) = crate::input::load(&of(&text), &[]) else { continue };
            let got = changed.number(&key).unwrap().value.typical();
            assert!((got - value).abs() <= 1e-9 * value.abs().max(1e-3), "{key}: {got}, {value}\n{text}");
            written += 1;
        }
        assert!(written >= 15, "{written}");
    }
}
