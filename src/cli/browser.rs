//! Shows a file in the browser of this computer, by what the system has for it.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

/// Shows this file, and says whether there is a browser for it.
pub fn open(file: &Path) -> bool {
    let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    openers(|name| std::env::var(name).ok()).iter().any(|opener| starts(opener, &file))
}

/// Shows the page at this address, and says whether there is a browser for it.
pub fn open_address(address: &str) -> bool {
    openers(|name| std::env::var(name).ok()).iter().any(|opener| starts(opener, Path::new(address)))
}

/// What may open a file, the best first. `BROWSER` names programs, as elsewhere.
fn openers(variable: impl Fn(&str) -> Option<String>) -> Vec<Vec<String>> {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<String>>();
    let asked = variable("BROWSER").unwrap_or_default();
    let asked =
        asked.split(':').map(|program| words(&program.replace("%s", ""))).filter(|words| !words.is_empty());
    let own: &[&str] = if cfg!(target_os = "macos") {
        &["open"]
    } else if cfg!(windows) {
        &["explorer"]
    } else if ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].iter().any(|name| variable(name).is_some()) {
        &["xdg-open", "wslview"]
    } else {
        // Without a screen there is no window.
        &[]
    };
    asked.chain(own.iter().map(|program| words(program))).collect()
}

/// Whether the opener starts and does not fail at once; it may stay.
fn starts(opener: &[String], file: &Path) -> bool {
    let Some((program, arguments)) = opener.split_first() else { return false };
    let quiet = || Stdio::null();
    let child = Command::new(program)
        .args(arguments)
        .arg(file)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .spawn();
    let Ok(mut child) = child else { return false };
    for _ in 0..20 {
        match child.try_wait() {
            // `explorer` says 1 when all is well.
            Ok(Some(status)) => return status.success() || cfg!(windows),
            Ok(None) => thread::sleep(Duration::from_millis(50)),
            Err(_) => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_asked_for_comes_first() {
        let with = |pairs: &'static [(&str, &str)]| {
            openers(|name| {
                pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(
            with(&[("BROWSER", "firefox --new-window %s:lynx")])[..2],
            [vec!["firefox".to_owned(), "--new-window".to_owned()], vec!["lynx".to_owned()],]
        );
        if cfg!(target_os = "linux") {
            assert!(with(&[]).is_empty());
            assert_eq!(with(&[("DISPLAY", ":0")])[0], ["xdg-open"]);
        }
    }

    #[test]
    fn what_is_not_there_opens_nothing() {
        assert!(!starts(&["no-such-program-anywhere".to_owned()], Path::new("x.html")));
        assert!(!starts(&[], Path::new("x.html")));
    }
}
