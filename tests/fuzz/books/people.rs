//! The people: who came, how, and where they are.

use super::{Replicate, near};
use kfactor::metrics::{Metric, SegmentCounts};

/// Everybody who came is counted once, and everybody who accepted is somewhere.
pub fn people_are_somewhere(replicate: &Replicate<'_>) {
    parts_make_the_whole(replicate);
    acceptances(replicate);
    room(replicate);
    steps_make_the_whole(replicate);
}

fn sum(replicate: &Replicate<'_>, of: fn(&SegmentCounts) -> u64) -> f64 {
    replicate.outcome.segments.iter().map(of).sum::<u64>() as f64
}

fn parts_make_the_whole(replicate: &Replicate<'_>) {
    let metric = |metric: Metric| replicate.metric(&metric);
    type Count = fn(&SegmentCounts) -> u64;
    let parts: [(Count, Metric); 8] = [
        (|it| it.seeds, Metric::Seeds),
        (|it| it.organic, Metric::Organic),
        (|it| it.bought, Metric::Bought),
        (|it| it.referred, Metric::Referred),
        (|it| it.fake, Metric::Fake),
        (|it| it.members_end, Metric::MembersEnd),
        (|it| it.shares, Metric::Shares),
        (|it| it.sharers, Metric::Sharers),
    ];
    for (count, whole) in parts {
        assert_eq!(sum(replicate, count), metric(whole.clone()), "{}", whole.name());
    }
    let new = metric(Metric::Organic) + metric(Metric::Bought) + metric(Metric::Referred);
    assert_eq!(metric(Metric::NewUsers), new);
    assert!(metric(Metric::Seeds) <= metric(Metric::Addressed), "more seeds than were told");
    assert!(metric(Metric::MembersEnd) <= metric(Metric::PeakMembers), "the peak is below the end");
    assert!(metric(Metric::PeakMembers) <= metric(Metric::Seeds) + new, "more members than came");
    for (segment, counts) in replicate.scenario.segments.iter().zip(&replicate.outcome.segments) {
        let genuine = counts.seeds + counts.organic + counts.bought + counts.referred;
        assert_eq!(if segment.fake { genuine } else { counts.fake }, 0, "{}: {counts:?}", segment.name);
        assert!(counts.members_end <= genuine, "{}: {counts:?}", segment.name);
        assert!(counts.sharers <= counts.shares, "{}: {counts:?}", segment.name);
        let slack = 1 + (genuine + counts.fake) / (1 << 40);
        assert!(counts.sharers <= genuine + counts.fake + slack, "{}: {counts:?}", segment.name);
    }
}

/// Who accepted has joined, is on the way or was turned away.
fn acceptances(replicate: &Replicate<'_>) {
    let metric = |metric: Metric| replicate.metric(&metric);
    assert_eq!(sum(replicate, |it| it.accepted), metric(Metric::Accepted));
    let known = metric(Metric::Referred) + metric(Metric::OnTheWay);
    let (least, most) = (known, known + metric(Metric::Fake) + metric(Metric::TurnedAway));
    let accepted = metric(Metric::Accepted);
    assert!(accepted >= least, "{accepted} accepted, and {least} of them are known");
    if !replicate.has_hunters() {
        assert!(accepted <= most, "{accepted} accepted, and {most} are somewhere");
    }
}

/// No more than there is room for, and than there are people.
fn room(replicate: &Replicate<'_>) {
    let metric = |metric: Metric| replicate.metric(&metric);
    let model = replicate.model;
    let came = metric(Metric::Seeds) + metric(Metric::NewUsers) + metric(Metric::Fake);
    assert!(
        model.capacity_total.is_none_or(|total| came <= total as f64),
        "more came than there is room for"
    );
    if !model.limits_room() {
        assert_eq!(metric(Metric::TurnedAway), 0.0);
    }
    for part in [Metric::TurnedAwayByAccounts, Metric::TurnedAwayByCode] {
        assert!(metric(part).max(0.0) <= metric(Metric::TurnedAway), "of those who are turned away");
    }
    let uninvited = metric(Metric::Seeds) + metric(Metric::Organic) + metric(Metric::Bought);
    let won = uninvited + metric(Metric::Accepted);
    assert!(model.market.is_none_or(|market| won <= market as f64), "more are won than the market has");
    let mut reached = f64::INFINITY;
    for tier in &replicate.layout.tiers {
        let people = replicate.metric(&Metric::Reached(*tier));
        assert!(
            people <= reached && people * f64::from(*tier) <= metric(Metric::Accepted),
            "tier {tier}: {people}"
        );
        reached = people;
    }
    let [half, most] = [metric(Metric::Reach50), metric(Metric::Reach90)];
    assert!(
        half <= most && half.is_finite() == (metric(Metric::NewUsers) > 0.0),
        "half by {half}, most by {most}"
    );
}

/// Who joined, step by step.
fn steps_make_the_whole(replicate: &Replicate<'_>) {
    let (joins, counts) = (&replicate.layout.joins, &replicate.outcome.joins);
    let invited: u64 = (0..joins.steps()).map(|t| counts[joins.invited(t)]).sum();
    near(invited as f64, replicate.metric(&Metric::Referred), "invited by step");
    let all: u64 = counts.iter().sum();
    let came = replicate.metric(&Metric::Seeds) + replicate.metric(&Metric::NewUsers);
    near((all - invited) as f64, came, "joined by step");
}
