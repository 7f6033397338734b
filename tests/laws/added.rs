//! What the campaign adds: campaigns in which people would come, stay and buy anyway, for the agreement of engine and oracle;
//! known answers; and the twin held against a campaign in which indeed nothing is done.

use crate::build::*;
use crate::cases::sharer;
use crate::compare::mean;
use crate::table::Case;
use kfactor::ensemble::{Replicates, Sample, Silent, sample};
use kfactor::metrics::{Metric, Series};
use kfactor::scenario::{
    Ban, Buys, Capacity, Drive, Inflow, Price, Recipient, Scenario, SeedWave, Trigger, Valid,
};
use kfactor::study::theory::step;

fn buying(per_day: f64) -> Vec<Buys> {
    vec![Buys::per_day(per_day, 12.0)]
}

/// A third would have come anyway, paid a rising price, and bought.
pub fn anyway() -> Case {
    let mut people = sharer(20);
    people.buys = buying(0.1);
    people.inflow = vec![Inflow::free(1.5)];
    let mut s = scenario(12, vec![people]);
    s.anyway = q(0.3);
    s.incentive = vec![rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 2.5)];
    s.price = Some(Price { start: q(3.0), step: q(1.0), every: 15, refund: None });
    Case::new("anyway", s)
}

/// A small market that bought, free and invited people share, within steps.
pub fn anyway_in_a_market() -> Case {
    let mut people = sharer(6);
    people.contacts = poisson(6.0);
    people.buys = buying(0.2);
    let stretch = |from_days, until_days| Inflow { from_days, until_days, ..Inflow::free(4.0) };
    people.inflow = vec![stretch(0.0, Some(4.5)), stretch(2.25, Some(6.0)).bought(3.0)];
    people.seeds.push(SeedWave::new(5.0, 5.0));
    let mut s = Scenario { clock: clock(9, 8 * 60), ..scenario(9, vec![people]) };
    s.segments[0].delay = kfactor::scenario::Delay::Assumed;
    s.market = Some(q(70.0));
    s.anyway = q(0.4);
    Case::new("anyway in a market", s).coupled()
}

/// A ban deletes invited people, some of whom would have come anyway; others are bought.
pub fn anyway_banned() -> Case {
    let mut people = sharer(15);
    people.buys = buying(0.15);
    people.inflow = vec![Inflow::free(1.0), Inflow::free(2.0).bought(0.0)];
    let mut s = scenario(10, vec![people]);
    s.anyway = q(0.25);
    s.ban = vec![Ban { delete_induced: true, ..Ban::new(0.02, Some(2.0)) }];
    Case::new("anyway, banned", s).coupled()
}

/// Who is bought takes the places of others.
pub fn places() -> Case {
    let mut people = sharer(5);
    people.inflow = vec![Inflow::free(3.0), Inflow::free(4.0).bought(2.0)];
    let mut s = scenario(12, vec![people]);
    s.capacity = Capacity { total: Some(q(50.0)), per_hour: None };
    s.anyway = q(0.2);
    Case::new("places", s).coupled()
}

fn yaml(text: &str) -> Valid {
    Scenario::from_yaml(&format!("name: x\nstep: 1d\ndelay: none\n{text}"))
        .unwrap_or_else(|faults| panic!("{faults}"))
}

fn column(sample: &Sample, name: &str) -> Vec<f64> {
    sample.column(&Metric::named(name).expect("a name")).expect("a metric of every campaign")
}

const REPLICATES: u64 = 400;

/// $40 for each invited user are $40 per added user, however many come by themselves; and more where some of the invited
/// would have come anyway.
#[test]
fn forty_dollars_for_a_user_are_forty_dollars() {
    let programme = "days: 20\nseeds: 50\ninflow: 100\nshare: 0.2\ncontacts: 5\njoin: 0.02\nchurn: 0.05\n\
                     incentive: [{ to: invitee, when: join, value: 40, cost: 40 }]\n";
    let seen = sample(&yaml(programme), 1, REPLICATES);
    let added = column(&seen, "added_users");
    assert!(added.iter().any(|added| *added > 0.0));
    for (cac, added) in column(&seen, "cac").iter().zip(&added) {
        assert!(*cac == 40.0 || *added == 0.0, "{cac} for {added}");
    }
    let seen = sample(&yaml(&format!("{programme}anyway: 30%\n")), 1, 4_000);
    let [cost, added] = ["cost", "added_users"].map(|name| mean(&column(&seen, name)));
    assert!((cost / added - 40.0 / 0.7).abs() < 0.5, "{}", cost / added);
}

