//! What a number leaves out, or does not show by itself, is said beside it.

use crate::{Desk, text};
use std::fs;

/// What a command on this scenario prints, on one line: where lines break is no matter here.
fn told(command: &str, rest: &str, arguments: &[&str]) -> String {
    let desk = Desk::new();
    let scenario = format!(
        "name: x\ndays: 30\nstep: 1d\ndelay: none\nseeds: 1000\nshare: 1\ncontacts: {{ fixed: 1 }}\nchurn: 0\n{rest}\n"
    );
    fs::write(desk.at("x.yaml"), &scenario).expect("a file");
    let all: Vec<&str> = [command, "x.yaml"].into_iter().chain(arguments.iter().copied()).collect();
    let output = desk.kfactor(&all).assert().success().get_output().clone();
    text_on_one_line(&output.stdout)
}

fn text_on_one_line(stdout: &[u8]) -> String {
    text(stdout).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn says(page: &str, words: &str) {
    assert!(page.contains(words), "`{words}` is missing from: {page}");
}

const REMINDED: &str =
    "join: 0.5\nreminders: { at: 2d, every: 2d, to: all, opens: 50% }\nexpect: [theory.k < 1]";

#[test]
fn k_says_that_it_leaves_reminders_out() {
    let theory = told("theory", REMINDED, &[]);
    says(&theory, "Without reminders, K = 0.500");
    says(&theory, "more in 30 days, reminders included.");
    says(&told("theory", REMINDED, &["--lang", "zh"]), "不算群发提醒，裂变系数 K = 0.50");
    says(&told("run", REMINDED, &["--runs", "20"]), "one early member brings without reminders, before");
    says(&told("check", REMINDED, &[]), "`theory.k` leaves reminders out");
    assert!(!told("theory", "join: 0.5", &[]).contains("reminders"));
}

/// Of a law of waits theory knows how many share in the end, and not when; a budget ends no offer there.
#[test]
fn a_check_says_what_theory_does_not_follow() {
    let of = |statement: &str, lang: &str| {
        let desk = Desk::new();
        let text = format!(
            "name: x\ndays: 30\nstep: 1d\nseeds: 9\nshare: {{ content: 1, after: {{ fixed: 2d }} }}\n\
             contacts: {{ fixed: 1 }}\njoin: 0.5\ndelay: 1d\nexpect: [{statement}]\n"
        );
        fs::write(desk.at("x.yaml"), text).expect("a file");
        let output =
            desk.kfactor(&["check", "x.yaml", "--lang", lang]).assert().success().get_output().clone();
        text_on_one_line(&output.stdout)
    };
    says(&of("theory.growth_rate < 9", "en"), "`theory.growth_rate` leaves out here, and what is simulated");
    says(&of("theory.growth_rate < 9", "en"), "how long members wait to share");
    says(&of("theory.growth_rate < 9", "zh"), "`理论.增长率` 这里没算（模拟会算）");
    assert!(!of("theory.k < 9", "en").contains("leaves out here"), "as many share in the end");
    let budget = "join: 0.5\nincentive: [{ when: join, cost: 1 }]\nbudget: 9\nexpect: [theory.new_users > 9]";
    says(&told("check", budget, &[]), "`theory.new_users` leaves out here");
    assert!(!told("check", &budget.replace("new_users > 9", "k < 9"), &[]).contains("leaves out here"));
}

/// One friend each, but a quota beside it: growth does not feed itself.
#[test]
fn k_says_that_it_leaves_quotas_out() {
    let limited = "join: 1\nquota: { first: 1 }";
    let theory = told("theory", limited, &[]);
    says(&theory, "Without quotas, K = 1");
    says(&theory, "more in 30 days, quotas included.");
    let run = told("run", limited, &["--runs", "20"]);
    says(&run, "one early member brings without quotas, before");
    assert!(!run.contains("feeds itself"), "{run}");
    says(&told("run", "join: 1", &["--runs", "20"]), "feeds itself");
    says(
        &told("theory", &format!("{limited}\n{REMINDED}").replace("join: 0.5\n", ""), &[]),
        "Without reminders and quotas, K = 1",
    );
}

#[test]
fn refunds_are_told_with_what_they_take() {
    let price = "join: 0.5\nprice: { start: 100, refund: { chance: 50%, within: 60d } }";
    let commission = "incentive: [{ to: inviter, when: join, cost: 10%, value: 0 }]";
    let page = told("run", &format!("{price}\n{commission}"), &["--runs", "20"]);
    says(&page, "Rewards lost to refunds");
    says(&page, "still counts as income");
    says(&page, "Revenue and margins are what is left after refunds.");
    says(&page, "Paid back after the end");
}

#[test]
fn void_promises_have_a_column_where_there_are_some() {
    let orders = "join: 0.5\nbuys: { after: 4d, chance: 50%, price: 60, margin: 15 }";
    let reward = |within: &str| format!("{orders}\nincentive: [{{ when: buy, within: {within}, cost: 10 }}]");
    let page = told("run", &reward("20d"), &["--runs", "20"]);
    says(&page, "due paid broken void cost");
    says(&page, "Only orders within 30 days count");
    assert!(!told("run", &reward("90d"), &["--runs", "20"]).contains("void"));
}

#[test]
fn one_cause_is_told_in_one_row() {
    let places = "join: 0.5\nstart: 2026-03-02";
    let code = "community: { group_size: 100, code: { renew: 2d } }";
    let page = told("run", &format!("{places}\n{code}"), &["--runs", "20"]);
    says(&page, "Turned away by the group's code");
    assert!(!page.contains("Turned away 9"), "{page}");
    assert_eq!(page.matches("Turned away").count(), 1, "{page}");
}

#[test]
fn a_chinese_page_has_chinese_units() {
    let page = told("run", "join: 0.5", &["--runs", "20", "--lang", "zh"]);
    says(&page, "每轮 1 天");
    assert!(!page.contains("cohort") && !page.contains("1d"), "{page}");
}

/// Also of those who have left in the very step in which the platform strikes: no promise is lost from the books.
#[test]
fn promises_on_those_who_are_deleted_are_void() {
    let scenario = "name: x\ndays: 6\nstep: 1d\nseeds: 300\nshare: 1\ncontacts: { fixed: 5 }\njoin: 0.2\nchurn: 0.5\n\
                    buys: { per_day: 0.05, price: 5, margin: 5 }\nincentive: [{ to: invitee, when: buy, cost: 5 }]\n\
                    ban: { per_participant: 0.002, then: { pause: 12h }, delete_induced: true }\n";
    let desk = Desk::new();
    fs::write(desk.at("x.yaml"), scenario).expect("a file");
    let output = desk
        .kfactor(&["run", "x.yaml", "--runs", "40", "--format", "json", "--quiet"])
        .assert()
        .success()
        .get_output()
        .clone();
    let told: serde_json::Value = serde_json::from_str(&text(&output.stdout)).expect("JSON");
    let mean = |name: &str| told["rules"][0]["metrics"][name]["mean"].as_f64().expect("a number");
    let ends = ["void", "unclaimed", "due", "open"].map(mean).iter().sum::<f64>();
    assert!((mean("promised") - ends).abs() < 1e-6, "{} promises, {ends} ends", mean("promised"));
    assert!(mean("void") > 100.0, "the platform strikes");
}

/// A buyer is promised a reward with his order: what the money of a day does not cover was never promised.
#[test]
fn what_a_day_does_not_cover_was_not_promised_to_buyers() {
    for when in ["buy", "{ spent: 60 }", "order"] {
        let scenario = format!(
            "name: t\ndays: 10\nseeds: 80\nshare: 0\ncontacts: 1\njoin: 0.06\ndelay: 1d\n\
             buys: [{{ at: 2d, chance: 100%, price: 30 }}, {{ at: 4d, chance: 100%, price: 30 }}]\n\
             budget: {{ limit: 100, per_day: 10 }}\nincentive: [{{ name: c, to: buyer, when: {when}, cost: 1 }}]\n"
        );
        let desk = Desk::new();
        fs::write(desk.at("t.yaml"), scenario).expect("a file");
        let args = ["run", "t.yaml", "--runs", "20", "--format", "json", "--quiet"];
        let output = desk.kfactor(&args).assert().success().get_output().clone();
        let told: serde_json::Value = serde_json::from_str(&text(&output.stdout)).expect("JSON");
        let mean = |name: &str| told["rules"][0]["metrics"][name]["mean"].as_f64().expect("a number");
        assert_eq!(
            (mean("promised"), mean("due"), mean("void")),
            (mean("paid"), mean("paid"), 0.0),
            "{when}"
        );
        assert!(mean("paid") >= 10.0, "{when}");
    }
}
