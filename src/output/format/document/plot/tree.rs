//! A tree of invitations: its root in the middle, a ring for every generation, a line for every invitation. Where people stand is
//! said by whoever shows it, in a circle of radius 1; the picture is as wide as there is room.

use super::svg::{Look, Svg, place};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Tree {
    pub(in crate::output) title: String,
    /// How to read it.
    pub(in crate::output) about: String,
    /// What it shows, for those who cannot see it.
    pub(in crate::output) told: String,
    /// The radius of the ring of each generation; 0 for the root.
    pub(in crate::output) rings: Vec<f64>,
    /// How far dots are apart at least.
    pub(in crate::output) room: f64,
    /// Who invites stands before whom he invites; the root is the first.
    pub(in crate::output) people: Vec<Person>,
    /// The kinds of people that have a colour of their own, where there are several.
    pub(in crate::output) kinds: Vec<String>,
    /// How many there are of each generation, in words.
    pub(in crate::output) generations: Vec<String>,
    /// What is read while nothing is pointed at.
    pub(in crate::output) rest: String,
}

/// Somebody in a tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Person {
    /// To the right and downwards.
    pub(in crate::output) at: [f64; 2],
    /// Who invited him, by place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::output) inviter: Option<u32>,
    /// How many he invited.
    pub(in crate::output) invited: u32,
    /// His kind: a place among the kinds.
    pub(in crate::output) kind: usize,
    /// Everything about him in a line; empty for those who invited nobody.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(in crate::output) told: String,
}

/// So many kinds have a colour.
pub(in crate::output) const COLOURS: usize = 4;

/// The radius of a dot, from and to.
const DOT: [f64; 2] = [1.1, 9.0];
/// That of the root at least.
pub(in crate::output) const ROOT: f64 = 4.0;

/// The radius of the dot of somebody who invited so many, where dots are so far apart. Most touch no other; only that of who invited
/// many does, to be seen from afar.
pub(in crate::output) fn radius(room: f64, invited: u32) -> f64 {
    (0.35 * room).clamp(DOT[0], DOT[1]) * (1.0 + f64::from(invited).sqrt() / 4.0).min(2.5)
}

impl Tree {
    /// Those who can be pointed at, who invited most first.
    pub(in crate::output) fn inviters(&self) -> Vec<&Person> {
        let mut inviters: Vec<&Person> = self.people.iter().filter(|one| !one.told.is_empty()).collect();
        inviters.sort_by_key(|one| std::cmp::Reverse(one.invited));
        inviters
    }

    /// The drawing, how high it is, and where those are who can be pointed at.
    pub(in crate::output) fn draw(&self, look: Look) -> (Svg, f64, Vec<[f64; 2]>) {
        let mut svg = Svg::default();
        let half = (look.width / 2.0 - look.em(1.0), (look.width * 0.29).max(look.em(12.0)));
        let centre = (look.width / 2.0, half.1 + look.em(1.6));
        let at = |[x, y]: [f64; 2]| (centre.0 + x * half.0, centre.1 + y * half.1);
        self.draw_rings(&mut svg, look, centre, half);
        self.draw_invitations(&mut svg, at);
        self.draw_people(&mut svg, self.room * half.1, at);
        self.draw_numbers(&mut svg, look, centre, half.1);
        let places = self.inviters().into_iter().map(|one| at(one.at)).map(|(x, y)| [place(x), place(y)]);
        (svg, 2.0 * half.1 + look.em(3.2), places.collect())
    }

    fn draw_rings(&self, svg: &mut Svg, look: Look, (x, y): (f64, f64), half: (f64, f64)) {
        for (_, ring) in self.told_apart(look, half.1) {
            let [wide, high] = [ring * half.0, ring * half.1].map(place);
            let (left, y) = (place(x - ring * half.0), place(y));
            svg.way(
                &format!(
                    "M{left} {y}a{wide} {high} 0 1 0 {} 0a{wide} {high} 0 1 0 {} 0z",
                    2.0 * wide,
                    -2.0 * wide
                ),
                "rg",
            );
        }
    }

