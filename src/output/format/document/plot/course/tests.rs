//! What is drawn of a week.

use super::*;

/// A week of which the second day brings most.
fn week() -> Course {
    let slot = |day: u8| Slot {
        from: f64::from(day),
        to: f64::from(day) + 1.0,
        value: if day == 1 { 300.0 } else { 20.0 },
        shown: if day == 1 { "300".to_owned() } else { "20".to_owned() },
        name: [format!("{} Mar", day + 2), String::new()],
        free: day > 4,
        told: String::new(),
    };
    let point = |day: u8| Point {
        day: f64::from(day),
        quantiles: [1.0, 2.0, 3.0, 4.0, 5.0].map(|q| q * f64::from(day)),
    };
    let tick = |value: f64| Tick { value, words: value.to_string() };
    Course {
        title: "Added".to_owned(),
        about: String::new(),
        told: String::new(),
        length: 7.0,
        fan: (0..8).map(point).collect(),
        held: vec![vec![(0.0, 0.0), (7.0, 14.0)]],
        ticks: vec![tick(0.0), tick(20.0)],
        ends: vec![tick(35.0), tick(21.0), tick(7.0)],
        levels: vec![tick(30.0)],
        moments: vec![tick(3.0)],
        bars: "each day".to_owned(),
        slots: (0..7).map(slot).collect(),
        rest: String::new(),
    }
}

#[test]
fn a_day_is_where_it_is_pointed_at() {
    let (svg, height, days) = week().draw(Look::WIDE);
    let shapes = svg.shapes();
    assert_eq!((days.len(), shapes.matches("class=\"dy\"").count()), (7, 7));
    assert!(days.windows(2).all(|pair| pair[0] < pair[1]) && days[6] < 800.0 && height > 300.0);
    for class in ["b90", "b50", "mid", "he", "dot", "lv", "mo", "fr"] {
        assert!(shapes.contains(&format!("class=\"{class}\"")), "{class}");
    }
    roxmltree::Document::parse(&format!("<svg>{shapes}</svg>")).unwrap();
}

#[test]
fn no_number_stands_on_a_higher_bar() {
    let mut course = week();
    course.slots[0].to = 0.1;
    course.slots[1].from = 0.1;
    let (svg, ..) = course.draw(Look::NARROW);
    let shapes = svg.shapes();
    assert!(shapes.contains(">300<"), "the highest");
    assert_eq!(shapes.matches(">20<").count(), 5 + 1, "the first day has no room; 20 is on the axis, too");
}

#[test]
fn nothing_is_drawn_of_nothing() {
    let mut course = week();
    (course.fan, course.slots) = (Vec::new(), Vec::new());
    let (svg, _, days) = course.draw(Look::NARROW);
    assert!(days.is_empty() && !svg.shapes().contains("NaN"));
}
