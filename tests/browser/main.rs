//! The pages in a real browser: a headless Chromium, where there is one on the machine (`KFACTOR_CHROMIUM`, or by its usual
//! names); else this says that it was skipped. A page in a frame is looked at by `look.js`: at three widths nothing is wider than
//! the window and no words of a chart hide others, charts answer to pointer and keys, tables sort. Whatever the browser has to
//! complain about, a request that the page forbids itself among it, is a failure. So is whatever axe-core finds, where it can be had.

mod axe;
mod explore;
mod pipe;

use pipe::Tab;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const LOOK: &str = include_str!("look.js");

/// A campaign with everything that a report has a section for.
const RICH: &str = "
name: 母婴社群 & <b>poster</b>
days: 14
start: 2026-03-02 20:00
market: 200_000
segments:
  core: { seeds: [{ at: 0h, count: 200 }, { at: 3d, count: 100 }], share: 0.5, contacts: { mean: 40, k: 0.5 }, churn: 3%, buys: { per_day: 0.02, margin: 15 } }
  '<img src=x onerror=alert(1)>': { seeds: 300, share: 0.3, contacts: 20 to 25, churn: 5% }
funnel: { see: 40%, scan: 25%, join: 50% to 70% }
incentive: [{ name: 'gift \"box\"', to: inviter, when: { invites: 3 }, value: 89, cost: 22, stock: 60, redeem: 0.8 }]
budget: 3000
events: [{ at: 3d, for: 2d, share: 1.3 }]
costs: { fixed: 3000, per_day: 100, per_seed: 1 }
benchmark: { cac: 18 }
expect: [new_users.p50 >= 10]
";

/// One that lasts as long as it is told to.
const PLAIN: &str = "
name: 考研资料海报
days: 14
seeds: 500
share: 0.35
contacts: 12
join: 6%
churn: 2%
incentive: [{ to: inviter, when: { invites: 3 }, value: 299, cost: 6 }]
";

/// A browser, if there is one.
fn chromium() -> Option<PathBuf> {
    let asked = std::env::var_os("KFACTOR_CHROMIUM").map(PathBuf::from);
    let folders: Vec<PathBuf> =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let usual = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    asked.into_iter().chain(usual).find(|path| path.is_file())
}

