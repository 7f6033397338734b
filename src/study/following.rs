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
    /// A cap counts the orders of each member's friends, and whoever counts members does not know whose they are.
    Caps,
    /// Members have so many invitations to give away, and whoever counts members does not know how many each has left.
    Quotas,
    /// Members remember for how long they have waited, which whoever counts them does not know.
    Waits,
    /// It is asked who invited whom, which whoever counts people does not know.
    Inviters,
    /// There are too many people to be followed one by one.
    TooMany {
        /// Which.
        people: TooMany,
        /// Why they cannot be counted; none where they can.
        uncounted: Option<Why>,
    },
}

/// What there is too much of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TooMany {
    /// So many people are expected to accept, more than [`MOST_PEOPLE`].
    Expected(f64),
    /// The market has so many people, more than [`LARGEST_MARKET`], each of whom is somebody.
    Market(f64),
}

/// So many people who accept are followed one by one, on average: about 60 bytes each, on every thread.
pub const MOST_PEOPLE: f64 = 2e7;
/// The people of a market of whom it is known who has accepted: a bit each, on every thread.
pub const LARGEST_MARKET: f64 = 4e9;

/// The designs, followed as it is asked; `inviters` where it is to be known who invited whom.
///
/// # Errors
/// Why they cannot be.
pub fn chosen(designs: Vec<Valid>, asked: Asked, inviters: bool) -> Result<Vec<Valid>, Refusal> {
    let needed: Vec<Why> = designs.iter().filter_map(|design| design.needs_individuals()).collect();
    let network = needed.iter().find(|why| **why == Why::Network);
    let uncounted = network.or(needed.first()).copied().or(inviters.then_some(Why::Inviters));
    let following = match (asked, uncounted) {
        (Asked::ByCounts, Some(Why::Network)) => return Err(Refusal::Network),
        (Asked::ByCounts, Some(Why::Caps)) => return Err(Refusal::Caps),
        (Asked::ByCounts, Some(Why::Quotas)) => return Err(Refusal::Quotas),
        (Asked::ByCounts, Some(Why::Waits)) => return Err(Refusal::Waits),
        (Asked::ByCounts, Some(_)) => return Err(Refusal::Inviters),
        (Asked::ByCounts, None) => Following::ByCounts(Why::Asked),
        (Asked::Auto, None) => Following::ByCounts(Why::Faster),
        (Asked::Auto, Some(why)) => Following::OneByOne(why),
        (Asked::OneByOne, _) => Following::OneByOne(Why::Asked),
    };
    if matches!(following, Following::OneByOne(_)) {
        let too_many = designs.iter().find_map(too_many);
        too_many.map_or(Ok(()), |people| Err(Refusal::TooMany { people, uncounted }))?;
    }
    Ok(designs.into_iter().map(|design| design.followed(following)).collect())
}