/// What old customers buy anyway is no profit of a campaign that brings nobody.
#[test]
fn old_customers_earn_the_campaign_nothing() {
    let campaign = "days: 30\nseeds: 1_000\nshare: 0.1\ncontacts: 3\njoin: 0\nchurn: 0.02\n\
                    buys: { per_day: 3%, margin: 20 }\ncosts: { fixed: 10_000 }\n";
    let seen = sample(&yaml(campaign), 1, REPLICATES);
    assert!(column(&seen, "profit_blended").iter().all(|profit| *profit > -10_000.0));
    assert!(column(&seen, "added_profit").iter().all(|profit| *profit == -10_000.0));
    assert!(column(&seen, "cac").iter().all(|cac| cac.is_nan() || cac.abs() >= 1e9));
    for name in ["added_users", "added_members", "added_buyers"] {
        assert!(column(&seen, name).iter().all(|added| *added == 0.0), "{name}");
    }
}

/// A market that fills by itself is only filled earlier.
#[test]
fn a_full_market_adds_nobody() {
    let scenario =
        yaml("days: 14\nmarket: 1_000\nseeds: 10\ninflow: 200\nshare: 1\ncontacts: 6\njoin: 0.2\n");
    let seen = sample(&scenario, 1, REPLICATES);
    assert!(column(&seen, "added_users").iter().all(|added| *added == 0.0));
    let steps: Vec<u32> = (0..14).collect();
    let replicates = Replicates::new(&scenario, 1, &steps);
    let series = replicates.layout().series(Series::AddedUsers).expect("it is there");
    let width = replicates.layout().series.len();
    replicates.visit(0..REPLICATES, &Silent, &mut |_, timeline| {
        let added: Vec<f64> = (0..14).map(|step| timeline[step * width + series]).collect();
        assert!(added[2] > 0.0 && added[13] == 0.0, "{added:?}");
    });
}

/// Those who come by themselves do not make those who are bought cheaper.
#[test]
fn bought_people_cost_what_was_paid() {
    let seen = sample(
        &yaml(
            "days: 10\ninflow: [{ per_day: 100 }, { per_day: 100, cost: 12 }]\nshare: 0\ncontacts: 1\njoin: 0\n",
        ),
        1,
        REPLICATES,
    );
    assert!(column(&seen, "cac").iter().all(|cac| *cac == 12.0));
    let (organic, bought) = (column(&seen, "organic"), column(&seen, "bought"));
    assert!((mean(&organic) - 1_000.0).abs() < 8.0 && (mean(&bought) - 1_000.0).abs() < 8.0);
    assert!(organic.iter().zip(&bought).any(|(organic, bought)| organic != bought));
}

/// The same campaign where nothing is done.
fn nothing_done(scenario: &Valid) -> Valid {
    let nothing = |scenario: &mut Scenario| {
        for segment in &mut scenario.segments {
            segment.share.drive = Drive::Plain(q(0.0));
            segment.share.again = q(0.0);
            if segment.fake {
                segment.seeds.clear();
                segment.inflow.clear();
            }
            segment.inflow.retain(|plan| plan.cost.is_none());
        }
        scenario.incentive.clear();
        scenario.budget = None;
        scenario.ban.clear();
        scenario.novelty = None;
    };
    scenario.changed(nothing).expect("a valid scenario")
}

