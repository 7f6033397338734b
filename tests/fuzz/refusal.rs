//! What holds of every refusal: it says what is wrong, where in the text, and in words.

use kfactor::input::Override;
use kfactor::output::answer::problems::{Texts, plain};
use kfactor::problem::{Origin, Problem};
use kfactor::words::Lang;
use kfactor::words::problem::{Words, words};
use kfactor::yaml::Source;

/// How the insides of the program would look if they came out.
const INSIDES: [&str; 14] = [
    "Some(",
    "Ok(",
    "Err(",
    "Text(\"",
    "Number(",
    "YesNo(",
    "bytes:",
    "origin:",
    "Known(",
    "Uncertain",
    "Problem",
    "Kind::",
    "Box<",
    "unwrap",
];

/// Checks what was found wrong with a text and its overrides.
pub fn is_well_told(found: &[Problem], source: &Source, overrides: &[Override]) {
    assert!(!found.is_empty(), "refused without a reason");
    for problem in found {
        if let Some(place) = &problem.place {
            let text = match place.origin {
                Origin::People => source.people().map_or("", Source::text),
                Origin::File => source.text(),
                Origin::Override(index) => overrides[index].text(),
            };
            assert!(text.get(place.bytes.clone()).is_some(), "{problem:?} is outside of the text");
        }
        for lang in [Lang::En, Lang::Zh] {
            let Words { title, label, help } = words(problem, lang);
            assert!(!title.trim().is_empty(), "{problem:?} has no words");
            let told = [title, label, help.unwrap_or_default()].join("\n");
            let texts = || [source.text()].into_iter().chain(overrides.iter().map(Override::text));
            let typed = |inside: &str| texts().any(|text| text.contains(inside));
            let inside = INSIDES.into_iter().find(|inside| told.contains(inside) && !typed(inside));
            assert!(inside.is_none(), "{told}");
        }
        serde_json::to_string(problem).expect("problems are JSON");
    }
    let texts = Texts { source, overrides };
    assert!([Lang::En, Lang::Zh].iter().all(|lang| !plain(found, texts, *lang).trim().is_empty()));
}
