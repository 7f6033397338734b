//! A clock for benchmarks that print one line per case.

use std::time::{Duration, Instant};

/// Time of the processor spent by this thread where the system tells it (Linux), else time of the wall: on a shared
/// machine the one is steady and the other is not.
pub struct Clock {
    spent_before: Option<Duration>,
    began: Instant,
}

impl Clock {
    #[must_use]
    pub fn start() -> Clock {
        Clock { spent_before: processor_time(), began: Instant::now() }
    }

    #[must_use]
    pub fn spent(&self) -> Duration {
        match (self.spent_before, processor_time()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.began.elapsed(),
        }
    }
}

fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split_whitespace().next()?.parse().ok()?))
}
