//! The report of an answer: a page to read and a picture to send. What they say is kept beside it, in every language, so that it can be made again.

#[cfg(feature = "png")]
use crate::output::format::chart::zoomed;
#[cfg(feature = "png")]
use crate::output::format::document::card;
use crate::output::format::document::{Document, html};
use crate::output::format::visible::escaped_json;
use crate::output::{File, RenderOptions};
use crate::words::Lang;
use serde::{Deserialize, Serialize};

/// The page.
pub const PAGE: &str = "report.html";
/// The picture.
const CARD: &str = "card.png";
/// What they say.
pub const KEPT: &str = "report.json";

/// The paths that a report may have.
pub(super) const PATHS: [&str; 3] = [PAGE, CARD, KEPT];

/// What a report says, in every language.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    documents: Vec<Document>,
}

/// The files of a report.
pub(super) fn files(document: impl Fn(Lang) -> Document, options: &RenderOptions) -> Vec<File> {
    let kept = Kept { documents: [Lang::En, Lang::Zh].map(document).into() };
    let mut files = rendered(&kept, options.lang, options.charts);
    files.push(File::new(KEPT, escaped_json(serde_json::to_string(&kept).unwrap_or_default()) + "\n"));
    files
}

/// Page and picture made again, in this language, from what is kept; none when that is something else.
#[must_use]
pub fn again(kept: &[u8], lang: Lang, pictures: bool) -> Option<Vec<File>> {
    let kept: Kept = serde_json::from_slice(kept).ok()?;
    Some(rendered(&kept, lang, pictures)).filter(|files| !files.is_empty())
}

/// What is made of it in this language; the picture where pictures are wanted.
fn rendered(kept: &Kept, lang: Lang, pictures: bool) -> Vec<File> {
    let Some(document) = kept.documents.iter().find(|document| document.lang == lang) else {
        return Vec::new();
    };
    let mut files = vec![File::new(PAGE, html(document))];
    files.extend(pictures.then(|| picture(document)).flatten());
    files
}

#[cfg(feature = "png")]
fn picture(document: &Document) -> Option<File> {
    zoomed(&card(document), 1.0).map(|bytes| File::new(CARD, bytes))
}

#[cfg(not(feature = "png"))]
fn picture(_: &Document) -> Option<File> {
    None
}
