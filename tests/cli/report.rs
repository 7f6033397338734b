//! Pages and pictures: which commands write them, made again from what is kept, opened.

use crate::{Desk, json, kfactor};
use std::fs;

/// The page of a result, and that it asks for nothing.
fn page(desk: &Desk, path: &str) -> String {
    let page = desk.read(path);
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("default-src 'none'"), "{page}");
    assert!(!page.contains("http://") && !page.contains("https://"), "{path}");
    page
}

#[test]
fn every_answer_has_a_page() {
    let desk = Desk::new();
    for (folder, arguments) in [
        ("run", &["run", "small.yaml", "--runs", "40"][..]),
        ("compare", &["compare", "small.yaml", "--vary", "join=4%,6%", "--runs", "40"]),
        (
            "sweep",
            &["sweep", "small.yaml", "--vary", "join=4%,6%", "--vary", "share=0.2,0.3", "--runs", "20"],
        ),
        ("theory", &["theory", "small.yaml"]),
    ] {
        let arguments = [arguments, &["--quiet", "-o", folder]].concat();
        desk.kfactor(&arguments).assert().success();
        assert!(page(&desk, &format!("{folder}/report.html")).contains("lang=\"en\""), "{folder}");
        let pictured = folder != "theory" && cfg!(feature = "png");
        assert_eq!(desk.at(&format!("{folder}/card.png")).exists(), pictured, "{folder}");
    }
    fs::write(desk.at("told.yaml"), crate::SMALL.to_owned() + "expect: [new_users.p50 >= 10]\n")
        .expect("a file");
    desk.kfactor(&["check", "told.yaml", "--quiet", "--html", "check.html"]).assert().success();
    assert!(page(&desk, "check.html").contains("new_users.p50 &gt;= 10"));
}

/// The folder of a check: the page, with what does not hold before all that does, made again in the other language.
#[test]
fn a_check_has_a_folder() {
    let desk = Desk::new();
    let expect = "expect: [new_users.p50 >= 10, new_users.p50 >= 1000000]\n";
    fs::write(desk.at("told.yaml"), crate::SMALL.to_owned() + expect).expect("a file");
    fs::write(desk.at("broken.yaml"), "name: x\ndays: nine\n").expect("a file");
    desk.kfactor(&["check", "told.yaml", "broken.yaml", "--quiet", "-o", "out"]).assert().code(2);
    let told = page(&desk, "out/report.html");
    assert!(told.contains("New users, median: at least 1,000,000"), "{told}");
    let [fails, holds] = ["Does not hold", "at least 10<"].map(|words| told.find(words).expect(words));
    assert!(fails < holds);
    assert_eq!(json(&desk.read("out/check.json"))["fail"], 1);
    let files: Vec<String> = desk.files("out").into_iter().map(|file| file.0).collect();
    assert_eq!(files, ["check.json", "manifest.json", "report.html", "report.json"]);
    desk.kfactor(&["--lang", "zh", "report", "out"]).assert().success();
    let told = page(&desk, "out/report.html");
    assert!(told.contains("新用户，中位数：不低于 1,000,000") && told.contains("应该是天数"), "{told}");
    desk.kfactor(&["check", "told.yaml", "--open"]).assert().code(2);
}

#[test]
fn a_page_is_made_again_in_either_language() {
    let desk = Desk::new();
    desk.kfactor(&["run", "small.yaml", "--runs", "40", "--quiet", "-o", "out"]).assert().success();
    let before = desk.files("out");
    desk.kfactor(&["report", "out"]).assert().success();
    assert_eq!(desk.files("out"), before, "the same words make the same bytes");
    desk.kfactor(&["--lang", "zh", "report", "out", "--no-charts"]).assert().success();
    assert!(page(&desk, "out/report.html").contains("lang=\"zh-CN\""));
    let manifest = json(&desk.read("out/manifest.json"));
    let listed = manifest["files"].as_array().expect("a list");
    let entry = listed.iter().find(|entry| entry["path"] == "report.html").expect("the page");
    assert_eq!(entry["bytes"], desk.read("out/report.html").len());
    assert_eq!(listed.len(), before.len() - 1);
    // And it is still a result that the next command may replace.
    desk.kfactor(&["run", "small.yaml", "--runs", "20", "--quiet", "-o", "out"]).assert().success();
}

#[test]
fn what_is_no_result_has_no_report() {
    let desk = Desk::new();
    let output = desk.kfactor(&["report", "nowhere"]).assert().code(4).get_output().clone();
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: there is no report in nowhere: name a folder that a command has written with -o\n"
    );
    fs::create_dir(desk.at("mine")).expect("a folder");
    fs::write(desk.at("mine/report.json"), "{ \"documents\": 3 }").expect("a file");
    desk.kfactor(&["report", "mine"]).assert().code(2);
    kfactor(&["run", "small.yaml", "--open"]).assert().code(2);
}

/// The browser is whatever is asked for; where there is none the place of the page is told.
#[cfg(unix)]
#[test]
fn a_page_is_opened() {
    let desk = Desk::new();
    let run = ["run", "small.yaml", "--runs", "20", "--quiet", "-o", "out", "--open"];
    let opened = desk.kfactor(&run).env("BROWSER", "true").assert().success().get_output().clone();
    assert_eq!(String::from_utf8_lossy(&opened.stderr), "");
    let mut alone = desk.kfactor(&["report", "out", "--open"]);
    for name in ["BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"] {
        alone.env_remove(name);
    }
    let told = alone.assert().success().get_output().clone();
    if cfg!(target_os = "linux") {
        assert!(String::from_utf8_lossy(&told.stderr).contains("out/report.html"));
    }
}