/// To the digit: a campaign less what it adds is the campaign in which nothing is done, on the same luck; whether the twin is
/// a part of the campaign or runs beside it.
#[test]
fn the_twin_is_the_campaign_in_which_nothing_is_done() {
    let people = "seeds: [{ at: 0h, count: 60 }, { at: 3d, count: 40 }]\nshare: { content: 0.4, after: 2d, again: 0.5 }\n\
                  contacts: 9\nretention: { 1d: 0.7, 7d: 0.4 }\nbuys: { per_day: 0.1, margin: 5 }\njoin: 0.1\n\
                  inflow: [{ per_day: 12 }, { per_day: 8, cost: 3, until: 9d }]\n";
    let hunters = "segments:\n  all: { seeds: 90, inflow: 9, recruits: { all: 9, h: 1 } }\n  h: { fake: true, inflow: 3 }\n\
                   share: { reward: { max: 0.5, half: 9 } }\ncontacts: 7\njoin: 0.1\nchurn: 0.05\n\
                   incentive: [{ to: inviter, when: join, value: 9, cost: 5 }]\nbudget: 900\n";
    for (time, people, more) in [
        ("step: 1d\ndelay: none\n", people, ""),
        ("step: 12h\n", people, "price: { start: 9, step: 1, every: 30 }\n"),
        ("step: 12h\n", people, "market: 400\n"),
        ("step: 12h\n", people, "capacity: { total: 330, per_hour: 2 }\n"),
        (
            "step: 12h\n",
            people,
            "ban: { per_participant: 0.01, delete_induced: true, then: { pause: 2d } }\n",
        ),
        (
            "step: 1d\ndelay: none\n",
            people,
            "market: 300\nevents: [{ at: 2d, for: 2d, share: 2, churn: 3 }]\n",
        ),
        ("step: 8h\n", hunters, ""),
        ("step: 1d\ndelay: none\n", hunters, "market: 500\n"),
        (
            "step: 1d\ndelay: none\n",
            "seeds: 80\nshare: 0.5\ncontacts: 8\njoin: 0.1\nchurn: 0.1\ninflow: 9\n",
            "",
        ),
        (
            "step: 1d\ndelay: none\n",
            "seeds: 80\nshare: 0.5\ncontacts: 8\njoin: 0.1\nchurn: 0.1\n",
            "market: 200\nbuys: { per_day: 0.1, margin: 5 }\n",
        ),
    ] {
        let text = format!("name: x\ndays: 14\n{time}{people}{more}");
        let scenario = Scenario::from_yaml(&text).unwrap_or_else(|faults| panic!("{text}: {faults}"));
        let (done, nothing) = (sample(&scenario, 5, 60), sample(&nothing_done(&scenario), 5, 60));
        for (of_all, added) in [("new_users", "added_users"), ("members_end", "added_members")] {
            let values = column(&done, of_all).into_iter().zip(column(&done, added));
            let expected = column(&nothing, of_all);
            for ((all, added), expected) in values.zip(&expected) {
                assert_eq!(all - added, *expected, "{of_all} of {text}");
            }
        }
        let income = |sample: &Sample| -> Vec<f64> {
            let columns = ["revenue", "margin"].map(|name| column(sample, name));
            (0..60).map(|i| columns[0][i] + columns[1][i]).collect()
        };
        let (profit, cost) = (column(&done, "added_profit"), column(&done, "cost"));
        for (i, (all, twin)) in income(&done).iter().zip(income(&nothing)).enumerate() {
            assert!((all - cost[i] - profit[i] - twin).abs() < 1e-6, "income of {text}");
        }
    }
}

/// The code of the group lets in the same people where nothing is done, on the same luck: where only its time ends it, nobody
/// takes the place of another, and all whom the campaign adds were invited.
#[test]
fn a_code_is_there_where_nothing_is_done() {
    let people = "segments:\n  core: { seeds: 12, inflow: 12, share: 0.3, contacts: { mean: 5 }, join: 0.05 }\n  \
                  路人: { inflow: 3, share: 0.9, contacts: 4, join: 0.2, buys: { per_day: 0.1, price: 10 }, recruits: { core: 1 } }\n  \
                  a b: { seeds: [{ at: 30h, count: 9 }], share: 0.3, contacts: 5, join: 0.05 }\nprice: 5\n";
    for (time, code) in [
        ("step: 1d\n", "for: 12h, renew: 12h"),
        ("step: 1h\n", "for: 12h, renew: 12h"),
        ("", "for: 12h, renew: 12h"),
        ("step: 1d\n", "for: 30h, renew: 5h, max: 9"),
        ("step: 1h\n", "for: 30h, renew: 5h, max: 9"),
    ] {
        let text = format!("name: x\ndays: 8\n{time}{people}community: {{ code: {{ {code} }} }}\n");
        let scenario = Scenario::from_yaml(&text).unwrap_or_else(|faults| panic!("{text}: {faults}"));
        let scenario = step::chosen(&scenario);
        let (done, nothing) = (sample(&scenario, 5, 60), sample(&nothing_done(&scenario), 5, 60));
        let [new, added, referred] = ["new_users", "added_users", "referred"].map(|name| column(&done, name));
        for (i, expected) in column(&nothing, "new_users").into_iter().enumerate() {
            assert_eq!(new[i] - added[i], expected, "replicate {i} of {text}");
            assert!(added[i] == referred[i] || code.contains("max"), "replicate {i} of {text}");
        }
    }
}
