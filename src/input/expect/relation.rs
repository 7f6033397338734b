//! The sign between an estimate and its bound.

use crate::problem::StatementFault as Fault;
use crate::scenario::Relation;

/// Whether signs of comparison are written with this character.
pub(super) fn is_sign(c: char) -> bool {
    "<>=!≤≥≦≧＜＞＝".contains(c)
}

/// What a sign means.
pub(super) fn relation(sign: &str) -> Result<Relation, Fault> {
    match sign {
        "<" | "＜" => Ok(Relation::Less),
        "<=" | "=<" | "≤" | "≦" | "＜＝" | "＜=" | "<＝" => Ok(Relation::AtMost),
        ">" | "＞" => Ok(Relation::More),
        ">=" | "=>" | "≥" | "≧" | "＞＝" | "＞=" | ">＝" => Ok(Relation::AtLeast),
        "=" | "==" | "＝" | "＝＝" | "!=" => Err(Fault::Equality),
        _ => Err(Fault::NoRelation),
    }
}
