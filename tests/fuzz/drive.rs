//! Runs a target on inputs: each a pure function of seed and number, watched for panics, time and memory. What fails is made
//! as short as possible and told so that it can be run again.

use std::fmt::Write as _;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// What became of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// Refused, as it should be.
    Refused,
    /// Read, and all that was asked of it held.
    Read,
    /// The same, and it was simulated.
    Simulated,
    /// Valid, and larger than what is simulated here.
    TooLarge,
}

/// Something that inputs are tried on.
pub struct Target {
    pub name: &'static str,
    /// Tries these bytes; panics where something does not hold.
    pub run: fn(&[u8]) -> Met,
    /// Inputs that take about a minute.
    pub minute: u64,
    /// No input takes longer, in seconds, optimised.
    pub seconds: u64,
    /// The input that these bytes make, as a person reads it.
    pub shown: fn(&[u8]) -> String,
}

impl Target {
    /// No input takes longer.
    fn longest(&self) -> Duration {
        Duration::from_secs(self.seconds * if cfg!(debug_assertions) { 6 } else { 1 })
    }
}

/// Nothing takes more memory, in bytes.
const MOST_MEMORY: u64 = 200 << 20;

/// What became of many inputs.
#[derive(Debug, Default)]
pub struct Tally {
    pub inputs: u64,
    pub refused: u64,
    pub read: u64,
    pub simulated: u64,
    pub too_large: u64,
    pub slowest: Duration,
    slowest_input: u64,
}

impl Tally {
    fn count(&mut self, input: u64, met: Met, took: Duration) {
        self.inputs += 1;
        *match met {
            Met::Refused => &mut self.refused,
            Met::Read => &mut self.read,
            Met::Simulated => &mut self.simulated,
            Met::TooLarge => &mut self.too_large,
        } += 1;
        if took > self.slowest {
            (self.slowest, self.slowest_input) = (took, input);
        }
    }

    /// In a line.
    pub fn told(&self) -> String {
        let Tally { inputs, refused, read, simulated, too_large, slowest, slowest_input } = self;
        let mut line = format!("{inputs} inputs: {refused} refused, {read} read, {simulated} simulated");
        let _ = write!(line, ", {too_large} too large; the slowest ({slowest_input}) took {slowest:.2?}");
        if let Some(memory) = most_memory() {
            let _ = write!(line, "; {} MB at most", memory >> 20);
        }
        line
    }
}

/// Tries these inputs of a seed; panics at the first that fails.
pub fn drive(target: &Target, seed: u64, inputs: std::ops::Range<u64>, tell: impl Fn(&Tally)) -> Tally {
    panics_may_be_quiet();
    let mut tally = Tally::default();
    let every = (inputs.end - inputs.start).div_ceil(20).max(1);
    for input in inputs {
        let bytes = bytes_of(seed, input);
        let begin = Instant::now();
        match attempt(target, &bytes) {
            Ok(met) => tally.count(input, met, quickest(target, &bytes, begin.elapsed())),
            Err(why) => fail(target, seed, input, &bytes, &why),
        }
        if tally.slowest > target.longest() {
            fail(target, seed, input, &bytes, &format!("it takes {:.2?}", tally.slowest));
        }
        if (tally.inputs.is_multiple_of(64) || tally.slowest_input == input)
            && let Some(memory) = most_memory().filter(|memory| *memory > MOST_MEMORY)
        {
            fail(target, seed, input, &bytes, &format!("up to here {} MB were taken", memory >> 20));
        }
        if tally.inputs.is_multiple_of(every) {
            tell(&tally);
        }
    }
    tally
}

fn attempt(target: &Target, bytes: &[u8]) -> Result<Met, String> {
    catch_unwind(AssertUnwindSafe(|| (target.run)(bytes))).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic").to_owned()
    })
}

/// The shortest of three times where the first is long, as far as this process was at work: the machine may have been busy.
fn quickest(target: &Target, bytes: &[u8], took: Duration) -> Duration {
    let again = |took: Duration| {
        let (begin, worked) = (Instant::now(), work_so_far());
        let _ = attempt(target, bytes);
        let worked = work_so_far().zip(worked).map(|(now, before)| now - before);
        [begin.elapsed(), took].into_iter().chain(worked).min().unwrap_or(took)
    };
    (0..2).fold(took, |took, _| if took > target.longest() { again(took) } else { took })
}

/// For how long this process has been at work, to a hundredth of a second, where the system says so.
fn work_so_far() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name of the process, which may have blanks in it.
    let mut numbers = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || numbers.next()?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (ticks()? + ticks()?)))
}

/// Whether panics are expected, since an input that fails is tried again and again.
static QUIET: AtomicBool = AtomicBool::new(false);

/// Panics are told but where they are expected.
fn panics_may_be_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.load(Ordering::Relaxed) {
                usual(info);
            }
        }));
    });
}

/// Tells of an input that fails, made shorter.
fn fail(target: &Target, seed: u64, input: u64, bytes: &[u8], why: &str) -> ! {
    QUIET.store(true, Ordering::Relaxed);
    let (name, short) = (target.name, shorter(target, bytes.to_vec()));
    QUIET.store(false, Ordering::Relaxed);
    panic!(
        "target {name}, seed {seed}, input {input}: {why}\n\
         again: KFACTOR_FUZZ='{name} {seed} {input} 1' cargo test --release --test fuzz -- --ignored --nocapture\n\
         made shorter:\n{}",
        (target.shown)(&short)
    );
}

/// Bytes that fail, too, of which as many as possible are gone or nought.
fn shorter(target: &Target, mut bytes: Vec<u8>) -> Vec<u8> {
    let begin = Instant::now();
    let fails = |bytes: &[u8]| begin.elapsed() < Duration::from_secs(30) && attempt(target, bytes).is_err();
    let mut size = bytes.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < bytes.len() {
            let end = (at + size).min(bytes.len());
            let without = [&bytes[..at], &bytes[end..]].concat();
            let mut nought = bytes.clone();
            nought[at..end].fill(0);
            if fails(&without) {
                bytes = without;
            } else {
                if nought != bytes && fails(&nought) {
                    bytes = nought;
                }
                at = end;
            }
        }
        size /= 2;
    }
    bytes
}

/// The bytes of an input: `SplitMix64` from seed and number. Most inputs are short.
pub fn bytes_of(seed: u64, input: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0xd134_2543_de82_ef95) ^ input.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    let words = 8 << (next() % 6);
    (0..words).flat_map(|_| next().to_le_bytes()).collect()
}

/// The most memory that this process has had, where the system says so.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
}
