//! The files of `kfactor theory -o DIR`.

use super::{File, csv, json};
use crate::study::theory::TheoryReport;

/// Every file but the manifest, which lists them.
#[must_use]
pub fn render(report: &TheoryReport, excel: bool) -> Vec<File> {
    let file = |path: &str, bytes: Vec<u8>| File { path: path.to_owned(), bytes };
    vec![
        file("theory.json", json::theory(report).into_bytes()),
        file("theory.csv", csv::theory::scalars(&report.theory, excel)),
        file("matrix.csv", csv::theory::matrix(&report.theory, excel)),
        file("course.csv", csv::theory::course(&report.theory.course, excel)),
        file("levers.csv", csv::theory::levers(&report.levers, excel)),
    ]
}
