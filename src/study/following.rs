//! How the members of a campaign are followed: by counts, whose time does not grow with the number of people, or one by one,
//! which takes time and memory for each. Designs that are compared are followed alike.

use super::theory::expected_people;
use crate::scenario::{Following, Valid, Why};

/// What is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// Whichever is faster, of those that can.
    #[default]
    Auto,
    /// Members by counts.
    ByCounts,
    /// Members one by one.
    OneByOne,
}

/// Why members cannot be followed as it was asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refusal {
    /// People know each other, and whoever counts them does not know who knows whom.
    Network,
    /// So many people are expected, more than [`MOST_PEOPLE`], to be followed one by one.
    TooMany(f64),
    /// The market has so many people, more than [`LARGEST_MARKET`], each of whom is somebody.
    MarketTooLarge(f64),
}

/// So many people who accept are followed one by one, on average: about 60 bytes each, on every thread.
pub const MOST_PEOPLE: f64 = 2e7;
/// The people of a market of whom it is known who has accepted: a bit each, on every thread.
pub const LARGEST_MARKET: f64 = 4e9;

/// The designs, followed as it is asked.
///
/// # Errors
/// Why they cannot be.
pub fn chosen(designs: Vec<Valid>, asked: Asked) -> Result<Vec<Valid>, Refusal> {
    let on_network = designs.iter().any(|design| design.ground().is_some());
    let following = match asked {
        Asked::ByCounts if on_network => return Err(Refusal::Network),
        Asked::Auto if on_network => Following::OneByOne(Why::Network),
        Asked::Auto => Following::ByCounts(Why::Faster),
        Asked::ByCounts => Following::ByCounts(Why::Asked),
        Asked::OneByOne => Following::OneByOne(Why::Asked),
    };
    if asked == Asked::OneByOne || on_network {
        designs.iter().try_for_each(can_be_followed)?;
    }
    Ok(designs.into_iter().map(|design| design.followed(following)).collect())
}

/// Whether there is room for all people of a campaign.
fn can_be_followed(design: &Valid) -> Result<(), Refusal> {
    let (market, people) = expected_people(design);
    match market {
        Some(market) if market > LARGEST_MARKET => Err(Refusal::MarketTooLarge(market)),
        _ if people > MOST_PEOPLE => Err(Refusal::TooMany(people)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Engine;
    use crate::scenario::Scenario;

    fn growing(rest: &str) -> Vec<Valid> {
        let text =
            format!("name: x\ndays: 7\nstep: 1d\nseeds: 500\nshare: 0.35\ncontacts: 12\njoin: 0.2\n{rest}");
        vec![Scenario::from_yaml(&text).unwrap()]
    }

    #[test]
    fn what_is_asked_for_is_taken() {
        for (asked, engine, why) in [
            (Asked::Auto, Engine::Cohort, Why::Faster),
            (Asked::ByCounts, Engine::Cohort, Why::Asked),
            (Asked::OneByOne, Engine::Agent, Why::Asked),
        ] {
            let designs = chosen(growing(""), asked).unwrap();
            assert_eq!((Engine::of(&designs[0]), designs[0].following.why()), (engine, why));
        }
    }

    #[test]
    fn people_who_know_each_other_are_not_counted() {
        let text = "name: x\ndays: 7\nstep: 1d\nseeds: 5\nshare: 0.35\njoin: 0.2\n\
                    network: { generate: erdos_renyi, nodes: 90, mean: 4 }";
        let on_network = || Scenario::from_yaml(text).unwrap();
        assert_eq!(Engine::of(&on_network()), Engine::Agent);
        assert_eq!(chosen(vec![on_network()], Asked::ByCounts).unwrap_err(), Refusal::Network);
        let together = chosen([vec![on_network()], growing("")].concat(), Asked::Auto).unwrap();
        for design in together {
            assert_eq!((Engine::of(&design), design.following.why()), (Engine::Agent, Why::Network));
        }
    }

    #[test]
    fn too_many_people_are_not_followed_one_by_one() {
        let refused = |rest: &str| chosen(growing(rest), Asked::OneByOne).unwrap_err();
        assert_eq!(refused("market: 5_000_000_000\n"), Refusal::MarketTooLarge(5e9));
        assert!(matches!(refused("inflow: 3_000_000\n"), Refusal::TooMany(people) if people > 2.1e7));
    }
}
