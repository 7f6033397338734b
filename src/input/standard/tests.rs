//! What is written in Chinese says the same as what is written in English.

use super::shape::{Key, Shape, scenario};
use super::{path_in_chinese, standard_path, standardise};
use crate::input::naming::word_names;
use crate::problem::{Origin, ProblemKind};
use crate::scenario::Scenario;
use crate::yaml::parse;
use std::collections::{BTreeMap, BTreeSet};

/// Every map of keys in a scenario, with its path.
fn maps(shape: &Shape, path: &str, visit: &mut impl FnMut(&str, &Shape)) {
    visit(path, shape);
    for key in &shape.keys {
        maps(&key.shape, &format!("{path}.{}", key.name), visit);
    }
    for below in [&shape.below_names, &shape.items].into_iter().flatten() {
        maps(below, path, visit);
    }
}

/// A key or word that was added stands in `input/naming/table.rs` too.
#[test]
fn every_key_and_word_has_a_chinese_name() {
    let mut missing = BTreeSet::new();
    maps(scenario(), "", &mut |path, shape| {
        // The two numbers of a beta law have no names.
        let nameless = |key: &&Key| key.chinese.is_empty() && !matches!(key.name.as_str(), "a" | "b");
        missing.extend(shape.keys.iter().filter(nameless).map(|key| format!("key {path}.{}", key.name)));
        let words = shape.words.iter().filter(|word| word_names(word).is_empty());
        missing.extend(words.map(|word| format!("word {word} of {path}")));
    });
    assert!(missing.is_empty(), "src/input/naming/table.rs lacks {missing:#?}");
}

#[test]
fn no_two_keys_of_a_map_have_a_chinese_name_in_common() {
    maps(scenario(), "", &mut |path, shape| {
        let mut taken = BTreeMap::new();
        for Key { name: key, chinese, .. } in &shape.keys {
            for name in chinese {
                let other = taken.insert(name, key).filter(|other| *other != key);
                assert_eq!(other, None, "{name} is {key} of {path} as well");
            }
        }
    });
}

const ENGLISH: &str = "
name: 考研资料海报
days: 14
step: auto
start: 2026-03-02 20:00
market: 200000
segments:
  分享: &core
    seeds: [{ at: 0h, count: 200 }, { at: 3d, count: 50 to 150 }]
    share: { content: 5%, reward: { max: 0.4, half: 10 }, after: 0.5h to 2h, again: 0.3 }
    contacts: { mean: 40, k: 0.5 }
    funnel: { see: 20%, scan: 3% to 9%, join: 0.5 }
    join_reward: { table: { 0: 0, 5: 0.12, 20: 30% } }
    delay: { lognormal: { median: 45m, sigma: 1.2 } }
    retention: { 1d: 0.8, 7d: 0.5 }
    buys: { per_day: { beta: [2, 90] }, margin: 12, who: all }
  路人: { <<: *core, seeds: 800, recruits: { 路人: 1 } }
  刷子: { fake: true, seeds: 5, share: 0.9, contacts: 3, join: 10% }
incentive:
  - { name: course, to: inviter, when: { invites: 3 }, value: 299, cost: 6, stock: 3000, redeem: 0.8 }
  - { to: invitee, when: join, value: 5, cost: 10% }
budget: { limit: 30000, when_exhausted: end_campaign }
price: { start: 9.9, step: 5, every: 10000 }
hours: wechat
";

const CHINESE: &str = "
名称：考研资料海报
天数：14天
步长：自动
开始时间：2026年3月2日 20:00
市场规模：20万人
人群：
  分享: &core
    种子用户：［{ 时间：0小时，人数：200人 }，{ 时间: 3天, 人数: 50～150 }］
    分享：{ 内容：5％，奖励：{ 最高：0.4，半数价值：￥10 }，间隔：半小时到2小时，再次分享：0.3 }
    触达人数：｛ 平均：40，分散度：0.5 ｝
    漏斗：{ see: 20%, scan: 3~9%, 进群: 0.5 }
    新人奖励吸引力：{ 对照表：{ 0: 0, 5元: 0.12, 20元: 30% } }
    响应时间:{ 对数正态：{ 中位数:45分钟，离散度：1.2 } }
    留存率：{ 1天: 0.8, 7天: 0.5 }
    购买: { 每天: { 贝塔: [2, 90] }, 毛利: 12, 谁: 所有人 }
  路人: { <<: *core, 种子: 800, 带来的人群: { 路人: 1 } }
  刷子: { 羊毛党: 是, 种子用户: 5, 分享: 0.9, 触达: 3, 转化率: 10% }
奖励：
  - { 名称: course, 发给: 邀请人, 条件: { 邀满: 3 }, 价值: 299元, 成本: 6 块, 库存: 3千, 领取率: 0.8 }
  - { 发给: 新人, 条件: 加入, 价值: 5, 成本: 10％ }
预算：{ 金额：3万元，花完后：结束活动 }
价格：{ 起价：9.9，每次涨：5，每满人数：1万 }
时段：微信作息
";

#[test]
fn a_scenario_in_chinese_says_the_same() {
    let english = Scenario::from_yaml(ENGLISH).unwrap_or_else(|problems| panic!("{problems}"));
    let chinese = Scenario::from_yaml(CHINESE).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(format!("{:#?}", chinese.into_inner()), format!("{:#?}", english.into_inner()));
}

#[test]
fn names_of_the_scenario_are_no_keys() {
    let (root, _) = parse("segments: { 分享: { join: 3 } }\nname: 天数", Origin::File, 0);
    let mut root = root.unwrap();
    standardise(&mut root);
    assert!(root.get("segments").unwrap().node.get("分享").is_some());
}

#[test]
fn a_key_in_both_languages_is_given_twice() {
    let problems = Scenario::from_yaml("days: 3\n天数: 4\n").unwrap_err();
    let kind = ProblemKind::DuplicateKey { key: "天数".to_owned() };
    assert!(problems.list.iter().any(|problem| problem.kind == kind), "{problems:?}");
}

#[test]
fn paths_are_read_in_both_languages() {
    for (typed, standard) in [
        ("奖励.0.条件.邀满", "incentive.0.when.invites"),
        ("奖励.0.邀满", "incentive.0.invites"),
        ("奖励.课程.成本", "incentive.课程.cost"),
        ("人群.v1.2.分享.再次分享", "segments.v1.2.share.again"),
        ("人群.分享.漏斗.进群", "segments.分享.funnel.join"),
        ("投放.单价", "inflow.cost"),
        ("share.content", "share.content"),
        ("没有的", "没有的"),
    ] {
        assert_eq!(standard_path(typed), standard);
    }
    for (standard, chinese) in [
        ("incentive.0.when.invites", "奖励.0.条件.邀满"),
        ("segments.v1.2.share.again", "人群.v1.2.分享.再次分享"),
        ("price.start", "售价.起价"),
    ] {
        assert_eq!(path_in_chinese(standard), chinese);
        assert_eq!(standard_path(chinese), standard);
    }
}
