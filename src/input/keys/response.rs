//! A chance that grows with a value: `share.reward` and `join_reward`.

use super::resolver::Resolver;
use crate::input::read::{Chance, NonNegative, Num, Points, Positive, keys, plain_map};
use crate::problem::{Path, ProblemKind};
use crate::scenario::Response;

keys! {
    /// A chance that grows with a value: `{ max, half }`, or a `table`.
    RawResponse {
        max: Num<Chance>,
        half: Num<Positive>,
        /// Value and chance, interpolated: `{ 0: 0, 5: 12%, 20: 30% }`.
        table: Points<NonNegative, Num<Chance>>,
    }
}
plain_map!(RawResponse);

impl Resolver {
    pub(super) fn response(&mut self, raw: &RawResponse, path: &Path) -> Response {
        let saturating = raw.max.is_some() || raw.half.is_some();
        match &raw.table {
            Some(table) => {
                let both = ProblemKind::EitherOr { one: "table", other: "max" };
                self.findings.when(saturating, &path.key("table"), both);
                Response::Table(self.points(table, path))
            }
            None if saturating => Response::Saturating {
                max: self.required(raw.max.as_ref(), path, "max"),
                half: self.required(raw.half.as_ref(), path, "half"),
            },
            None => {
                self.findings.push(path.clone(), ProblemKind::ExactlyOne { of: &["max", "table"] });
                Response::Table(Vec::new())
            }
        }
    }
}
