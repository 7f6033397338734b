//! What is said of a network: what was left out of its files.

use super::Lang;
use super::number::{rounded, short_count, with_noun};
use super::page::key_named;
use crate::network::{LeftOut, Omitted, Plan, Remark};
use crate::scenario::Scenario;

/// That all campaigns stand on one network that was drawn, where they do.
#[must_use]
pub fn one_network(scenario: &Scenario, lang: Lang) -> Option<String> {
    if !scenario.has_one_drawn_network() {
        return None;
    }
    let Some(Plan::Drawn { .. }) = &scenario.network else {
        return Some(lang.pick(
            "All campaigns have the same drawn chat groups: the luck of their drawing is not in the ranges. Another `seed` draws others.".to_owned(),
            "所有模拟用的是同一批随机生成的聊天群：生成时的运气不在区间里；换一个 `随机数编号` 会另画一批。".to_owned(),
        ));
    };
    let key = key_named("network.redraw", lang);
    Some(lang.pick(
        format!("All campaigns stand on the same drawn network: the luck of its drawing is not in the ranges. `{key}: true` draws another one in each."),
        format!("所有模拟都在同一张随机生成的关系网上：生成时的运气不在区间里；写 `{key}: 是`，每次模拟都另画一张。"),
    ))
}

/// What was noticed of a network.
#[must_use]
pub fn noticed(remark: &Remark, lang: Lang) -> String {
    match remark {
        Remark::Omitted(omitted) => left_out(omitted, lang),
        Remark::PerhapsHeader { file, line, perhaps_header: [one, other] } => lang.pick(
            format!("Careful: `{one}` and `{other}` in line {line} of `{file}` occur nowhere else and are taken for two people; if they name columns, call these `from` and `to`."),
            format!("注意：`{file}` 第 {line} 行的 `{one}` 和 `{other}` 别处都没有出现，按两个人算；如果是表头，请改成“来源”和“目标”。"),
        ),
        Remark::FewerContacts { contacts_asked, contacts_drawn } => {
            let [asked, drawn] = [contacts_asked, contacts_drawn].map(|number| rounded(*number).to_string());
            lang.pick(
                format!("Careful: people were drawn {drawn} contacts on average, not {asked} as `degrees` asks: nobody can know more people than there are others."),
                format!("注意：`好友数` 要求平均 {asked} 人，实际只生成了 {drawn} 人：一个人认识的人不会多于其余所有人。"),
            )
        }
    }
}

/// What was left out of a file, how often, and where first.
fn left_out(omitted: &Omitted, lang: Lang) -> String {
    let Omitted { file, about, tally } = omitted;
    let (many, line) = (short_count(tally.count as f64, lang), tally.first_line);
    match lang {
        Lang::En => {
            let what = match about {
                LeftOut::Loops => "people said to know themselves",
                LeftOut::Duplicates => "contacts that were there before",
                LeftOut::SeatsTwice => "people named in a group twice",
            };
            format!("Left out of `{file}`: {what}, {many} in all, the first in line {line}.")
        }
        Lang::Zh => {
            let what = match about {
                LeftOut::Loops => "自己与自己的关系",
                LeftOut::Duplicates => "重复的关系",
                LeftOut::SeatsTwice => "同一群里重复的成员",
            };
            format!("`{file}`：略去{what} {}，第一处在第 {line} 行。", with_noun(&many, "条"))
        }
    }
}
