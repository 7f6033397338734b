//! `contacts`: how many people one share reaches.

use super::resolver::Resolver;
use crate::input::read::{
    FixedReach, Num, Positive, Reach, Read, Reader, Weight, either_schema, keys, number_or, plain_map,
};
use crate::problem::{Expected, Path, ProblemKind};
use crate::scenario::Contacts;
use crate::yaml::Node;

/// `contacts`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawContacts {
    Mean(Num<Reach>),
    Law(LawOfContacts),
}

impl Read for RawContacts {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawContacts> {
        number_or(node, reader, RawContacts::Mean, RawContacts::Law, Expected::NumberOrMap)
    }
}
either_schema!(RawContacts, "A mean number of people (Poisson), or a law.", Num<Reach>, LawOfContacts);

keys! {
    /// How many people one share reaches.
    LawOfContacts {
        fixed: Num<FixedReach>,
        mean: Num<Reach>,
        k: Num<Positive>,
        /// Several kinds of sharers: a list of `{ weight, mean }`, `{ weight, mean, k }` or `{ weight, fixed }`.
        mixture: Vec<Part>,
    }
}

keys! {
    /// One part of a mixture of contacts.
    Part {
        weight: Num<Weight>,
        fixed: Num<FixedReach>,
        mean: Num<Reach>,
        k: Num<Positive>,
    }
}
plain_map!(LawOfContacts, Part);

/// The three numbers that a law of contacts is made of.
struct Numbers<'a> {
    fixed: Option<&'a Num<FixedReach>>,
    mean: Option<&'a Num<Reach>>,
    k: Option<&'a Num<Positive>>,
}

impl Resolver {
    pub(super) fn contacts(&mut self, raw: Option<&RawContacts>, path: &Path) -> Contacts {
        self.needs(raw.is_some() || self.on_network, path, "contacts");
        match raw {
            None if self.on_network => Contacts::All,
            None => Contacts::Poisson(f64::NAN.into()),
            Some(RawContacts::Mean(mean)) => Contacts::Poisson(self.quantity(mean)),
            Some(RawContacts::Law(law)) => self.law_of_contacts(law, &path.key("contacts")),
        }
    }

    fn law_of_contacts(&mut self, law: &LawOfContacts, path: &Path) -> Contacts {
        let numbers = Numbers { fixed: law.fixed.as_ref(), mean: law.mean.as_ref(), k: law.k.as_ref() };
        let Some(parts) = &law.mixture else {
            return self.simple(&numbers, path, &["fixed", "mean", "mixture"]);
        };
        if numbers.fixed.is_some() || numbers.mean.is_some() || numbers.k.is_some() {
            let of = &["fixed", "mean", "mixture"];
            self.findings.push(path.clone(), ProblemKind::ExactlyOne { of });
        }
        let path = path.key("mixture");
        self.findings.when(parts.is_empty(), &path, ProblemKind::EmptyList);
        let mixture = parts.iter().enumerate().map(|(index, part)| {
            let path = path.index(index);
            let weight = self.required(part.weight.as_ref(), &path, "weight");
            let numbers =
                Numbers { fixed: part.fixed.as_ref(), mean: part.mean.as_ref(), k: part.k.as_ref() };
            (weight, self.simple(&numbers, &path, &["fixed", "mean"]))
        });
        Contacts::Mixture(mixture.collect())
    }

    /// `{ fixed }`, `{ mean }` or `{ mean, k }`.
    fn simple(&mut self, numbers: &Numbers<'_>, path: &Path, of: &'static [&'static str]) -> Contacts {
        if numbers.fixed.is_some() == numbers.mean.is_some() {
            self.findings.push(path.clone(), ProblemKind::ExactlyOne { of });
        } else if numbers.k.is_some() && numbers.mean.is_none() {
            self.findings.push(path.key("k"), ProblemKind::Together { missing: "mean", with: "k" });
        }
        match (numbers.fixed, numbers.mean, numbers.k) {
            (Some(fixed), ..) => Contacts::Fixed(self.quantity(fixed)),
            (None, mean, None) => Contacts::Poisson(self.given(mean)),
            (None, mean, Some(k)) => {
                Contacts::NegativeBinomial { mean: self.given(mean), k: self.quantity(k) }
            }
        }
    }
}
