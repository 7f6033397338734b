//! A scenario in its standard form.

use crate::{Desk, text};
use std::fs;

const WRITTEN: &str = "名称：海报：第一期，免费\n天数：14天   # 两周\n种子：5百\n分享: ３5%\n触达: 12～20\n加入率：6％\n奖励预算：3万元\n激励：\n  - ｛发给：新人，条件：加入，价值：￥5｝\n";
const STANDARD: &str = "名称: 海报：第一期，免费\n天数: 14d   # 两周\n种子用户: 500\n分享: 35%\n触达人数: 12 to 20\n转化率: 6%\n奖励预算: 30000\n奖励:\n  - {发给: 新人, 条件: 加入, 价值: 5}\n";

#[test]
fn a_scenario_is_put_into_the_standard_form() {
    let desk = Desk::new();
    let write = |bytes: &str| fs::write(desk.at("a.yaml"), bytes).expect("a file");
    write(WRITTEN);
    let checked = desk.kfactor(&["fix", "a.yaml", "--check"]).assert().code(1).get_output().clone();
    let told = text(&checked.stdout);
    assert!(told.contains("   2 - 天数：14天   # 两周\n     + 天数: 14d   # 两周\n"), "{told}");
    assert_eq!(desk.read("a.yaml"), WRITTEN);
    desk.kfactor(&["fix", "a.yaml", "--stdout"]).assert().success().stdout(STANDARD);
    desk.kfactor(&["fix", "-"]).write_stdin(WRITTEN).assert().success().stdout(STANDARD);
    assert_eq!(desk.read("a.yaml"), WRITTEN);
    desk.kfactor(&["fix", "a.yaml"]).assert().success();
    assert_eq!(desk.read("a.yaml"), STANDARD);
    desk.kfactor(&["fix", "a.yaml", "--check"]).assert().success();
    desk.kfactor(&["run", "a.yaml", "--runs", "20"]).assert().success().stderr("");
    write(&WRITTEN.replace('\n', "\r\n"));
    desk.kfactor(&["fix", "a.yaml"]).assert().success();
    assert_eq!(desk.read("a.yaml"), STANDARD.replace('\n', "\r\n"));
}

#[test]
fn keys_are_put_into_either_language() {
    let desk = Desk::new();
    let small = desk.read("small.yaml");
    desk.kfactor(&["fix", "small.yaml", "--keys", "zh"]).assert().success();
    let chinese = desk.read("small.yaml");
    assert!(chinese.contains("  - { 发给: 邀请人, 条件: { 邀满: 3 }, 价值: 299, 成本: 6 }"), "{chinese}");
    desk.kfactor(&["fix", "small.yaml", "--keys", "en"]).assert().success();
    assert_eq!(desk.read("small.yaml"), small);
}

#[test]
fn statements_are_put_into_either_language() {
    let desk = Desk::new();
    let expecting =
        desk.read("small.yaml") + "expect:\n  - P(cost > 30_000) <= 5%\n  - 'new_users.p97.5 > 3'   # many\n";
    fs::write(desk.at("e.yaml"), &expecting).expect("a file");
    desk.kfactor(&["fix", "e.yaml", "--keys", "zh"]).assert().success();
    let chinese = desk.read("e.yaml");
    assert!(
        chinese.contains("  - 概率(总成本 > 30_000) <= 5%\n  - '新用户.分位97.5 > 3'   # many\n"),
        "{chinese}"
    );
    desk.kfactor(&["fix", "e.yaml", "--keys", "en"]).assert().success();
    assert_eq!(desk.read("e.yaml"), expecting);
}

#[test]
fn what_is_no_scenario_is_left_alone() {
    let desk = Desk::new();
    fs::write(desk.at("b.yaml"), "a: [\n").expect("a file");
    desk.kfactor(&["fix", "b.yaml"]).assert().code(2);
    assert_eq!(desk.read("b.yaml"), "a: [\n");
    desk.kfactor(&["fix", "none.yaml"]).assert().code(4);
}