/// What there is too much of to follow the people of a campaign one by one.
fn too_many(design: &Valid) -> Option<TooMany> {
    let (market, people) = expected_people(design);
    let market = market.filter(|market| *market > LARGEST_MARKET).map(TooMany::Market);
    market.or((people > MOST_PEOPLE).then_some(TooMany::Expected(people)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Engine;
    use crate::scenario::Scenario;

    fn growing(rest: &str) -> Vec<Valid> {
        let contacts = if rest.contains("contacts:") { "" } else { "contacts: 12\n" };
        let text =
            format!("name: x\ndays: 7\nstep: 1d\nseeds: 500\nshare: 0.35\njoin: 0.2\n{contacts}{rest}");
        vec![Scenario::from_yaml(&text).unwrap()]
    }

    #[test]
    fn what_is_asked_for_is_taken() {
        for (asked, engine, why) in [
            (Asked::Auto, Engine::Cohort, Why::Faster),
            (Asked::ByCounts, Engine::Cohort, Why::Asked),
            (Asked::OneByOne, Engine::Agent, Why::Asked),
        ] {
            let designs = chosen(growing(""), asked, false).unwrap();
            assert_eq!((Engine::of(&designs[0]), designs[0].following.why()), (engine, why));
        }
    }

    #[test]
    fn people_who_know_each_other_are_not_counted() {
        let text = "name: x\ndays: 7\nstep: 1d\nseeds: 5\nshare: 0.35\njoin: 0.2\n\
                    network: { generate: erdos_renyi, nodes: 90, mean: 4 }";
        let on_network = || Scenario::from_yaml(text).unwrap();
        assert_eq!(Engine::of(&on_network()), Engine::Agent);
        assert_eq!(chosen(vec![on_network()], Asked::ByCounts, false).unwrap_err(), Refusal::Network);
        let together = chosen([vec![on_network()], growing("")].concat(), Asked::Auto, false).unwrap();
        for design in together {
            assert_eq!((Engine::of(&design), design.following.why()), (Engine::Agent, Why::Network));
        }
    }

    #[test]
    fn who_invited_whom_is_known_where_members_are_followed_one_by_one() {
        for (asked, why) in [(Asked::Auto, Why::Inviters), (Asked::OneByOne, Why::Asked)] {
            let designs = chosen(growing(""), asked, true).unwrap();
            assert_eq!((Engine::of(&designs[0]), designs[0].following.why()), (Engine::Agent, why));
        }
        assert_eq!(chosen(growing(""), Asked::ByCounts, true).unwrap_err(), Refusal::Inviters);
    }

    #[test]
    fn a_cap_on_orders_asks_whose_they_are() {
        let capped =
            || growing("buys: { per_day: 0.1, margin: 2 }\nincentive: [{ when: buy, cost: 3, cap: 2 }]\n");
        assert_eq!((Engine::of(&capped()[0]), capped()[0].following.why()), (Engine::Agent, Why::Caps));
        assert_eq!(chosen(capped(), Asked::ByCounts, false).unwrap_err(), Refusal::Caps);
        let together = chosen([capped(), growing("")].concat(), Asked::Auto, false).unwrap();
        assert!(together.iter().all(|design| Engine::of(design) == Engine::Agent));
    }

    #[test]
    fn the_number_of_a_friend_goes_with_the_promise() {
        let text = "buys: { per_day: 0.1, margin: 2, price: 9 }\n\
                    incentive: [{ when: order, cost: { by_invites: { 0: 10%, 3: 15% } } }]\n";
        let designs = chosen(growing(text), Asked::ByCounts, false).unwrap();
        assert_eq!(Engine::of(&designs[0]), Engine::Cohort);
    }

    #[test]
    fn a_quota_asks_how_many_each_has_left() {
        let limited = || growing("quota: { first: 2 }\n");
        assert_eq!((Engine::of(&limited()[0]), limited()[0].following.why()), (Engine::Agent, Why::Quotas));
        assert_eq!(chosen(limited(), Asked::ByCounts, false).unwrap_err(), Refusal::Quotas);
        let together = chosen([limited(), growing("")].concat(), Asked::Auto, false).unwrap();
        assert!(together.iter().all(|design| Engine::of(design) == Engine::Agent));
    }

    #[test]
    fn a_law_of_waits_asks_how_long_each_has_waited() {
        let waiting = |after: &str| {
            let text = format!(
                "{{ name: x, days: 7, step: 1d, seeds: 5, share: {{ content: 0.3, after: {after} }}, contacts: 2, join: 0.2 }}"
            );
            vec![Scenario::from_yaml(&text).unwrap()]
        };
        for after in ["2d", "{ exponential: 2d }"] {
            assert_eq!(Engine::of(&waiting(after)[0]), Engine::Cohort);
        }
        for after in ["{ fixed: 2d }", "{ weibull: { scale: 1d, shape: 1 } }", "{ list: { 1d: 1, 2d: 1 } }"] {
            let waiting = || waiting(after);
            assert_eq!(
                (Engine::of(&waiting()[0]), waiting()[0].following.why()),
                (Engine::Agent, Why::Waits)
            );
            assert_eq!(chosen(waiting(), Asked::ByCounts, false).unwrap_err(), Refusal::Waits);
            let together = chosen([waiting(), growing("")].concat(), Asked::Auto, false).unwrap();
            assert!(together.iter().all(|design| Engine::of(design) == Engine::Agent));
        }
    }

    #[test]
    fn too_many_people_are_not_followed_one_by_one() {
        let refused = |rest: &str, asked, inviters| match chosen(growing(rest), asked, inviters) {
            Err(Refusal::TooMany { people, uncounted }) => (people, uncounted),
            other => panic!("{other:?}"),
        };
        assert_eq!(refused("market: 5_000_000_000\n", Asked::OneByOne, false), (TooMany::Market(5e9), None));
        let (people, uncounted) = refused("inflow: 3_000_000\n", Asked::Auto, true);
        assert!(matches!(people, TooMany::Expected(people) if people > 2.1e7));
        assert_eq!(uncounted, Some(Why::Inviters));
        // Who has accepted is somebody, though he would join after the end.
        let (people, _) = refused("contacts: 1_000_000\ndelay: 30d\n", Asked::OneByOne, false);
        assert!(matches!(people, TooMany::Expected(people) if people > 3.4e7), "{people:?}");
    }
}
