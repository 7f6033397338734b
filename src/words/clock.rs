//! The step in words: how long it is, who chose it, what it costs in precision; what was assumed about time, and which keys
//! do nothing.

use super::Lang;
use super::network::noticed;
use super::number::percent;
use super::page::{idle_key, key_named};
use crate::scenario::{ASSUMED_DELAY, IdleKey, Scenario, StepIs};

/// The step of a simulation, as part of a list: `step 8h, chosen`.
#[must_use]
pub fn step(scenario: &Scenario, lang: Lang) -> String {
    let minutes = scenario.clock.step_minutes;
    let length = length(minutes, lang);
    if scenario.is_in_cycles() {
        return lang.pick(format!("cycles of {length}"), format!("每轮 {length}"));
    }
    match scenario.clock.step_is {
        StepIs::Named => lang.pick(format!("step {length}"), format!("步长 {length}")),
        StepIs::Open | StepIs::Chosen => {
            lang.pick(format!("step {length} chosen"), format!("步长 {length}（自动）"))
        }
    }
}

fn length(minutes: u32, lang: Lang) -> String {
    lang.pick(as_typed(minutes), in_chinese(minutes))
}

/// A length of time as a scenario has it: `8h`, `15m`.
pub fn as_typed(minutes: u32) -> String {
    match minutes {
        whole if whole % 1440 == 0 => format!("{}d", whole / 1440),
        whole if whole % 60 == 0 => format!("{}h", whole / 60),
        _ => format!("{minutes}m"),
    }
}

/// The same in words of Chinese.
fn in_chinese(minutes: u32) -> String {
    match minutes {
        whole if whole % 1440 == 0 => format!("{} 天", whole / 1440),
        whole if whole % 60 == 0 => format!("{} 小时", whole / 60),
        _ => format!("{minutes} 分钟"),
    }
}

/// What is to be known about how a scenario was understood; `step_error` is how far its step is off, where that is worth telling.
#[must_use]
pub fn notes(scenario: &Scenario, step_error: Option<f64>, lang: Lang) -> Vec<String> {
    let assumed = scenario.assumes_delay().then(|| assumed_delay(lang));
    let coarse = step_error.map(|error| coarse_step(scenario, error, lang));
    let idle = scenario.idle.iter().map(|IdleKey { key, meant }| {
        let meant: Vec<String> = meant.iter().map(|key| key_named(key, lang)).collect();
        let (fault, way_out) = idle_key(&key_named(key, lang), &meant, lang);
        lang.pick(format!("Careful: {fault}; {way_out}."), format!("注意：{fault}；{way_out}。"))
    });
    let at_once = scenario.has_code_at_once().then(|| code_at_once(lang));
    let has_hours_within = scenario.clock.step_minutes > 60;
    let spread = (scenario.counts_hours() && has_hours_within).then(|| spread_over_hours(scenario, lang));
    let together =
        (scenario.capacity.per_hour.is_some() && has_hours_within).then(|| hours_together(scenario, lang));
    let left_out = scenario.left_out.iter().map(|remark| noticed(remark, lang));
    idle.chain(at_once).chain(left_out).chain(assumed).chain(spread).chain(together).chain(coarse).collect()
}

fn assumed_delay(lang: Lang) -> String {
    let mean = length((ASSUMED_DELAY * 1440.0) as u32, lang);
    lang.pick(
        format!("Assumed: friends take {mean} on average to answer, because `delay` is not given. Growth depends on it; write what you know, for example `delay: {{ exponential: 12h }}`."),
        format!("假设：没有写 `响应时间`，按好友平均 {mean}后回应计算。增长快慢取决于它；请写明实际情况，例如 `响应时间: {{ 指数: 12小时 }}`。"),
    )
}

fn code_at_once(lang: Lang) -> String {
    lang.pick(
        "Careful: `community.code` turns nobody away, because the next code is there at once; say how long that takes with `renew`.".to_owned(),
        "注意：`社群.活码` 不会挡住任何人，因为下一个活码马上就有；请用 `换码用时` 写明换码要多久。".to_owned(),
    )
}

/// People are counted by the hour, and a step has several.
fn spread_over_hours(scenario: &Scenario, lang: Lang) -> String {
    let length = length(scenario.clock.step_minutes, lang);
    lang.pick(
        format!("`step: {length}` is longer than an hour, in which `accounts` or `ban` count people: in which hour of it somebody comes is not known, and too many are taken to come in the lively ones. So too many are turned away or alarm the platform. Leave `step` out, or make it 1h."),
        format!("`步长: {length}` 比 `账号` 或 `封禁` 计数用的一小时长：一步之内谁在哪个小时来并不知道，会把人过多地摊到热闹的钟点，挡住的人和触发封禁都会偏多。可以不写 `步长`，或改成 1 小时。"),
    )
}

/// Places are for an hour, and a step has several.
fn hours_together(scenario: &Scenario, lang: Lang) -> String {
    let length = length(scenario.clock.step_minutes, lang);
    lang.pick(
        format!("`step: {length}` is longer than an hour: the places of `capacity.per_hour` are those of all its hours together, so that too few are turned away where many come at once. Leave `step` out, or make it 1h."),
        format!("`步长: {length}` 比一小时长：`名额.每小时` 按一步里的几个小时合起来算，一下子来很多人时挡住的会偏少。可以不写 `步长`，或改成 1 小时。"),
    )
}

/// An error beyond this is told without a figure: how far it goes is not known any more.
const MANY_TIMES: f64 = 5.0;

fn coarse_step(scenario: &Scenario, error: f64, lang: Lang) -> String {
    let length = length(scenario.clock.step_minutes, lang);
    if error > MANY_TIMES {
        return lang.pick(
            format!("`step: {length}` is far too coarse: the expected course is wrong many times over. Leave `step` out, and it is chosen."),
            format!("`步长: {length}` 太粗：预期进程会错出很多倍。不写 `步长` 时会自动选择。"),
        );
    }
    let error = percent(error);
    match scenario.clock.step_is {
        StepIs::Named => lang.pick(
            format!("`step: {length}` is coarse: the expected course is off by up to {error}. Leave `step` out, and it is chosen."),
            format!("`步长: {length}` 偏粗：预期进程最多差约 {error}。不写 `步长` 时会自动选择。"),
        ),
        StepIs::Open | StepIs::Chosen => lang.pick(
            format!("Even with the finest possible step, {length}, the expected course is off by up to {error}."),
            format!("即使用最细的步长 {length}，预期进程最多仍差约 {error}。"),
        ),
    }
}
