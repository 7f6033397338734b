//! Progress on a terminal, and the end that a signal asks for.

use super::exit;
use super::signals::Signals;
use crate::ensemble::Observer;
use crate::words::{self, Lang};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;

/// Shows progress on standard error if that is a terminal, and stops at a signal.
pub struct Watcher {
    bar: ProgressBar,
    signals: &'static Signals,
}

impl Watcher {
    /// A watcher of `total` replicates; `quiet` ones show nothing. From now on a signal is heard and ends nothing by itself.
    pub fn new(total: u64, quiet: bool, lang: Lang) -> Watcher {
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(Some(total), target);
        if let Ok(style) = ProgressStyle::with_template(words::cli::progress(lang)) {
            let style = style.with_key("speed", |state: &ProgressState, text: &mut dyn Write| {
                // A word that cannot be written is missing from a line that is gone in a moment.
                let _ = text.write_str(&words::number::grouped(state.per_sec(), 0));
            });
            bar.set_style(style.progress_chars("█▉▊▋▌▍▎▏ "));
        }
        let signals = Signals::of_process();
        signals.hear();
        Watcher { bar, signals }
    }

    /// Takes the bar away. What is finished is written in a moment, so that a signal is heard until then; a second one
    /// ends it at once.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
        if self.signals.came() {
            self.signals.obey();
        }
    }

    /// Everything is written: a signal ends what is left, which may wait for whoever reads it, at once.
    pub fn written(&self) {
        self.signals.obey();
    }

    /// The exit code of a signal that came while everything was finished and written all the same.
    pub fn heard(&self) -> Option<u8> {
        self.signals.heard()
    }

    /// The exit code of what it stopped.
    pub fn stopped(&self) -> u8 {
        self.signals.heard().unwrap_or(exit::INCONCLUSIVE)
    }
}

impl Observer for Watcher {
    fn advanced(&self, done: u64) {
        self.bar.inc(done);
    }

    fn wants_to_stop(&self) -> bool {
        self.signals.came()
    }
}
