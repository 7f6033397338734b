//! The threads that simulate: as many as were asked for, or as the system gives.
//!
//! Where it gives none (a limit on processes, a small container) the work is done on the thread there is: the result
//! does not depend on it.

use super::exit::Failure;
use super::values::{Refused, at_most};
use crate::words::{self, Lang};
use rayon::{ThreadBuilder, ThreadPoolBuilder};
use std::io;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Sender, channel};
use std::thread;

/// Threads at most.
pub const MOST: u16 = 1024;

/// Where there is no `--threads`, this variable may say how many.
const VARIABLE: &str = "RAYON_NUM_THREADS";

/// A number of threads as it is typed.
pub fn count(text: &str) -> Result<u16, Refused> {
    at_most(text, u64::from(MOST)).map(|threads| u16::try_from(threads).unwrap_or(MOST))
}

/// Starts so many threads, or as many as `RAYON_NUM_THREADS` says or there are processors. What is said on
/// standard error where the system gives fewer.
///
/// # Errors
/// If not even the thread there is can be used.
pub fn start(asked: Option<u16>, lang: Lang) -> Result<Option<String>, Failure> {
    let wanted = asked.map_or_else(|| by_default(std::env::var(VARIABLE).ok().as_deref()), usize::from);
    let (waiting, refusal) = gather(wanted, spawn);
    let running = waiting.len().max(1);
    install(waiting).map_err(|error| Failure::Io(words::cli::no_threads(&error.to_string(), lang)))?;
    Ok(refusal.map(|why| words::cli::fewer_threads(running, &words::system::refusal(&why, lang), lang)))
}

/// How many threads are wanted where nobody says so.
fn by_default(variable: Option<&str>) -> usize {
    let said = variable.and_then(|number| number.trim().parse::<usize>().ok()).filter(|number| *number > 0);
    let there_are = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
    said.unwrap_or_else(there_are).min(usize::from(MOST))
}

/// A thread that waits for its work.
type Waiting = Sender<ThreadBuilder>;

/// So many threads, or those there are up to the first that is refused; none where one is enough, which is there
/// already.
fn gather(
    wanted: usize,
    mut spawn: impl FnMut() -> io::Result<Waiting>,
) -> (Vec<Waiting>, Option<io::Error>) {
    let mut waiting = Vec::new();
    while wanted > 1 && waiting.len() < wanted {
        match spawn() {
            Ok(thread) => waiting.push(thread),
            Err(refusal) => return (waiting, Some(refusal)),
        }
    }
    (waiting, None)
}

/// Threads are started before the pool is built from them: a pool that could not be built cannot be built again.
fn spawn() -> io::Result<Waiting> {
    let (give, take) = channel::<ThreadBuilder>();
    let work = move || {
        if let Ok(worker) = take.recv() {
            worker.run();
        }
    };
    thread::Builder::new().spawn(work).map(|_| give)
}

/// Makes these threads those of the process, or this one where there are none.
fn install(mut waiting: Vec<Waiting>) -> Result<(), rayon::ThreadPoolBuildError> {
    if waiting.is_empty() {
        return ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
    }
    let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
    let threads = waiting.len();
    let hire = move |worker| waiting.pop().ok_or_else(gone)?.send(worker).map_err(|_| gone());
    ThreadPoolBuilder::new().num_threads(threads).spawn_handler(hire).build_global()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_is_bounded_like_the_option() {
        let processors = by_default(None);
        assert!((1..=usize::from(MOST)).contains(&processors));
        assert_eq!(by_default(Some("3")), 3);
        assert_eq!(by_default(Some("100000")), usize::from(MOST));
        for nothing in ["", "0", "-1", "many"] {
            assert_eq!(by_default(Some(nothing)), processors, "{nothing}");
        }
    }

    #[test]
    fn as_many_threads_as_the_system_gives() {
        let limited_to = |most: usize| {
            let mut given = 0;
            move || {
                given += 1;
                if given > most { Err(io::Error::from(io::ErrorKind::WouldBlock)) } else { Ok(channel().0) }
            }
        };
        let gathered = |wanted, most| {
            let (waiting, refusal) = gather(wanted, limited_to(most));
            (waiting.len(), refusal.is_some())
        };
        assert_eq!(gathered(8, 100), (8, false));
        assert_eq!(gathered(8, 3), (3, true));
        assert_eq!(gathered(8, 0), (0, true));
        assert_eq!(gathered(1, 0), (0, false), "one thread is there already");
    }
}
