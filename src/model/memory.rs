//! What must be remembered of members: only what some rule looks at. How far their invitations are counted is in
//! [`progress`](super::progress).

use super::{ChannelModel, ContactLaw, Looks, Mixing, Model, RuleModel, SegmentModel, Since};

/// Whether any of these rules looks at this.
fn looks_at(rules: &[RuleModel], what: Looks) -> bool {
    rules.iter().any(|rule| rule.looks_at() == what)
}

impl Model {
    /// Whether acceptances must be distinguished by who invited (progress counted, or an upline paid).
    #[must_use]
    pub fn credits_individuals(&self) -> bool {
        self.progress.is_tracked() || looks_at(&self.rules, Looks::Inviter)
    }

    /// How many different numbers of acceptances the sharers of a step bring, roughly, as far as rules tell them apart:
    /// so much work is every step.
    #[must_use]
    pub fn numbers_followed(&self) -> f64 {
        if !self.progress.is_tracked() {
            return 0.0;
        }
        let told = self.progress.told_apart(0).map_or(f64::INFINITY, |told| told as f64);
        let of_way = |(place, channel): (usize, &ChannelModel)| {
            let chance = self.behaviour().answers(place).answering(self, channel, 0);
            channel.contacts.iter().map(|part| part.law.numbers(chance)).fold(0.0, f64::max)
        };
        let ways: Vec<f64> = self.channels.iter().enumerate().map(of_way).collect();
        let of_segment = |segment: &SegmentModel| segment.channels.iter().map(|place| ways[*place]).sum();
        self.segments.iter().map(of_segment).fold(0.0, f64::max).min(told)
    }

    /// Whether members who shared before behave like those who did not: no reward looks at the first share, and no reminder.
    #[must_use]
    pub fn sides_behave_alike(&self) -> bool {
        self.remembers_sharing && !self.follows_done && !looks_at(&self.rules, Looks::FirstShare)
    }

    /// Whether all members are alike: time goes in cycles, there is one segment, one class of staying, one law of contacts and no channels,
    /// nobody is reminded, and no reward looks at whose event it is.
    #[must_use]
    pub fn is_single_type(&self) -> bool {
        let one_of_each = |segment: &SegmentModel| {
            !segment.fake
                && segment.classes.len() == 1
                && !segment.sells_apart()
                && segment.reminders.is_empty()
        };
        let one_law = |way: &ChannelModel| way.is_the_only_one && way.contacts.len() == 1;
        self.in_cycles
            && matches!(&self.channels[..], [way] if one_law(way))
            && matches!(&self.segments[..], [segment] if one_of_each(segment))
            && self.origins.count == 1
            && self.rules.iter().all(|rule| rule.looks_at() == Looks::Event)
    }

    /// Whether nothing happens in a campaign but that people come, share and leave: nothing is bought, promised, limited or
    /// forbidden, and nobody would come anyway.
    #[must_use]
    pub fn only_grows(&self) -> bool {
        let limited = self.limits_room() || self.groups.is_some();
        let watched = !self.bans.is_empty() || self.churn_varies();
        let sold = self.price.is_some() || self.has_purchases;
        self.rules.is_empty()
            && self.anyway == 0.0
            && !limited
            && !watched
            && !sold
            && !self.has_twin_beside()
    }

    /// Whether members of a network share in every step from joining on until they are done, reach all their neighbours in one way,
    /// and no chance of all this ever changes.
    #[must_use]
    pub fn shares_evenly(&self) -> bool {
        let one_kind = |segment: &SegmentModel| {
            !segment.fake
                && segment.reminders.is_empty()
                && segment.wait.is_none()
                && segment.quota.is_none()
                && !segment.waves_act_at_once
                && segment.classes[0].stint(0, Since::Before, false).rate_of_occasions().is_infinite()
        };
        let to_all = |way: &ChannelModel| {
            way.is_the_only_one
                && way.contacts.is_empty()
                && way.into_groups.is_none()
                && way.before_expiry >= 1.0
        };
        let alike = |mixing: &Mixing| mixing.proof.is_none() && !mixing.network.has_weights();
        self.in_cycles
            && self.mixing.as_ref().is_some_and(alike)
            && matches!(&self.segments[..], [segment] if one_kind(segment))
            && matches!(&self.channels[..], [way] if to_all(way))
            && self.profile.share.is_one()
            && self.profile.join.is_one()
            && self.rules.is_empty()
            && self.bans.is_empty()
            && !self.limits_room()
            && self.care.is_none()
    }

    /// Whether members have only so many invitations to give away; then they are followed one by one.
    #[must_use]
    pub fn has_quotas(&self) -> bool {
        self.segments.iter().any(|segment| segment.quota.is_some())
    }

    /// Whether the platform's ban deletes members brought by invitation.
    #[must_use]
    pub fn deletes_induced(&self) -> bool {
        self.bans.iter().any(|ban| ban.delete_induced)
    }
}

/// Standard deviations, of a law that falls by powers of e its scale, that are followed.
const SPREAD: f64 = 8.0;

impl ContactLaw {
    /// How many different numbers of contacts who accept, each with this chance, occur among many sharers, roughly.
    fn numbers(self, chance: f64) -> f64 {
        match self {
            ContactLaw::Fixed(contacts) => SPREAD * (contacts as f64 * chance * (1.0 - chance)).sqrt(),
            ContactLaw::Poisson(mean) => SPREAD * (mean * chance).sqrt(),
            ContactLaw::NegativeBinomial { mean, k } => SPREAD * ((mean * chance).sqrt() + mean * chance / k),
        }
    }
}
