//! What people are called, and who is called so: ids are whole numbers as long as all of them are, else texts.

mod id;
mod numbers;
mod table;
mod texts;

pub(super) use id::text;

use crate::problem::FileFault;
use id::number;
use numbers::Numbers;
use std::borrow::Cow;
use texts::Texts;

/// The ids of people, by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ids(Kept);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kept {
    Numbers(Vec<u64>),
    Texts { all: String, ends: Vec<usize> },
}

impl Ids {
    /// The id of a person; empty where there is no such person.
    #[must_use]
    pub fn of(&self, person: u32) -> Cow<'_, str> {
        match &self.0 {
            Kept::Numbers(ids) => ids.get(person as usize).map(u64::to_string).unwrap_or_default().into(),
            Kept::Texts { all, ends } => texts::of(all, ends, person).into(),
        }
    }
}

/// People while they are being named: who is new gets the next number.
pub(super) enum Names {
    Numbers(Numbers),
    Texts(Texts),
}

impl Names {
    pub fn new() -> Names {
        Names::Numbers(Numbers::default())
    }

    /// How many people there are.
    pub fn count(&self) -> u32 {
        match self {
            Names::Numbers(numbers) => numbers.ids().len() as u32,
            Names::Texts(texts) => texts.count() as u32,
        }
    }

    /// The person of this id, who may be new.
    pub fn add(&mut self, id: &[u8]) -> Result<u32, FileFault> {
        match (number(id), &mut *self) {
            (Some(id), Names::Numbers(numbers)) => numbers.add(id),
            (_, Names::Texts(texts)) => texts.add(text(id)?),
            (None, Names::Numbers(numbers)) => {
                let id = text(id)?;
                let mut texts = Texts::default();
                for number in numbers.ids() {
                    texts.add(&number.to_string())?;
                }
                let person = texts.add(id);
                *self = Names::Texts(texts);
                person
            }
        }
    }

    /// The person whose id is this number, who may be new.
    #[inline]
    pub fn add_number(&mut self, id: u64) -> Result<u32, FileFault> {
        match self {
            Names::Numbers(numbers) => numbers.add(id),
            Names::Texts(texts) => texts.add(&id.to_string()),
        }
    }

    /// The person of this id, if there is one.
    pub fn find(&self, id: &[u8]) -> Option<u32> {
        match self {
            Names::Numbers(numbers) => numbers.find(number(id)?),
            Names::Texts(texts) => texts.find(std::str::from_utf8(id).ok()?),
        }
    }

    /// What a person is called.
    pub fn id(&self, person: u32) -> String {
        match self {
            Names::Numbers(numbers) => {
                numbers.ids().get(person as usize).map(u64::to_string).unwrap_or_default()
            }
            Names::Texts(texts) => texts.of(person).to_owned(),
        }
    }

    /// What everybody is called.
    pub fn into_ids(self) -> Ids {
        Ids(match self {
            Names::Numbers(numbers) => Kept::Numbers(numbers.into_ids()),
            Names::Texts(texts) => {
                let (all, ends) = texts.into_parts();
                Kept::Texts { all, ends }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(ids: &[&str]) -> (Names, Vec<u32>) {
        let mut names = Names::new();
        let people = ids.iter().map(|id| names.add(id.as_bytes()).unwrap()).collect();
        (names, people)
    }

    #[test]
    fn people_are_numbered_as_they_come() {
        let (names, people) = named(&["13800138000", "5", "13800138000", "0", "5"]);
        assert_eq!((people, names.count()), (vec![0, 1, 0, 2, 1], 3));
        assert_eq!([names.find(b"0"), names.find(b"6"), names.find(b"zhang")], [Some(2), None, None]);
        assert_eq!(names.into_ids().of(0), "13800138000");
    }

    #[test]
    fn one_text_makes_texts_of_all() {
        let (names, people) = named(&["7", "007", "张三", "7", "张三"]);
        assert_eq!(people, [0, 1, 2, 0, 2]);
        assert_eq!([names.find(b"007"), names.find("李四".as_bytes())], [Some(1), None]);
        let ids = names.into_ids();
        assert_eq!([ids.of(0), ids.of(2), ids.of(3)], ["7", "张三", ""]);
    }

    #[test]
    fn many_scattered_numbers_are_found_again() {
        let id = |i: u64| (i * i * 7_919) % 40_000_003;
        let mut names = Names::new();
        let people: Vec<u32> = (0..20_000).map(|i| names.add_number(id(i)).unwrap()).collect();
        assert!((0..20_000).all(|i| names.find(id(i).to_string().as_bytes()) == Some(people[i as usize])));
    }

    #[test]
    fn what_is_no_id_is_refused() {
        let mut names = Names::new();
        assert_eq!(names.add(b""), Err(FileFault::EmptyField));
        assert_eq!(names.add(b"a\0"), Err(FileFault::Binary));
        assert_eq!(names.add(b"\xD5\xC5"), Err(FileFault::NotUtf8));
    }
}
