//! What is to be known of how a campaign was understood, in words: at length where it is alone, in few words beside others.

use super::Lang;
use super::clock::length;
use super::network::noticed;
use super::number::percent;
use super::page::{idle_key, key_named};
use crate::scenario::{ASSUMED_DELAY, IdleKey};
use crate::study::notes::Note;

/// What is to be known.
#[must_use]
pub fn note(note: &Note, lang: Lang) -> String {
    match note {
        Note::IdleKey(IdleKey { key, meant }) => {
            let meant: Vec<String> = meant.iter().map(|key| key_named(key, lang)).collect();
            let (fault, way_out) = idle_key(&key_named(key, lang), &meant, lang);
            lang.pick(format!("Careful: {fault}; {way_out}."), format!("注意：{fault}；{way_out}。"))
        }
        Note::CodeAtOnce => lang
            .pick(
                "Careful: `community.code` turns nobody away, because the next code is there at once; say how long that takes with `renew`.",
                "注意：`社群.活码` 不会挡住任何人，因为下一个活码马上就有；请用 `换码用时` 写明换码要多久。",
            )
            .to_owned(),
        Note::Network(remark) => noticed(remark, lang),
        Note::AssumedDelay => {
            let mean = answer_time(lang);
            lang.pick(
                format!("Assumed: friends take {mean} on average to answer, because `delay` is not given. Growth depends on it; write what you know, for example `delay: {{ exponential: 12h }}`."),
                format!("假设：没有写 `响应时间`，按好友平均 {mean}后回应计算。增长快慢取决于它；请写明实际情况，例如 `响应时间: {{ 指数: 12小时 }}`。"),
            )
        }
        Note::NobodyAnyway => lang
            .pick(
                "Assumed: none of the invited would have come anyway; say how many with `anyway`, such as `anyway: 10% to 30%`.",
                "假设受邀用户不办活动就不会来；若有人本来就会来，请写 `自然会来`，如 `自然会来: 10%~30%`。",
            )
            .to_owned(),
        // People are counted by the hour, and a step has several.
        Note::HoursInStep { minutes } => {
            let length = length(*minutes, lang);
            lang.pick(
                format!("`step: {length}` is longer than an hour, in which `accounts` or `ban` count people: in which hour of it somebody comes is not known, and too many are taken to come in the lively ones. So too many are turned away or alarm the platform. Leave `step` out, or make it 1h."),
                format!("`步长: {length}` 比 `账号` 或 `封禁` 计数用的一小时长：一步之内谁在哪个小时来并不知道，会把人过多地摊到热闹的钟点，挡住的人和触发封禁都会偏多。可以不写 `步长`，或改成 1 小时。"),
            )
        }
        Note::PlacesInStep { minutes } => {
            let length = length(*minutes, lang);
            lang.pick(
                format!("`step: {length}` is longer than an hour: the places of `capacity.per_hour` are those of all its hours together, so that too few are turned away where many come at once. Leave `step` out, or make it 1h."),
                format!("`步长: {length}` 比一小时长：`名额.每小时` 按一步里的几个小时合起来算，一下子来很多人时挡住的会偏少。可以不写 `步长`，或改成 1 小时。"),
            )
        }
        Note::CoarseStep { minutes, error, named, finest } => {
            coarse_step(&length(*minutes, lang), *error, *named, *finest, lang)
        }
    }
}

/// The same in few words.
#[must_use]
pub fn in_short(of: &Note, lang: Lang) -> String {
    match of {
        Note::AssumedDelay => {
            let mean = answer_time(lang);
            lang.pick(
                format!("Assumed: friends take {mean} on average to answer (`delay`)."),
                format!("假设好友平均 {mean}后回应（`响应时间`）。"),
            )
        }
        Note::NobodyAnyway => lang
            .pick(
                "Assumed: none of the invited would have come anyway (`anyway`).",
                "假设受邀用户不办活动就不会来（`自然会来`）。",
            )
            .to_owned(),
        Note::HoursInStep { minutes } => {
            let length = length(*minutes, lang);
            lang.pick(
                format!("Careful: `step: {length}` is longer than the hour in which `accounts` or `ban` count people: too many are turned away or alarm the platform."),
                format!("注意：`步长: {length}` 比 `账号` 或 `封禁` 计数用的一小时长，挡住的人和触发封禁都会偏多。"),
            )
        }
        Note::PlacesInStep { minutes } => {
            let length = length(*minutes, lang);
            lang.pick(
                format!("Careful: `step: {length}` has the places of several hours of `capacity.per_hour` at once: too few are turned away."),
                format!("注意：`步长: {length}` 把 `名额.每小时` 几个小时的名额合在一起，挡住的会偏少。"),
            )
        }
        Note::IdleKey(_) | Note::CodeAtOnce | Note::Network(_) | Note::CoarseStep { .. } => note(of, lang),
    }
}

/// The notes of campaigns side by side in few words; where one is not of all of them it is said of which, as they are `called`.
#[must_use]
pub fn of_several(
    notes: &[(Note, Vec<usize>)],
    campaigns: usize,
    lang: Lang,
    called: impl Fn(&[usize]) -> String,
) -> Vec<String> {
    let told = |(note, of): &(Note, Vec<usize>)| {
        let words = in_short(note, lang);
        if of.len() == campaigns { words } else { said_of(&called(of), &words, lang) }
    };
    notes.iter().map(told).collect()
}

/// What is said of some.
#[must_use]
pub fn said_of(some: &str, words: &str, lang: Lang) -> String {
    lang.pick(format!("{some}: {words}"), format!("{some}：{words}"))
}

fn answer_time(lang: Lang) -> String {
    length((ASSUMED_DELAY * 1440.0) as u32, lang)
}

/// An error beyond this is told without a figure: how far it goes is not known any more.
const MANY_TIMES: f64 = 5.0;

fn coarse_step(length: &str, error: f64, named: bool, finest: bool, lang: Lang) -> String {
    let is_vast = error > MANY_TIMES;
    let off = percent(error);
    match (is_vast, named) {
        (true, _) => lang.pick(
            format!("`step: {length}` is far too coarse: the expected course is wrong many times over. Leave `step` out, and it is chosen."),
            format!("`步长: {length}` 太粗：预期进程会错出很多倍。不写 `步长` 时会自动选择。"),
        ),
        _ if finest => lang.pick(
            format!("Even with the finest possible step, {length}, the expected course is off by up to {off}."),
            format!("即使用最细的步长 {length}，预期进程最多仍差约 {off}。"),
        ),
        (false, true) => lang.pick(
            format!("`step: {length}` is coarse: the expected course is off by up to {off}. Leave `step` out, and it is chosen."),
            format!("`步长: {length}` 偏粗：预期进程最多差约 {off}。不写 `步长` 时会自动选择。"),
        ),
        (false, false) => lang.pick(
            format!("Steps of {length} are coarse here: the expected course is off by up to {off}."),
            format!("这里每步 {length} 偏粗：预期进程最多差约 {off}。"),
        ),
    }
}
