//! What a stranger tries first: the exam-prep poster, and a goal that is farther away.

use crate::{json, printed, scenario};
use serde_json::Value;

/// Mean and its Monte Carlo standard error.
fn estimate(report: &Value, metric: &str) -> (f64, f64) {
    let summary = &report["metrics"][metric];
    let number = |name: &str| summary[name].as_f64().expect("a number");
    (number("mean"), number("mcse"))
}

/// Fewer people start for a prize that is five friends away, and fewer packs are due.
#[test]
fn five_invitations_bring_fewer_users_for_less_money() {
    let path = scenario("exam-prep-poster");
    let run = |invites: &str| {
        let set = format!("incentive.0.when.invites={invites}");
        json(&printed(&["run", &path, "--runs", "1000", "--format", "json", "--set", &set]))
    };
    let (three, five) = (run("3"), run("5"));
    assert!(three["metrics"]["reached_3"].is_object() && five["metrics"]["reached_5"].is_object());
    for metric in ["new_users", "cost"] {
        let ((a, error_a), (b, error_b)) = (estimate(&three, metric), estimate(&five, metric));
        assert!(a - b > 10.0 * error_a.hypot(error_b), "{metric} falls from {a} to {b} only");
        assert!(b < 0.9 * a, "{metric} falls from {a} to {b} only");
    }
}

/// What the front pages show of it is what it prints: name, and how it was simulated.
#[test]
fn the_front_pages_show_how_it_is_simulated() {
    let pages = [
        ("en", "exam-prep-poster", include_str!("../../README.md")),
        ("zh", "zh/exam-prep-poster", include_str!("../../README.zh.md")),
    ];
    for (lang, name, page) in pages {
        let shown: Vec<&str> = page.lines().skip_while(|line| *line != "```text").skip(1).take(2).collect();
        let printed = printed(&["run", &scenario(name), "--lang", lang]);
        assert_eq!(printed.lines().take(2).collect::<Vec<_>>(), shown, "README in {lang}");
    }
}
