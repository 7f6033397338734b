//! Dotted paths, as options of the command line take them, in their standard form.

use super::shape::{Shape, scenario};

/// The keys of a path whose parts these are; names of the scenario's own and positions stay as they are.
pub(in crate::input) fn standard_names<'a>(parts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut shape = scenario();
    parts.into_iter().map(|part| step(&mut shape, part)).collect()
}

/// A dotted path.
pub(in crate::input) fn standard_path(path: &str) -> String {
    standard_names(path.split('.').map(str::trim)).join(".")
}

/// One part of a path; goes down to what stands below it.
pub(super) fn step(shape: &mut &'static Shape, part: &str) -> String {
    let here = *shape;
    // A trigger may be named without the `when` above it.
    let when = || here.key("when").and_then(|when| when.shape.key(part));
    if let Some(key) = here.key(part).or_else(when) {
        *shape = &key.shape;
        return key.name.clone();
    }
    // Anything else is a name, part of a name with dots, or a position.
    if let Some(below) = here.below_names.as_deref().or(here.items.as_deref()) {
        *shape = below;
    }
    let is_last_stage = here.is_last_stage(part);
    if is_last_stage { "join".to_owned() } else { part.to_owned() }
}
