//! The twin: what is added is what the campaign has and the twin has not.

use super::{Replicate, near, simulate};
use kfactor::metrics::{Layout, Metric};
use kfactor::model::Model;
use kfactor::scenario::{Drive, Rate, Scenario};

/// What is added is no more than there is, and where nothing couples the free to the others, exactly the others.
pub fn added_is_what_others_have_not(replicate: &Replicate<'_>) {
    let metric = |metric: Metric| replicate.metric(&metric);
    let [added, new] = [metric(Metric::AddedUsers), metric(Metric::NewUsers)];
    assert!(added <= new, "{added} of {new} are added");
    assert!(
        metric(Metric::AddedMembers) <= metric(Metric::MembersEnd),
        "more members are added than there are"
    );
    let uncoupled = !replicate.model.has_twin_beside();
    if uncoupled && replicate.model.anyway == 0.0 {
        assert_eq!(added, metric(Metric::Bought) + metric(Metric::Referred));
    }
    if uncoupled && replicate.model.anyway == 1.0 {
        assert_eq!(added, metric(Metric::Bought));
    }
    if !replicate.scenario.segments.iter().any(|segment| !segment.buys.is_empty())
        && replicate.scenario.price.is_none()
    {
        near(metric(Metric::AddedProfit), -metric(Metric::CostWithOwed), "profit of those who pay nothing");
    }
}

/// The campaign in which nothing is done, run by itself, has the people of the twin.
pub fn twin_is_the_campaign_in_which_nothing_is_done(replicate: &Replicate<'_>, number: u64) {
    // Where all the people of the world come, the free have no luck of their own.
    let won = [Metric::Seeds, Metric::NewUsers, Metric::Accepted, Metric::TurnedAway]
        .map(|metric| replicate.metric(&metric));
    let many = won.iter().sum::<f64>() > 1e11;
    if replicate.model.anyway > 0.0 || replicate.has_hunters() || many {
        return;
    }
    let Ok(nothing) = replicate.scenario.changed(do_nothing) else { return };
    let (model, layout) = (Model::typical(&nothing), Layout::new(&nothing.shape()));
    let alone = simulate(&nothing, &model, &layout, number);
    let twin = replicate.metric(&Metric::NewUsers) - replicate.metric(&Metric::AddedUsers);
    assert_eq!(twin, alone.metric(&Metric::NewUsers), "new users of the twin");
}

/// Nobody shares, nobody is reminded, nobody is bought, nothing costs, nobody strikes and nobody has too many to look after.
fn do_nothing(scenario: &mut Scenario) {
    for segment in &mut scenario.segments {
        segment.share.drive = Drive::Plain(0.0.into());
        // A stretch that is left out, or in which nobody ever comes, would give its luck to the next one.
        let bought = segment.inflow.iter_mut().filter(|stretch| stretch.cost.is_some());
        bought.for_each(|stretch| stretch.rate = Rate::PerDay(1e-300.into()));
        segment.reminders.clear();
        segment.join_reward = None;
        segment.recruits_for_bait = None;
    }
    scenario.incentive.clear();
    scenario.budget = None;
    scenario.costs = Scenario::new("nothing", 1).costs;
    scenario.ban.clear();
    // The code of the group is no bait: it lets in fewer people where nothing is done, too.
    if let Some(community) = &mut scenario.community {
        community.overload = 1.0.into();
    }
    scenario.expect.clear();
}
