//! Days by their dates, where a campaign says when it starts.

use crate::scenario::Start;
use crate::words::Lang;
use crate::words::number::short_count;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const WEEKDAYS: [[&str; 2]; 7] = [
    ["Mon", "周一"],
    ["Tue", "周二"],
    ["Wed", "周三"],
    ["Thu", "周四"],
    ["Fri", "周五"],
    ["Sat", "周六"],
    ["Sun", "周日"],
];

fn month(date: &Start) -> &'static str {
    MONTHS[usize::from(date.month.clamp(1, 12)) - 1]
}

fn weekday(date: &Start, lang: Lang) -> &'static str {
    let [en, zh] = WEEKDAYS[date.weekday()];
    lang.pick(en, zh)
}

/// A day below a chart: its date and its weekday.
#[must_use]
pub fn day_name(date: &Start, lang: Lang) -> [String; 2] {
    let name = lang.pick(format!("{} {}", date.day, month(date)), format!("{}/{}", date.month, date.day));
    [name, weekday(date, lang).to_owned()]
}

/// A day in a sentence.
#[must_use]
pub fn day_told(date: &Start, lang: Lang) -> String {
    let weekday = weekday(date, lang);
    lang.pick(
        format!("{weekday} {} {}", date.day, month(date)),
        format!("{}月{}日（{weekday}）", date.month, date.day),
    )
}

/// Days in a sentence, from the first to the last of them.
#[must_use]
pub fn days_told(first: &Start, last: &Start, lang: Lang) -> String {
    let (from, to) = (first.day, last.day);
    let (month_before, month_after) = (month(first), month(last));
    if (first.year, first.month) == (last.year, last.month) {
        return lang.pick(format!("{from}–{to} {month_after}"), format!("{}月{from}日–{to}日", first.month));
    }
    lang.pick(
        format!("{from} {month_before} – {to} {month_after}"),
        format!("{}月{from}日–{}月{to}日", first.month, last.month),
    )
}

/// How long a stretch is of which there is one beside the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// So many hours.
    Hours(u32),
    /// A day.
    Day,
    /// So many weeks.
    Weeks(u32),
}

/// “each week”.
#[must_use]
pub fn each(grain: Grain, lang: Lang) -> String {
    let (many, [one, some], chinese) = match grain {
        Grain::Hours(many) => (many, ["hour", "hours"], "小时"),
        Grain::Day => (1, ["day", "days"], "天"),
        Grain::Weeks(many) => (many, ["week", "weeks"], "周"),
    };
    match many {
        1 => lang.pick(format!("each {one}"), format!("每{chinese}")),
        _ => lang.pick(format!("every {many} {some}"), format!("每 {many} {chinese}")),
    }
}

/// What bars stand for of people who come so.
#[must_use]
pub fn added_each(grain: Grain, lang: Lang) -> String {
    let each = each(grain, lang);
    lang.pick(format!("{each}, on average"), format!("{each}新来（平均）"))
}

/// The title of a chart of money by such stretches.
#[must_use]
pub fn spent_each(grain: Grain, lang: Lang) -> String {
    let each = each(grain, lang);
    lang.pick(format!("What is spent {each}"), format!("{each}花多少"))
}

/// A moment as it stands in a file: `2026-03-28 20:00`; of midnight the date alone.
#[must_use]
pub fn as_written(moment: &Start) -> String {
    let Start { year, month, day, minute_of_day: minute } = *moment;
    let time = if minute == 0 { String::new() } else { format!(" {:02}:{:02}", minute / 60, minute % 60) };
    format!("{year}-{month:02}-{day:02}{time}")
}

/// The start of a campaign in full.
#[must_use]
pub fn since(start: &Start, lang: Lang) -> String {
    let (hour, minute) = (start.minute_of_day / 60, start.minute_of_day % 60);
    let time = if start.minute_of_day == 0 { String::new() } else { format!(" {hour:02}:{minute:02}") };
    let weekday = weekday(start, lang);
    lang.pick(
        format!("From {weekday} {} {} {}{time}", start.day, month(start), start.year),
        format!("{}年{}月{}日（{weekday}）{}起", start.year, start.month, start.day, time.trim_start()),
    )
}

/// A stretch of time of a campaign without dates, from these days or hours on (from 0) and so many of them.
#[must_use]
pub fn moment_name(from: f64, many: f64, in_hours: bool, lang: Lang) -> String {
    let (first, last) = (short_count((from + 1.0).round(), lang), short_count((from + many).round(), lang));
    let (which, many) = if first == last { (first, "") } else { (format!("{first}–{last}"), "s") };
    match in_hours {
        true => lang.pick(format!("hour{many} {which}"), format!("第 {which} 小时")),
        false => lang.pick(format!("day{many} {which}"), format!("第 {which} 天")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_as_people_say_them() {
        let start = Start { year: 2026, month: 3, day: 2, minute_of_day: 1200 };
        assert_eq!(day_name(&start, Lang::En), ["2 Mar", "Mon"]);
        assert_eq!(day_name(&start, Lang::Zh), ["3/2", "周一"]);
        assert_eq!(day_told(&start.after(5), Lang::Zh), "3月7日（周六）");
        assert_eq!(days_told(&start, &start.after(6), Lang::Zh), "3月2日–8日");
        assert_eq!(days_told(&start.after(28), &start.after(34), Lang::En), "30 Mar – 5 Apr");
        assert_eq!(added_each(Grain::Weeks(1), Lang::Zh), "每周新来（平均）");
        assert_eq!(spent_each(Grain::Hours(2), Lang::En), "What is spent every 2 hours");
        assert_eq!(since(&start, Lang::En), "From Mon 2 Mar 2026 20:00");
        assert_eq!(since(&start, Lang::Zh), "2026年3月2日（周一）20:00起");
        assert_eq!(moment_name(7.0, 7.0, false, Lang::Zh), "第 8–14 天");
        assert_eq!(moment_name(0.0, 1.0, true, Lang::En), "hour 1");
    }
}