fn kfactor(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kfactor"));
    let done = command.current_dir(folder).args(arguments).output().expect("kfactor");
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// Pages of every command, in both languages.
fn pages(folder: &Path) -> Vec<String> {
    fs::write(folder.join("rich.yaml"), RICH).expect("a file");
    fs::write(folder.join("plain.yaml"), PLAIN).expect("a file");
    let mut pages = Vec::new();
    for lang in ["en", "zh"] {
        let mut page = |name: &str, arguments: &[&str]| {
            let out = format!("{name}-{lang}");
            let common = ["--lang", lang];
            kfactor(folder, &[&common, arguments, &["--quiet", "-o", &out]].concat());
            pages.push(format!("{out}/report.html"));
        };
        page("run", &["run", "rich.yaml", "--runs", "640", "--no-charts"]);
        page("short", &["run", "plain.yaml", "--set", "days=1", "--runs", "40", "--no-charts"]);
        page("long", &["run", "plain.yaml", "--set", "days=400", "--runs", "20", "--no-charts"]);
        page("tree", &["run", "plain.yaml", "--runs", "40", "--trees", "--no-charts"]);
        page(
            "compare",
            &[
                "compare",
                "rich.yaml",
                "--vary",
                "incentive.0.when.invites=1,2,3,5",
                "--runs",
                "60",
                "--no-charts",
            ],
        );
        let map = ["--vary", "incentive.0.when.invites=1,2,3", "--vary", "incentive.0.stock=20,60,100"];
        page("sweep", &[&["sweep", "rich.yaml", "--runs", "20", "--no-charts"][..], &map].concat());
        page("theory", &["theory", "rich.yaml"]);
        page("check", &["check", "rich.yaml"]);
    }
    pages
}

/// What the browser finds; `scheme` is 0 for dark, 1 for light.
fn look(browser: &Path, folder: &Path, pages: &[String], scheme: u8) -> Output {
    let list = serde_json::to_string(pages).expect("a list");
    let html = format!(
        "<!doctype html><meta charset=utf-8><pre id=found></pre><script>\nconst PAGES = {list};\n{LOOK}</script>"
    );
    let path = folder.join("look.html");
    fs::write(&path, html).expect("a file");
    let mut command = Command::new(browser);
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"]);
    command.args([
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
    ]);
    command.args([
        "--allow-file-access-from-files",
        "--enable-logging=stderr",
        "--virtual-time-budget=120000",
    ]);
    command.arg(format!("--blink-settings=preferredColorScheme={scheme}"));
    command.arg(format!("--user-data-dir={}", folder.join("profile").display()));
    command.arg("--dump-dom").arg(format!("file://{}", path.display()));
    command.output().expect("a browser that runs")
}

#[test]
fn pages_stand_in_a_browser() {
    let Some(browser) = chromium() else {
        eprintln!("skipped: there is no Chromium here; its path may be said by KFACTOR_CHROMIUM");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().canonicalize().expect("a folder");
    let pages = pages(&folder);
    for scheme in [1, 0] {
        let seen = look(&browser, &folder, &pages, scheme);
        let (dom, log) = (String::from_utf8_lossy(&seen.stdout), String::from_utf8_lossy(&seen.stderr));
        let complaints: Vec<&str> = log.lines().filter(|line| line.contains("CONSOLE")).collect();
        assert!(complaints.is_empty(), "{complaints:#?}");
        let found = dom.split_once("<pre id=\"found\">").and_then(|(_, rest)| rest.split_once("</pre>"));
        assert_eq!(found.map(|(found, _)| found), Some("all well"), "{log}");
    }
    let axe = axe::source();
    let mut tab = Tab::open(&browser, &folder, "about:blank", (1280, 900));
    for page in &pages {
        let address = format!("file://{}", folder.join(page).display());
        tab.ask("Page.navigate", json!({ "url": address }));
        tab.until(&format!("location.href == '{address}' && document.readyState == 'complete'"));
        on_paper(&mut tab, page);
        if let Some(axe) = &axe {
            let found = axe::violations(&mut tab, axe, page);
            assert!(found.is_empty(), "{found:#?}");
        }
    }
}

/// Whatever the scheme, a page is dark on white on paper, without what is only of use on a screen, and its tables have their heads on
/// every sheet; all of it is printed.
fn on_paper(tab: &mut Tab, page: &str) {
    let features = json!([{ "name": "prefers-color-scheme", "value": "dark" }]);
    tab.ask("Emulation.setEmulatedMedia", json!({ "media": "print", "features": features }));
    let style = |of: &str, what: &str| {
        format!("[...document.querySelectorAll('{of}')].map(part => getComputedStyle(part).{what})")
    };
    let all = |tab: &mut Tab, of: &str, what: &str, is: &str| {
        let told = tab.value(&style(of, what));
        let told = told.as_array().expect("styles");
        assert!(told.iter().all(|told| *told == json!(is)), "{page}: {of} {what}: {told:?}");
    };
    all(tab, "body", "backgroundColor", "rgb(255, 255, 255)");
    all(tab, "h1", "color", "rgb(23, 25, 30)");
    all(tab, "nav.toc, .read, .skip, details.mini", "display", "none");
    // A button in a head keeps it from being told again on the next sheet.
    all(tab, "thead button", "display", "contents");
    all(tab, "thead", "breakInside", "avoid");
    tab.ask("Emulation.setEmulatedMedia", json!({ "media": "", "features": [] }));
    let printed = tab.ask("Page.printToPDF", json!({ "preferCSSPageSize": true }));
    assert!(printed["data"].as_str().is_some_and(|data| data.len() > 10_000), "{page}");
}
