//! The journal of a sweep: begun, or continued where an earlier process left it.

use super::arguments::SweepArguments;
use crate::cli::command::shared;
use crate::cli::exit::Failure;
use crate::cli::terminal::tell;
use crate::input::Grid;
use crate::metrics::Layout;
use crate::output::answer::sweep::journal::{decode, difference, header};
use crate::output::publish::{JOURNAL, Journal, Refusal, Told};
use crate::study::sweep::{self, Point, Points, SweepPlan, SweepReport};
use crate::words::Lang;
use crate::words::sweep::cli as words;
use std::io;
use std::path::Path;

/// The journal of the folder: a new one, or that of an unfinished sweep with the points that it has.
pub fn open(
    folder: &Path,
    grid: &Grid,
    plan: &SweepPlan,
    arguments: &SweepArguments,
    lang: Lang,
) -> Result<(Option<Journal>, Points), Failure> {
    let place = folder.display().to_string();
    let busy = |refusal: Refusal| match refusal {
        Refusal::Failed(error) if error.kind() == io::ErrorKind::WouldBlock => {
            Failure::Usage(words::busy(&place, lang))
        }
        refusal => Failure::of_refusal(&refusal, lang),
    };
    // Whether the answer can be written in the end.
    drop(shared::begin::<SweepReport>(Some(folder), lang)?);
    let this = header(grid, plan);
    match Journal::open(folder).map_err(busy)? {
        Some((mut journal, told)) if arguments.resume => {
            if let Some(difference) = difference(&told.header, &this) {
                return Err(Failure::Usage(words::other_sweep(difference, &place, lang)));
            }
            let path = folder.join(JOURNAL).display().to_string();
            let points =
                kept(&told, grid).ok_or_else(|| Failure::Usage(words::broken_journal(&path, lang)))?;
            keep_if_damaged(&journal, &told, lang)?;
            journal.resume(&told).map_err(|error| Failure::unwritten(&error, lang))?;
            note(arguments, &words::resumed(told.lines.len(), grid.designs.len(), lang));
            Ok((Some(journal), points))
        }
        Some((_, told)) if !told.lines.is_empty() => {
            let path = folder.join(JOURNAL).display().to_string();
            Err(Failure::Usage(words::unfinished(told.lines.len(), &place, &path, lang)))
        }
        begun => {
            if let Some((journal, told)) = begun {
                keep_if_damaged(&journal, &told, lang)?;
            }
            let journal = Journal::begin(folder, &this).map_err(busy)?;
            if arguments.resume {
                note(arguments, &words::begins_anew(&place, lang));
            }
            Ok((Some(journal), Points::new()))
        }
    }
}

/// What cannot be read of a damaged journal is not lost: all of it is kept beside, which is told.
fn keep_if_damaged(journal: &Journal, told: &Told, lang: Lang) -> Result<(), Failure> {
    if told.is_damaged {
        let copy = journal.keep_copy().map_err(|error| Failure::unwritten(&error, lang))?;
        tell(&format!("{}\n", words::damaged(told.lines.len(), &copy.display().to_string(), lang)));
    }
    Ok(())
}

/// The points of a journal; none when it does not hold what its header says.
fn kept(told: &Told, grid: &Grid) -> Option<Points> {
    let mut points: Points = vec![None; grid.designs.len()];
    for line in &told.lines {
        let (index, summaries) = decode(line)?;
        let design = grid.designs.get(index)?;
        let metrics = sweep::metrics(design, &Layout::new(&design.shape()));
        points[index] = Some(Point::from_kept(metrics, summaries)?);
    }
    Some(points)
}

fn note(arguments: &SweepArguments, text: &str) {
    if !arguments.shared.quiet {
        tell(&format!("{text}\n"));
    }
}
