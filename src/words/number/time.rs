//! Days and hours.

use super::plain::{count, counted, grouped};
use crate::words::Lang;

/// Days with one decimal, none where whole.
#[must_use]
pub fn days(value: f64) -> String {
    grouped(value, if is_whole(value) { 0 } else { 1 })
}

/// Whether days are whole, but for the rounding of steps that are parts of a day.
#[must_use]
pub fn is_whole(days: f64) -> bool {
    (days - days.round()).abs() < 1e-9
}

/// Whether a campaign of so many days is told in hours.
#[must_use]
pub fn told_in_hours(days: f64) -> bool {
    days < 2.0
}

/// Whether a length of so many days is told in minutes.
#[must_use]
pub fn told_in_minutes(days: f64) -> bool {
    days < 1.0 / 24.0
}

/// A length of time with its unit: hours below two days, minutes below an hour.
#[must_use]
pub fn span(length: f64, lang: Lang) -> String {
    let minutes = (length * 1440.0).round();
    if minutes < 60.0 {
        return lang.pick(counted(minutes, "minute"), format!("{} 分钟", grouped(minutes, 0)));
    }
    if told_in_hours(length) {
        let hours = (length * 24.0).round();
        return lang.pick(counted(hours, "hour"), format!("{} 小时", grouped(hours, 0)));
    }
    let days = days(length);
    lang.pick(format!("{days} days"), format!("{days} 天"))
}

/// A length of time that was put in, with its unit: the largest, of those in which such a length is told, of which it is no more
/// than two decimals.
#[must_use]
pub fn length(days: f64, lang: Lang) -> String {
    let units = [(1.0, ["day", "天"]), (24.0, ["hour", "小时"]), (1440.0, ["minute", "分钟"])];
    let largest = usize::from(told_in_hours(days)) + usize::from(told_in_minutes(days));
    let fits =
        |(many, _): &&(f64, [&str; 2])| (days * many * 100.0 - (days * many * 100.0).round()).abs() < 1e-5;
    let (many, [english, chinese]) = units[largest..].iter().find(fits).unwrap_or(&units[2]);
    let digits = grouped(days * many, 2);
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    let plural = if digits == "1" { "" } else { "s" };
    lang.pick(format!("{digits} {english}{plural}"), format!("{digits} {chinese}"))
}

/// A moment `day` days after the start of a campaign of `length` days. Early on parts of days are hours.
#[must_use]
pub fn moment(day: f64, length: f64, lang: Lang) -> String {
    if told_in_hours(length) || (told_in_hours(day) && !is_whole(day)) {
        let hour = count((day * 24.0).round());
        return lang.pick(format!("hour {hour}"), format!("第 {hour} 小时"));
    }
    let day = days(day);
    lang.pick(format!("day {day}"), format!("第 {day} 天"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_off_what_was_put_in() {
        let told = |days: f64| length(days, Lang::En);
        assert_eq!(told(25.5 / 24.0), "25.5 hours");
        assert_eq!(told(149.5 / 24.0), "149.5 hours");
        assert_eq!([14.0, 6.5, 1.5, 1.0 / 3.0].map(told), ["14 days", "6.5 days", "36 hours", "8 hours"]);
        assert_eq!(
            [0.0, 1.0 / 1440.0, 3_001.0 / 1440.0].map(told),
            ["0 minutes", "1 minute", "3,001 minutes"]
        );
        assert_eq!(length(2.25, Lang::Zh), "2.25 天");
        assert_eq!(told(f64::NAN), "– minutes");
    }

    #[test]
    fn short_campaigns_are_told_in_hours() {
        assert_eq!(span(14.0, Lang::En), "14 days");
        assert_eq!(span(1.0 / 24.0, Lang::En), "1 hour");
        assert_eq!(span(0.5 / 24.0, Lang::En), "30 minutes");
        assert_eq!(span(1.5, Lang::Zh), "36 小时");
    }
}
