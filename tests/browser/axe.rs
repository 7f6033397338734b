//! What axe-core, a checker of accessibility, finds on a page: in both schemes, on a phone and on a screen, with everything open. It is
//! no part of this repository (its licence is the MPL): `.ci/run` installs it below the target folder where there is npm, and
//! `KFACTOR_AXE` may say where its `axe.min.js` is. Where there is none, this says so.

use crate::pipe::Tab;
use serde_json::json;
use std::fs;
use std::path::PathBuf;

/// The checker, if there is one.
pub fn source() -> Option<String> {
    let installed = concat!(env!("CARGO_TARGET_TMPDIR"), "/../tools/axe/node_modules/axe-core/axe.min.js");
    let asked = std::env::var_os("KFACTOR_AXE").map_or_else(|| PathBuf::from(installed), PathBuf::from);
    let source = fs::read_to_string(asked).ok();
    if source.is_none() {
        eprintln!(
            "skipped: there is no axe-core here; the path of its axe.min.js may be said by KFACTOR_AXE"
        );
    }
    source
}

/// What it finds on the page that is shown, in words; `of` is what the page is called.
pub fn violations(tab: &mut Tab, axe: &str, of: &str) -> Vec<String> {
    const FOUND: &str = "axe.run().then(found => found.violations.flatMap(rule => rule.nodes.map(node => \
        rule.id + ': ' + rule.help + ': ' + node.html.slice(0, 200))))";
    tab.value(&format!("{axe}; 0"));
    tab.value("document.querySelectorAll('details').forEach(part => { part.open = true; })");
    let mut all = Vec::new();
    for scheme in ["light", "dark"] {
        for width in [390, 1280] {
            let window = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
            tab.ask("Emulation.setDeviceMetricsOverride", window);
            let scheme_is = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
            tab.ask("Emulation.setEmulatedMedia", json!({ "features": scheme_is }));
            let found = tab.value(FOUND);
            let found = found.as_array().expect("what is found").iter();
            all.extend(found.map(|what| format!("{of}, {scheme}, {width} wide: {what}")));
        }
    }
    tab.ask("Emulation.clearDeviceMetricsOverride", json!({}));
    tab.ask("Emulation.setEmulatedMedia", json!({ "features": [] }));
    all
}

#[test]
fn a_page_that_nobody_can_hear_is_found() {
    let (Some(browser), Some(axe)) = (crate::chromium(), source()) else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let page = "<!doctype html><title>x</title><p style=\"color:#ccc\">pale</p><img src=\"data:,\"><input>";
    let path = folder.path().join("bad.html");
    fs::write(&path, page).expect("a file");
    let mut tab = Tab::open(&browser, folder.path(), &format!("file://{}", path.display()), (1280, 900));
    tab.until("document.readyState == 'complete' && document.querySelector('input')");
    let found = violations(&mut tab, &axe, "bad.html");
    for rule in ["html-has-lang", "image-alt", "color-contrast", "label"] {
        assert!(found.iter().any(|what| what.contains(rule)), "{rule}: {found:#?}");
    }
}
