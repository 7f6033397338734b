//! Signals that ask the program to end (Ctrl-C, `kill`): as long as there is something to keep they are heard, else they end
//! it at once. A signal that is heard before the page is shown is told by the exit code.

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
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
    /// Those of this process. From the first call on they end it with the code of the signal, also where nobody but it
    /// would: the first process of a container is not ended by a signal for which it does not listen.
    pub fn of_process() -> &'static Signals {
        static SIGNALS: OnceLock<Signals> = OnceLock::new();
        SIGNALS.get_or_init(Signals::listen)
    }

    fn listen() -> Signals {
        let signals = Signals { heard: Arc::default(), obeyed: Arc::new(AtomicBool::new(true)) };
        for signal in [SIGINT, SIGTERM] {
            let code = BY_SIGNAL + signal;
            // Where a signal cannot be heard it ends the process: nothing is half written then either, only what is
            // finished is lost.
            let _ = flag::register_conditional_shutdown(signal, code, Arc::clone(&signals.obeyed));
            let _ = flag::register_usize(signal, Arc::clone(&signals.heard), code as usize);
        }
        // A file that would be larger than files may be here ends the process without a word where nobody listens; else the
        // writing fails, and is told as other failures are.
        #[cfg(unix)]
        let _ = flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
        signals
    }

    /// From now on a signal is heard and ends nothing.
    pub fn hear(&self) {
        self.obeyed.store(false, Ordering::Relaxed);
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
