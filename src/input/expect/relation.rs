//! The sign between an estimate and its bound.

use crate::problem::StatementFault as Fault;
use crate::scenario::Relation;

/// Whether signs of comparison are written with this character.
pub(super) fn is_sign(c: char) -> bool {
    "<>=!≤≥≦≧＜＞＝".contains(c)
}

/// What a sign means, and how it is written where it was meant well.
pub(super) fn relation(sign: &str) -> Result<(Relation, Option<&'static str>), Fault> {
    let habit = |instead, relation| Ok((relation, Some(instead)));
    match sign {
        "<" => Ok((Relation::Less, None)),
        "<=" => Ok((Relation::AtMost, None)),
        ">" => Ok((Relation::More, None)),
        ">=" => Ok((Relation::AtLeast, None)),
        "=<" | "≤" | "≦" | "＜＝" | "＜=" | "<＝" => habit("<=", Relation::AtMost),
        "=>" | "≥" | "≧" | "＞＝" | "＞=" | ">＝" => habit(">=", Relation::AtLeast),
        "＜" => habit("<", Relation::Less),
        "＞" => habit(">", Relation::More),
        "=" | "==" | "＝" | "＝＝" | "!=" => Err(Fault::Equality),
        _ => Err(Fault::NoRelation),
    }
}
