//! Who invited whom, and who of them brought most.

use crate::stats::Summary;
use crate::study::run::{Sharer, Tree};
use crate::words::Lang;
use crate::words::number::{percent, short_count, with_noun};
use crate::words::range::quantiles;

/// What the best sharers brought of all who were invited.
#[must_use]
pub fn top_sharers(part: f64, lang: Lang) -> String {
    let part = percent((part * 100.0).round() / 100.0);
    lang.pick(
        format!("The best tenth of those who brought somebody brought {part} of all who were invited"),
        format!("带来过人的用户里，最会拉的一成带来了 {part} 的受邀用户"),
    )
}

/// How long the longest chain of invitations is.
#[must_use]
pub fn longest_chain(generations: &Summary, lang: Lang) -> String {
    let longest = short_count(quantiles(generations)[2].round(), lang);
    lang.pick(
        format!("The longest chain has about {longest} invitations, one after the other"),
        format!("最长的一条裂变链约 {longest} 代"),
    )
}

/// What the best sharers of the campaign of a tree brought.
#[must_use]
pub fn best_sharers(tree: &Tree, lang: Lang) -> String {
    let brought: u64 = tree.sharers.iter().map(|sharer| sharer.invited).sum();
    let number = |number: u64| short_count(number as f64, lang);
    let (best, replicate, all) =
        (number(tree.sharers.len() as u64), number(tree.replicate), number(tree.invited));
    if brought == tree.invited {
        return lang.pick(
            match tree.sharers.len() {
                1 => format!(
                    "In a typical run (number {replicate}) one person brought all {all} who were invited"
                ),
                _ => format!(
                    "In a typical run (number {replicate}) {best} people brought all {all} who were invited"
                ),
            },
            format!(
                "一次典型模拟（编号 {replicate}）里，{}受邀用户全是这 {best} 人带来的",
                with_noun(&all, "位")
            ),
        );
    }
    let part = percent((brought as f64 / tree.invited as f64 * 100.0).round() / 100.0);
    lang.pick(
        format!("In a typical run (number {replicate}) the {} best sharers brought {part} of all who were invited", spelled(tree.sharers.len())),
        format!("一次典型模拟（编号 {replicate}）里，最会拉的 {best} 人带来了 {part} 的受邀用户"),
    )
}

fn spelled(number: usize) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    words.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// How to read the list of them.
#[must_use]
pub fn best_sharers_about(tree: &Tree, lang: Lang) -> String {
    let (inviters, all) = (short_count(tree.inviters as f64, lang), short_count(tree.invited as f64, lang));
    lang.pick(
        format!("Whom each of them invited; {inviters} people invited {all} in all"),
        format!("每人直接邀来几人；一共 {}邀来 {}", with_noun(&inviters, "人"), with_noun(&all, "人")),
    )
}

/// One of them, by his place in the list.
#[must_use]
pub fn sharer_name(place: usize, sharer: &Sharer, lang: Lang) -> String {
    match sharer.generation {
        0 => lang.pick(format!("{place}. at the root"), format!("{place}. 起点用户")),
        generation => {
            lang.pick(format!("{place}. generation {generation}"), format!("{place}. 第 {generation} 代"))
        }
    }
}

/// All whom he brought, his invitees' invitees included; nothing where these brought nobody. His segment, where there are several.
#[must_use]
pub fn sharer_note(sharer: &Sharer, segment: Option<&str>, lang: Lang) -> String {
    let through = (sharer.through > sharer.invited).then(|| {
        let through = short_count(sharer.through as f64, lang);
        lang.pick(format!("{through} in all"), format!("一层层下来共 {}", with_noun(&through, "人")))
    });
    let told: Vec<String> = segment.map(str::to_owned).into_iter().chain(through).collect();
    told.join(lang.pick(", ", "，"))
}

/// So many people.
#[must_use]
pub fn people(number: u64, lang: Lang) -> String {
    let told = short_count(number as f64, lang);
    match number {
        1 => lang.pick("1 person".to_owned(), "1 人".to_owned()),
        _ => lang.pick(format!("{told} people"), with_noun(&told, "人")),
    }
}

/// How to read the picture of a tree.
#[must_use]
pub fn tree_about(lang: Lang) -> &'static str {
    lang.pick(
        "In the middle the first; each ring is a generation, a line an invitation; who invited more has a larger dot",
        "中间是起点，一圈是一代，一条线是一次邀请；邀得越多，点越大",
    )
}

/// Those of whose segment there are too few for a colour.
#[must_use]
pub fn other_kinds(lang: Lang) -> &'static str {
    lang.pick("others", "其他人群")
}

/// Somebody in the picture, in a line.
#[must_use]
pub fn person_in_words(
    generation: u32,
    segment: Option<&str>,
    [invited, through]: [u64; 2],
    lang: Lang,
) -> String {
    let who = match generation {
        0 => lang.pick("The first".to_owned(), "起点".to_owned()),
        _ => lang.pick(format!("Generation {generation}"), format!("第 {generation} 代")),
    };
    let who = segment.map_or_else(
        || who.clone(),
        |segment| lang.pick(format!("{who}, {segment}"), format!("{who}，{segment}")),
    );
    let invited_told = short_count(invited as f64, lang);
    let through = (through > invited).then(|| short_count(through as f64, lang));
    match through {
        Some(through) => lang.pick(
            format!("{who}: invited {invited_told}; {through} came through him in all"),
            format!(
                "{who}：直接邀来 {}，一层层下来共 {}",
                with_noun(&invited_told, "人"),
                with_noun(&through, "人")
            ),
        ),
        None => lang.pick(
            format!("{who}: invited {invited_told}"),
            format!("{who}：直接邀来 {}", with_noun(&invited_told, "人")),
        ),
    }
}
