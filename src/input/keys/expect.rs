//! `expect`: what must hold. A statement is read when the whole scenario is known.

use super::resolver::Resolver;
use crate::input::read::{Read, Reader};
use crate::problem::{Expected, Path, Place, ProblemKind};
use crate::scenario::{Expectation, Scenario};
use crate::yaml::{Content, Node};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// A statement of `expect`: what it says is read when the whole scenario is known.
#[derive(Clone, Debug, Default)]
pub(in crate::input) struct Statement {
    /// The statement and where it stands; `None` where it is none.
    pub text: Option<(String, Place)>,
}

impl Read for Statement {
    fn read(node: &Node, reader: &mut Reader) -> Option<Statement> {
        match &node.content {
            Content::Text(text) => Some(Statement { text: Some((text.clone(), node.place.clone())) }),
            _ => reader.wrong(node, Expected::Statement),
        }
    }

    fn placeholder() -> Option<Statement> {
        Some(Statement::default())
    }
}

impl JsonSchema for Statement {
    fn schema_name() -> Cow<'static, str> {
        "Statement".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "What must hold: an estimate, a comparison, a bound.",
            "pattern": concat!(
                "^ *((P|概率)[(（].+[)）]|(timeline|走势)[(（].+[)）][.的].+|(theory|理论)[.的].+|[^ ].*[.的].+)",
                " *[<>≤≥≦≧＜＞][=＝]? *-?[¥￥$]? *[.0-9０-９]",
            ),
            "examples": [
                "new_users.p50 >= 5000",
                "P(cost > 30000) <= 5%",
                "cac.mean < 15",
                "timeline(new_users, day 3).p50 >= 1000",
                "theory.k < 1",
                "新用户.中位数 ≥ 5000",
                "概率(总成本 > 3万) ≤ 5%",
            ],
        })
    }
}

impl Resolver {
    /// Which names a statement can use is known when everything else is.
    pub(super) fn expect(&mut self, raw: &[Statement], scenario: &Scenario) -> Vec<Expectation> {
        let mut understood = Vec::new();
        for (index, statement) in raw.iter().enumerate() {
            let Some((text, place)) = &statement.text else { continue };
            match Expectation::parse(text, scenario) {
                Ok(expectation) => {
                    understood.push(Expectation { place: Some(place.clone()), ..expectation });
                }
                Err(faults) => {
                    let path = Path::root().key("expect").index(index);
                    let kinds = faults.into_iter().map(|(at, fault)| ProblemKind::Statement { at, fault });
                    kinds.for_each(|kind| self.findings.push(path.clone(), kind));
                }
            }
        }
        understood
    }
}
