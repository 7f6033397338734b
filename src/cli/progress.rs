//! Progress on a terminal, and Ctrl-C.

use crate::ensemble::Observer;
use crate::words::{self, Lang};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Shows progress on standard error if that is a terminal, and stops at Ctrl-C.
pub struct Watcher {
    bar: ProgressBar,
    interrupted: Arc<AtomicBool>,
}

impl Watcher {
    /// A watcher of `total` replicates; `quiet` ones show nothing.
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
        let interrupted = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&interrupted);
        // Without a handler Ctrl-C ends the process at once: nothing is half written then either, only the replicates
        // done are lost, so a handler that cannot be set is no reason to refuse.
        let _ = ctrlc::set_handler(move || {
            if flag.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        });
        Watcher { bar, interrupted }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Observer for Watcher {
    fn advanced(&self, done: u64) {
        self.bar.inc(done);
    }

    fn wants_to_stop(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }
}
