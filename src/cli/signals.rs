//! Signals that ask the program to end (Ctrl-C, `kill`): they are heard first, so that what is finished can be kept.

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// What a shell adds to the number of the signal that ended a program.
const BY_SIGNAL: i32 = 128;
/// Who sends a signal twice at once means it once; `timeout` does, to the process and to its group.
const ECHO: Duration = Duration::from_millis(100);

/// Listens to signals.
#[derive(Debug)]
pub struct Signals {
    /// The exit code of the last signal; 0 before the first.
    heard: Arc<AtomicUsize>,
    /// Whether a signal ends the process at once.
    obeyed: Arc<AtomicBool>,
}

impl Signals {
    /// Hears signals from now on, instead of ending at once.
    pub fn listen() -> Signals {
        let signals = Signals { heard: Arc::default(), obeyed: Arc::default() };
        for signal in [SIGINT, SIGTERM] {
            let code = BY_SIGNAL + signal;
            // Where a signal cannot be heard it ends the process: nothing is half written then either, only what is
            // finished is lost.
            let _ = flag::register_conditional_shutdown(signal, code, Arc::clone(&signals.obeyed));
            let _ = flag::register_usize(signal, Arc::clone(&signals.heard), code as usize);
        }
        signals
    }

    /// Whether there was a signal.
    pub fn came(&self) -> bool {
        self.heard.load(Ordering::Relaxed) != 0
    }

    /// The exit code that a signal asked for; none as long as there was no signal.
    pub fn heard(&self) -> Option<u8> {
        u8::try_from(self.heard.load(Ordering::Relaxed)).ok().filter(|code| *code > 0)
    }

    /// From now on a signal ends the process at once.
    pub fn obey(&self) {
        if self.came() {
            thread::sleep(ECHO);
        }
        self.obeyed.store(true, Ordering::Relaxed);
    }
}
