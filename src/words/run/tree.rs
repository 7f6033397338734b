//! The words of the picture of a tree of invitations.

use crate::study::run::{RunReport, Tree};
use crate::words::Lang;
use crate::words::chart::ChartWords;
use crate::words::number::{short_count, with_noun};

/// The tree.
pub const TREE: ChartWords<RunReport> = ChartWords {
    name: ["an invitation tree", "一棵裂变树"],
    sentence: |report, lang| report.tree.as_ref().map_or_else(String::new, |tree| sentence(tree, lang)),
};

fn sentence(tree: &Tree, lang: Lang) -> String {
    let number = |number: u64| short_count(number as f64, lang);
    let (people, most) = (number(tree.people), number(tree.most_invited));
    let (replicate, shown) = (number(tree.replicate), number(tree.members.len() as u64));
    let only = tree.people > tree.members.len() as u64;
    let cut = if only {
        lang.pick(
            format!(" Shown: the first {shown}."),
            format!("图中是最先接受邀请的 {}。", with_noun(&shown, "人")),
        )
    } else {
        String::new()
    };
    lang.pick(
        format!(
            "The largest tree of a typical campaign (number {replicate}): {people} people; one of them invited {most}.{cut}"
        ),
        format!("一次典型模拟（编号 {replicate}）里最大的裂变树：共 {}，一个人最多直接邀来 {}。{cut}", with_noun(&people, "人"), with_noun(&most, "人")),
    )
}

/// So many are of a generation; the first who invited is of none.
#[must_use]
pub fn generation(generation: usize, people: u64, lang: Lang) -> String {
    let people = short_count(people as f64, lang);
    match generation {
        0 => lang.pick("the first".to_owned(), "起点".to_owned()),
        _ => lang.pick(
            format!("generation {generation}: {people}"),
            format!("第 {generation} 代：{}", with_noun(&people, "人")),
        ),
    }
}

/// So many are of so many generations that are not told one by one.
#[must_use]
pub fn further_generations(generations: usize, people: u64, lang: Lang) -> String {
    let people = short_count(people as f64, lang);
    lang.pick(
        format!("{generations} more generations: {people}"),
        format!("其余 {generations} 代：{}", with_noun(&people, "人")),
    )
}
