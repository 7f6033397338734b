//! What every report says, whatever it is about.

use super::Lang;
use super::number::with_noun;
use super::range::are_few;

/// For those who go by the keyboard.
#[must_use]
pub fn skip(lang: Lang) -> &'static str {
    lang.pick("Skip to the report", "跳到报告")
}

/// What the list of sections is called.
#[must_use]
pub fn contents(lang: Lang) -> &'static str {
    lang.pick("Contents", "目录")
}

/// What a table without a title is called.
#[must_use]
pub fn table(lang: Lang) -> &'static str {
    lang.pick("Table", "表格")
}

/// What the glyph of doubt means.
#[must_use]
pub fn how_to_read(lang: Lang) -> &'static str {
    lang.pick(
        "How to read it: the number and the dot are the run in the middle (the median), the dark bar holds 50% of the runs, the pale one 90%.",
        "怎么看：数字和圆点是居中的一次（中位数），深条含 50% 的模拟结果，浅条含 90%。",
    )
}

/// How to read a fan of so many runs.
#[must_use]
pub fn fan(runs: u64, lang: Lang) -> &'static str {
    if are_few(runs) {
        return lang.pick(
            "Line: the run in the middle; dark band: 50% of runs; pale: all",
            "线：居中的一次；深色带：50% 的模拟结果；浅色带：全部",
        );
    }
    lang.pick(
        "Line: the run in the middle; dark band: 50% of runs; pale: 90%",
        "线：居中的一次；深色带：50% 的模拟结果；浅色带：90%",
    )
}

/// The numbers behind a chart over time.
#[must_use]
pub fn day_by_day(lang: Lang) -> &'static str {
    lang.pick("The numbers day by day", "看每天的数字")
}

/// The numbers behind a chart of designs.
#[must_use]
pub fn one_by_one(lang: Lang) -> &'static str {
    lang.pick("The numbers one by one", "看每个方案的数字")
}

/// The numbers behind the bars of a number over runs.
#[must_use]
pub fn bar_by_bar(lang: Lang) -> &'static str {
    lang.pick("The numbers bar by bar", "看每一条的数字")
}

/// The numbers behind a tree of invitations.
#[must_use]
pub fn by_generation(lang: Lang) -> &'static str {
    lang.pick("How many of each generation", "看每一代的人数")
}

/// How to ask a chart for its values.
#[must_use]
pub fn point_at(lang: Lang) -> &'static str {
    lang.pick("Point at the chart, or tap it, for every value.", "点按或移到图上看数值。")
}

/// What a simulation is not.
#[must_use]
pub fn footer(lang: Lang) -> String {
    let version = env!("CARGO_PKG_VERSION");
    lang.pick(
        format!(
            "A simulation, not a promise: it is as good as the assumptions above. Made by kfactor {version}."
        ),
        format!("是模拟，不是承诺：结论只和上面的假设一样可靠。由 kfactor {version} 生成。"),
    )
}

/// “in 13 of 100 runs”, so that chance is counted.
#[must_use]
pub fn how_often(p: f64, runs: u64, lang: Lang) -> String {
    let of_100 = dots(p);
    if p <= 0.0 {
        return lang.pick("in no run", "一次也没有").to_owned();
    }
    if p >= 1.0 {
        return lang.pick("in every run", "次次都有").to_owned();
    }
    if are_few(runs) || p * 100.0 < 0.5 || p * 100.0 > 99.5 {
        let times = super::number::short_count((p * runs as f64).round(), lang);
        let runs = super::number::short_count(runs as f64, lang);
        let [times_told, runs_told] = [&times, &runs].map(|number| with_noun(number, "次"));
        return lang.pick(format!("in {times} of {runs} runs"), format!("{runs_told}里有 {times_told}"));
    }
    lang.pick(format!("in {of_100} of 100 runs"), format!("100 次里有 {of_100} 次"))
}

/// The same in front of what happens, in Chinese: `100 次模拟里有 13 次`, `次次都`.
#[must_use]
pub fn so_often(p: f64, runs: u64) -> String {
    if p >= 1.0 {
        "次次都".to_owned()
    } else {
        how_often(p, runs, Lang::Zh).replacen("次里", "次模拟里", 1)
    }
}

/// The head over what to mind.
#[must_use]
pub fn watch_out(lang: Lang) -> &'static str {
    lang.pick("Watch out", "要当心")
}

/// The same on a hundred dots: what happens at all is a dot, what does not always happen is not all of them.
#[must_use]
pub fn dots(p: f64) -> u8 {
    match p {
        never if never <= 0.0 => 0,
        always if always >= 1.0 => 100,
        sometimes => (sometimes * 100.0).round().clamp(1.0, 99.0) as u8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_counted() {
        let told = |p, runs| [how_often(p, runs, Lang::En), how_often(p, runs, Lang::Zh)];
        assert_eq!(told(0.13, 10_000), ["in 13 of 100 runs", "100 次里有 13 次"]);
        assert_eq!(told(0.0003, 10_000), ["in 3 of 10,000 runs", "1万次里有 3 次"]);
        assert_eq!(told(0.5, 10), ["in 5 of 10 runs", "10 次里有 5 次"]);
        assert_eq!(told(0.0, 10), ["in no run", "一次也没有"]);
        assert_eq!([0.13, 1.0].map(|p| so_often(p, 100)), ["100 次模拟里有 13 次", "次次都"]);
        assert_eq!([0.0, 0.0001, 0.134, 0.9999, 1.0].map(dots), [0, 1, 13, 99, 100]);
    }
}