    /// The generations whose rings are so far apart that they can be numbered.
    fn told_apart(&self, look: Look, half: f64) -> Vec<(usize, f64)> {
        let mut last = 0.0;
        let mut apart = |ring: f64| {
            let is_apart = (ring - last) * half >= look.em(1.5);
            if is_apart {
                last = ring;
            }
            is_apart
        };
        self.rings.iter().copied().enumerate().filter(|(_, ring)| apart(*ring)).collect()
    }

    /// The numbers of the generations, above everything, at the top of their rings.
    fn draw_numbers(&self, svg: &mut Svg, look: Look, (x, y): (f64, f64), half: f64) {
        for (generation, ring) in self.told_apart(look, half) {
            svg.text((x, y - ring * half + look.em(0.35)), &generation.to_string(), "m c halo");
        }
    }

    /// All invitations are one shape.
    fn draw_invitations(&self, svg: &mut Svg, at: impl Fn([f64; 2]) -> (f64, f64)) {
        let mut way = String::new();
        for person in &self.people {
            let inviter = person.inviter.and_then(|inviter| self.people.get(inviter as usize));
            let Some(inviter) = inviter else { continue };
            let [from, to] = [inviter.at, person.at].map(&at);
            let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(place);
            let _ = write!(way, "M{x1} {y1}L{x2} {y2}");
        }
        svg.way(&way, if self.people.len() > 400 { "ed thin" } else { "ed" });
    }

    /// Dots of one kind and size are one shape; larger ones lie above, the root above all.
    fn draw_people(&self, svg: &mut Svg, room: f64, at: impl Fn([f64; 2]) -> (f64, f64)) {
        let mut alike: BTreeMap<(u64, usize), Vec<(f64, f64)>> = BTreeMap::new();
        for person in self.people.iter().skip(1) {
            // Sizes in tenths of a pixel.
            let size = (radius(room, person.invited) * 10.0).round() as u64;
            alike.entry((size, person.kind.min(COLOURS))).or_default().push(at(person.at));
        }
        for ((size, kind), places) in alike {
            let class = if kind < COLOURS { format!("p d{kind}") } else { "p ot".to_owned() };
            svg.dots(places, size as f64 / 10.0, &class);
        }
        if let Some(root) = self.people.first() {
            svg.dots([at(root.at)], radius(room, root.invited).max(ROOT), "p rt");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(at: [f64; 2], inviter: Option<u32>, invited: u32, kind: usize) -> Person {
        let told = if invited > 0 { format!("invited {invited}") } else { String::new() };
        Person { at, inviter, invited, kind, told }
    }

    fn tree(people: Vec<Person>, rings: Vec<f64>) -> Tree {
        let words = String::new;
        Tree {
            title: words(),
            about: words(),
            told: words(),
            rings,
            room: 0.5,
            people,
            kinds: Vec::new(),
            generations: Vec::new(),
            rest: words(),
        }
    }

    #[test]
    fn everybody_is_drawn_and_those_who_invited_can_be_pointed_at() {
        let people = vec![
            person([0.0, 0.0], None, 1, 0),
            person([0.0, -0.5], Some(0), 2, 1),
            person([-1.0, 0.0], Some(1), 0, 0),
            person([1.0, 0.0], Some(1), 0, 9),
        ];
        let tree = tree(people, vec![0.0, 0.5, 1.0]);
        let (svg, _, places) = tree.draw(Look::WIDE);
        let svg = svg.shapes();
        assert_eq!((svg.matches("h.01").count(), svg.matches('L').count()), (4, 3), "{svg}");
        assert!(svg.contains("\"p rt\"") && svg.contains("\"p ot\"") && svg.contains("\"p d1\""));
        // Who invited most comes first.
        assert_eq!(tree.inviters().iter().map(|one| one.invited).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(places[1][0], 400.0);
        assert!(places.iter().flatten().all(|at| (0.0..=800.0).contains(at)));
    }

    #[test]
    fn rings_too_near_to_each_other_have_no_number() {
        let rings: Vec<f64> = (0..100).map(|ring| f64::from(ring) / 99.0).collect();
        let (svg, _, _) = tree(vec![person([0.0, 0.0], None, 1, 0)], rings).draw(Look::NARROW);
        let svg = svg.shapes();
        assert!((4..12).contains(&svg.matches("<text").count()), "{svg}");
    }
}
