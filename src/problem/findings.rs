//! Problems with the meaning of a scenario, collected as they are found; `input` finds their places afterwards.

use super::kind::ProblemKind;
use super::path::Path;

/// Problems by path, in the order in which they were found.
#[derive(Debug, Default)]
pub(crate) struct Findings(pub Vec<(Path, ProblemKind)>);

impl Findings {
    pub fn push(&mut self, path: Path, kind: ProblemKind) {
        self.0.push((path, kind));
    }

    /// Notes a problem if `wrong`.
    pub fn when(&mut self, wrong: bool, path: &Path, kind: ProblemKind) {
        if wrong {
            self.push(path.clone(), kind);
        }
    }
}
