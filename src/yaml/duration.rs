//! Lengths of time and dates as they are typed: `45m`, `12h`, `1d12h`, `2w`; `2026-03-02 20:00`.

use super::Start;
use super::problem::ProblemKind;

/// The most days that any duration may name (a century): beyond that somebody mistyped.
pub(super) const MAX_DAYS: f64 = 36_500.0;

/// Reads a duration in days; `None` when it is none.
pub(super) fn parse(text: &str) -> Option<Result<f64, ProblemKind>> {
    let mut rest = text.trim();
    let mut days = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !matches!(c, '0'..='9' | '.' | '_')).unwrap_or(rest.len());
        let number: f64 = rest[..digits].replace('_', "").parse().ok()?;
        rest = rest[digits..].trim_start();
        let Some(unit) = rest.chars().next() else {
            // A bare number: nought needs no unit, anything else does.
            return Some(if number == 0.0 && days == 0.0 { Ok(0.0) } else { Err(ProblemKind::NoUnit) });
        };
        days += number * days_of(unit)?;
        rest = rest[unit.len_utf8()..].trim_start();
    }
    (!text.trim().is_empty()).then_some(Ok(days))
}

fn days_of(unit: char) -> Option<f64> {
    match unit {
        'm' => Some(1.0 / 1440.0),
        'h' => Some(1.0 / 24.0),
        'd' => Some(1.0),
        'w' => Some(7.0),
        _ => None,
    }
}

/// Reads `2026-03-02`, `2026-03-02 20:00` or `2026-03-02T20:00` (seconds are allowed and must be 0).
pub(super) fn parse_date(text: &str) -> Option<Start> {
    let text = text.trim();
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, "00:00"));
    let date: Vec<i32> = numbers(date, '-')?;
    let time: Vec<i32> = numbers(time.trim(), ':')?;
    let ([year, month, day], [hour, minute, seconds @ ..]) = (&date[..], &time[..]) else {
        return None;
    };
    let valid = (1900..=9999).contains(year)
        && (1..=12).contains(month)
        && (1..=days_in_month(*year, *month)).contains(day)
        && (0..24).contains(hour)
        && (0..60).contains(minute)
        && matches!(seconds, [] | [0]);
    valid.then(|| Start {
        year: *year,
        month: *month as u8,
        day: *day as u8,
        minute_of_day: (hour * 60 + minute) as u16,
    })
}

/// What is wrong with a date that [`parse_date`] refuses, where that can be told.
pub(super) fn date_fault(text: &str) -> Option<ProblemKind> {
    let narrow: String = text.chars().map(super::habit::narrow).collect();
    let dashed = narrow.trim_matches(['"', '\'', ' ']).replace(['/', '.', '年', '月'], "-").replace('日', "");
    if dashed != text && parse_date(&dashed).is_some() {
        let dashed = dashed.trim().to_owned();
        let found: String = text.chars().filter(|c| !dashed.contains(*c)).collect();
        return Some(ProblemKind::Habit { found: first_of(&found), instead: dashed });
    }
    let day = dashed.trim().split([' ', 'T']).next()?;
    let is_day = matches!(&numbers(day, '-')?[..], [year, 1..=12, 1..=31] if *year >= 1900);
    (is_day && parse_date(day).is_none()).then_some(ProblemKind::NoSuchDay)
}

fn first_of(found: &str) -> String {
    found.chars().next().map(String::from).unwrap_or_default()
}

fn numbers(text: &str, separator: char) -> Option<Vec<i32>> {
    text.split(separator)
        .map(|part| part.parse().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit())))
        .collect()
}

fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_days() {
        let days = |text| parse(text).and_then(Result::ok);
        assert_eq!(days("36h"), Some(1.5));
        assert_eq!(days("2w"), Some(14.0));
        assert_eq!(days("1d12h"), Some(1.5));
        assert_eq!(days("90m"), Some(0.0625));
        assert_eq!(days("0"), Some(0.0));
        assert_eq!(days("soon"), None);
        assert_eq!(days(""), None);
        assert_eq!(days("-3d"), None);
        assert!(matches!(parse("30"), Some(Err(ProblemKind::NoUnit))));
    }

    #[test]
    fn dates_exist_or_are_refused() {
        let start = parse_date("2026-03-02 20:30").unwrap();
        assert_eq!((start.year, start.month, start.day, start.minute_of_day), (2026, 3, 2, 1230));
        assert_eq!(parse_date("2026-03-02").unwrap().minute_of_day, 0);
        assert!(parse_date("2028-02-29T00:00:00").is_some());
        for wrong in ["2026-02-29", "2026-13-01", "2026-3", "02.03.2026", "2026-03-02 24:00", "2026-03-+2"] {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_date_is_told() {
        assert_eq!(date_fault("2026-02-30"), Some(ProblemKind::NoSuchDay));
        for typed in ["2026/03/02", "2026.03.02", "2026年03月02日", "２０２６-03-02"] {
            let Some(ProblemKind::Habit { instead, .. }) = date_fault(typed) else { panic!("{typed}") };
            assert_eq!(instead, "2026-03-02");
        }
        assert_eq!(date_fault("soon"), None);
    }
}
