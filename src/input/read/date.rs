//! Dates as they are typed: `2026-03-02`, `2026-03-02 20:00`; and what is wrong with those that are none.

use super::reader::{Read, Reader};
use crate::problem::{Expected, ProblemKind};
use crate::scenario::Start;
use crate::yaml::{Content, Node, narrow};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// A date, with or without a time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Date(pub Start);

impl Date {
    /// The date that a text is, or what is wrong with it; nothing where it was not meant for one.
    pub(super) fn meant_by(text: &str) -> Option<Result<Start, ProblemKind>> {
        parse_date(text).map(Ok).or_else(|| date_fault(text).map(Err))
    }
}

/// The date that a value is, if it is one.
pub(crate) fn date(node: &Node) -> Option<Start> {
    let Content::Text(text) = &node.content else { return None };
    parse_date(text)
}

impl Read for Date {
    fn read(node: &Node, reader: &mut Reader) -> Option<Date> {
        match &node.content {
            Content::Text(text) => match Date::meant_by(text) {
                Some(Ok(start)) => Some(Date(start)),
                Some(Err(kind)) => {
                    reader.problem(node, kind);
                    None
                }
                None => reader.wrong(node, Expected::Date),
            },
            _ => reader.wrong(node, Expected::Date),
        }
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A day, with or without a time: `2026-03-02` or `2026-03-02 20:00`.",
            "pattern": DATE,
        })
    }
}

/// Reads `2026-03-02`, `2026-03-02 20:00` or `2026-03-02T20:00` (seconds are allowed and must be 0).
fn parse_date(text: &str) -> Option<Start> {
    let text = text.trim();
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, "00:00"));
    let date: Vec<i32> = numbers(date, '-')?;
    let time: Vec<i32> = numbers(time.trim(), ':')?;
    let ([year, month, day], [hour, minute, seconds @ ..]) = (&date[..], &time[..]) else {
        return None;
    };
    if !(0..24).contains(hour) || !(0..60).contains(minute) || !matches!(seconds, [] | [0]) {
        return None;
    }
    let (month, day) = (u8::try_from(*month).ok()?, u8::try_from(*day).ok()?);
    let start = Start { year: *year, month, day, minute_of_day: (hour * 60 + minute) as u16 };
    Some(start).filter(Start::exists)
}

/// A date that is written as people write it, as a scenario has it: `2026-03-02` for `2026年3月2日`.
pub(crate) fn standard_date(text: &str) -> Option<String> {
    match date_fault(text)? {
        ProblemKind::Habit { instead, .. } => Some(instead),
        _ => None,
    }
}

/// The pattern of dates, for the schema.
pub(crate) const DATE: &str = "^ *[0-9０-９]{4}[-/.年][0-9０-９]{1,2}[-/.月][0-9０-９]{1,2}";

/// Why [`parse_date`] refuses a text that was meant for a date; `None` where it was not.
fn date_fault(text: &str) -> Option<ProblemKind> {
    let narrow: String = text.chars().map(narrow).collect();
    let dashed =
        narrow.trim_matches(['"', '\'', ' ']).replace(['/', '.', '年', '月'], "-").replace(['日', '号'], " ");
    let dashed = with_minutes(dashed.trim());
    if dashed != text && parse_date(&dashed).is_some() {
        let dashed = dashed.trim().to_owned();
        let found: String = text.chars().filter(|c| !dashed.contains(*c)).collect();
        return Some(ProblemKind::Habit { found: first_of(&found), instead: dashed });
    }
    let day = dashed.trim().split([' ', 'T']).next()?;
    let is_day = matches!(&numbers(day, '-')?[..], [year, 1..=12, 1..=31] if *year >= 1900);
    (is_day && parse_date(day).is_none()).then_some(ProblemKind::NoSuchDay)
}

/// A date whose time may be written in words, with the time in digits: `2026-3-2 20:00` for `2026-3-2 20点`.
fn with_minutes(date: &str) -> String {
    let words: Vec<&str> = date.split(' ').filter(|word| !word.is_empty()).collect();
    let hour = words.last().and_then(|time| time.split_once(['点', '时']));
    let digits =
        |text: &str| text.parse::<u32>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let time = hour.and_then(|(hour, behind)| {
        let minute = match behind.trim_start_matches('钟').trim_end_matches('分') {
            "" | "整" => 0,
            "半" => 30,
            minute => digits(minute)?,
        };
        Some(format!("{:02}:{minute:02}", digits(hour)?))
    });
    match (words.split_last(), time) {
        (Some((_, day)), Some(time)) if !day.is_empty() => format!("{} {time}", day.join(" ")),
        _ => words.join(" "),
    }
}

fn first_of(found: &str) -> String {
    found.chars().next().map(String::from).unwrap_or_default()
}

fn numbers(text: &str, separator: char) -> Option<Vec<i32>> {
    text.split(separator)
        .map(|part| part.parse().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for typed in [
            "2026年12月15日20点",
            "2026-12-15 20点",
            "2026年12月15日 20:00",
            "2026/12/15 20时",
            "2026年12月15号20点整",
        ] {
            assert_eq!(standard_date(typed).as_deref(), Some("2026-12-15 20:00"), "{typed}");
        }
        assert_eq!(standard_date("2026-12-9 8点半").as_deref(), Some("2026-12-9 08:30"));
        assert_eq!(standard_date("2026年12月9日8点5分").as_deref(), Some("2026-12-9 08:05"));
        for typed in ["20点", "12月9日", "第2天", "2026-12-15 25点"] {
            assert_eq!(standard_date(typed), None, "{typed}");
        }
    }
}
