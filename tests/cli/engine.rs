//! How members are followed, and what says so.

use crate::{Desk, json, text};
use std::fs;

const RUN: [&str; 6] = ["run", "small.yaml", "--runs", "60", "--engine", "agent"];

#[test]
fn the_engine_and_why_it_is_that_one_are_told() {
    let desk = Desk::new();
    let page = |arguments: &[&str]| text(&desk.kfactor(arguments).assert().success().get_output().stdout);
    // Lines break anywhere.
    let says = |arguments: &[&str], words: &str| {
        let page: String = page(arguments).split_whitespace().collect();
        assert!(page.contains(words), "{words}: {page}");
    };
    says(&RUN, "agentengine,asasked)");
    says(&[&RUN[..], &["--lang", "zh"]].concat(), "逐人模拟，按指定）");
    says(&["run", "small.yaml", "--runs", "60"], "cohortengine)");
    let summary = |engine: &str| {
        let arguments =
            ["run", "small.yaml", "--runs", "60", "--engine", engine, "--format", "json", "--quiet"];
        json(&page(&arguments))
    };
    for (asked, engine, because) in
        [("auto", "cohort", "faster"), ("cohort", "cohort", "asked"), ("agent", "agent", "asked")]
    {
        let summary = summary(asked);
        assert_eq!((&summary["engine"], &summary["engine_because"]), (&engine.into(), &because.into()));
        let trees = &summary["metrics"]["structural_virality"]["mean"];
        assert_eq!(trees.is_number(), engine == "agent", "who invited whom is known to one of them");
    }
}

#[test]
fn the_manifest_and_designs_side_by_side_name_the_engine() {
    let desk = Desk::new();
    desk.kfactor(&[&RUN[..], &["-o", "out"]].concat()).assert().success();
    assert_eq!(json(&desk.read("out/manifest.json"))["engine"], "agent");
    let arguments =
        ["small.yaml", "--vary", "join=0.1,0.2", "--runs", "60", "--engine", "agent", "--format", "json"];
    for command in ["compare", "sweep"] {
        let output = desk
            .kfactor(&[&[command, "--quiet"], &arguments[..]].concat())
            .assert()
            .success()
            .get_output()
            .clone();
        assert_eq!(json(&text(&output.stdout))["engine"], "agent", "{command}");
    }
}

/// What makes the program follow members one by one.
struct Followed {
    scenario: &'static str,
    /// The reason in `summary.json`.
    because: &'static str,
    /// The reason, and the key that is to blame, in English and in Chinese.
    reason: [&'static str; 2],
    key: [&'static str; 2],
}

const FOLLOWED: [Followed; 3] = [
    Followed {
        scenario: "share: 0.5\nbuys: { per_day: 0.1, price: 50 }\n\
                   incentive: [{ to: inviter, when: buy, cap: 2, value: 5, cost: 5 }]\n",
        because: "caps",
        reason: ["because a `cap` counts friends who order", "因为 `每人上限` 要数每人有多少好友下单"],
        key: ["`cap`", "`每人上限`"],
    },
    Followed {
        scenario: "share: 0.5\nquota: { first: 2 }\n",
        because: "quotas",
        reason: ["because members have quotas of invitations", "因为每人的邀请名额有限"],
        key: ["`quota`", "`邀请名额`"],
    },
    Followed {
        scenario: "share: { content: 0.5, after: { fixed: 2d } }\n",
        because: "waits",
        reason: [
            "because it matters how long a member has waited to share",
            "因为分享的早晚要看每人已经等了多久",
        ],
        key: ["`share.after`", "`分享.间隔`"],
    },
];

#[test]
fn what_asks_for_members_one_by_one_is_told_and_not_counted() {
    let desk = Desk::new();
    // Lines break anywhere.
    let closed = |text: &str| text.split_whitespace().collect::<String>();
    for Followed { scenario, because, reason, key } in FOLLOWED {
        let yaml = format!("name: x\ndays: 5\nseeds: 20\ncontacts: 3\njoin: 0.2\n{scenario}");
        fs::write(desk.at("one.yaml"), yaml).expect("a file");
        let run =
            |more: &[&str]| desk.kfactor(&[&["run", "one.yaml", "--runs", "60"], more].concat()).assert();
        let ways_out = ["Use --engine agent", "请改用 --engine agent"];
        for (at, lang) in ["en", "zh"].into_iter().enumerate() {
            let page = text(&run(&["--lang", lang]).success().get_output().stdout);
            assert!(closed(&page).contains(&closed(reason[at])), "{page}");
            let refused = run(&["--lang", lang, "--engine", "cohort"]).code(2);
            let words = text(&refused.get_output().stderr);
            assert!(words.contains(key[at]) && words.contains(ways_out[at]), "{words}");
        }
        let summary = json(&text(&run(&["--format", "json", "--quiet"]).success().get_output().stdout));
        let told = (&summary["engine"], &summary["engine_because"]);
        assert_eq!(told, (&"agent".into(), &because.into()), "{scenario}");
    }
}

#[test]
fn too_many_people_are_refused_with_a_way_out() {
    let desk = Desk::new();
    for (lang, way_out) in [("en", "Use --engine cohort"), ("zh", "请改用 --engine cohort")] {
        let arguments = [&RUN[..], &["--set", "market=5000000000", "--lang", lang]].concat();
        let output = desk.kfactor(&arguments).assert().code(2).get_output().clone();
        assert!(text(&output.stderr).contains(way_out), "{}", text(&output.stderr));
    }
}
