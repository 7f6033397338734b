//! The page on which numbers are moved, in a browser: sliders, text, pins, saving, and nothing to complain about.

use crate::pipe::Tab;
use crate::{RICH, axe, chromium};
use serde_json::json;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A command that serves a page.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn begin(folder: &Path, lang: &str) -> Served {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kfactor"))
            .current_dir(folder)
            .args(["--lang", lang, "explore", "rich.yaml", "--no-open"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("kfactor");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let begin = line.find("http://").expect("an address");
        let end = line[begin..].rfind('/').expect("an address") + begin + 1;
        Served { child, address: line[begin..end].to_owned() }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It serves until it is ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The slider of a number.
fn slider(key: &str) -> String {
    format!("document.getElementById('c-{key}').closest('.ctl').querySelector('input[type=range]')")
}

/// Moves a slider there, as a hand does.
fn moved(key: &str, to: &str) -> String {
    let slider = slider(key);
    format!(
        "(s => {{ s.value = '{to}'; s.dispatchEvent(new Event('input')); s.dispatchEvent(new Event('change')); }})({slider})"
    )
}

#[test]
fn numbers_are_moved_in_a_browser() {
    let Some(browser) = chromium() else {
        eprintln!("skipped: there is no Chromium here; its path may be said by KFACTOR_CHROMIUM");
        return;
    };
    for (lang, size) in [("zh", (1500, 1000)), ("en", (390, 844))] {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().canonicalize().expect("a folder");
        fs::write(folder.join("rich.yaml"), RICH).expect("a file");
        let served = Served::begin(&folder, lang);
        let mut tab = Tab::open(&browser, &folder, &served.address, size);
        tab.until("document.querySelector('#look .figs')");
        assert_eq!(tab.value("document.querySelectorAll('img').length"), json!(0), "names are text");
        assert_eq!(tab.value("document.documentElement.scrollWidth <= innerWidth"), json!(true));

        // A slider changes its number in the text, and what is shown.
        tab.value("document.querySelectorAll('details').forEach(d => d.open = true)");
        let before = tab.value("document.getElementById('look').innerHTML");
        tab.value(&moved("incentive.0.stock", "120"));
        tab.until("document.getElementById('editor').value.includes('stock: 120')");
        tab.until("document.querySelectorAll('.ctl.moved').length == 1");
        tab.until("document.querySelector('#under .on')");
        assert_ne!(tab.value("document.getElementById('look').innerHTML"), before);

        // Many moves at once end where the hand rests.
        for to in ["20", "60", "100", "140", "180"] {
            tab.value(&moved("incentive.0.stock", to));
        }
        tab.until("document.getElementById('editor').value.includes('stock: 180')");
        tab.until("document.querySelector('.ctl.moved .nu').value == '180'");

        // A pinned design says what differs.
        tab.value("document.getElementById('pin').click()");
        tab.until("document.querySelector('.pin p').textContent.includes('60 → 180')");

        // What is typed while an answer comes stays, and counts for what is moved meanwhile.
        tab.value("(e => { e.value = e.value.replace('budget: 3000', 'budget: 3100'); e.dispatchEvent(new Event('input')); })(document.getElementById('editor'))");
        tab.value(&moved("incentive.0.stock", "160"));
        tab.until("document.getElementById('editor').value.includes('stock: 160')");
        assert_eq!(
            tab.value("document.getElementById('editor').value.includes('budget: 3100')"),
            json!(true)
        );

        // A mistake is told with its place and underlined; what was meant is put there by a button.
        tab.value("(e => { e.value = e.value.replace('days:', 'dayz:'); e.dispatchEvent(new Event('input')); })(document.getElementById('editor'))");
        tab.until("document.querySelector('#under mark') && document.querySelector('#under mark').textContent == 'dayz'");
        tab.until("!document.getElementById('mistake').hidden");
        tab.value("document.querySelector('#problems button').click()");
        tab.until("document.getElementById('mistake').hidden");
        assert_eq!(tab.value("document.getElementById('editor').value.includes('days: 14')"), json!(true));

        // Back to the file, number by number or all at once.
        tab.value("document.getElementById('reset').click()");
        tab.until("document.querySelectorAll('.ctl.moved').length == 0");

        // A new file, and only where asked for.
        let files = || {
            fs::read_dir(&folder)
                .expect("a folder")
                .flatten()
                .filter(|file| file.path().extension().is_some_and(|end| end == "yaml"))
                .count()
        };
        assert_eq!(files(), 1);
        tab.value("document.getElementById('save').click()");
        tab.value(
            "document.getElementById('name').value = 'better'; document.getElementById('keep').click()",
        );
        tab.until("!document.getElementById('naming').open");
        assert_eq!(
            (files(), fs::read_to_string(folder.join("better.yaml")).expect("the new file")),
            (2, RICH.to_owned())
        );

        // Another beginning.
        tab.value("(o => { o.value = 'waitlist'; o.dispatchEvent(new Event('change')); })(document.getElementById('offers'))");
        tab.until("!document.getElementById('editor').value.includes('poster')");
        tab.until("document.querySelector('#look .figs')");

        if let Some(axe) = axe::source() {
            let found = axe::violations(&mut tab, &axe, "explore");
            assert!(found.is_empty(), "{lang}: {found:#?}");
        }
        assert!(tab.complaints.is_empty(), "{:#?}", tab.complaints);
    }
}
