//! The range of every number of a scenario that was built in Rust.

use super::known;
use crate::problem::{Findings, Path};
use crate::scenario::domain::{
    Chance, Count, Domain, NonNegative, People, Positive, Reach, Span, Wait, bounded, whole,
};
use crate::scenario::{Amount, Contacts, Delay, Drive, Quantity, Response, Reward, Scenario, Segment, Stay};

pub(super) fn check(scenario: &Scenario, findings: &mut Findings) {
    let mut ranges = Ranges { findings };
    for segment in &scenario.segments {
        ranges.segment(segment, &Path::root().key("segments").key(&segment.name));
    }
    for (index, reward) in scenario.incentive.iter().enumerate() {
        ranges.reward(reward, &Path::root().key("incentive").index(index));
    }
    ranges.world(scenario, &Path::root());
}

struct Ranges<'a> {
    findings: &'a mut Findings,
}

impl Ranges<'_> {
    fn is<D: Domain>(&mut self, quantity: &Quantity, path: &Path, key: &str) {
        if let Some(Err(kind)) = known(quantity).map(|number| bounded::<D>(number).and_then(whole::<D>)) {
            self.findings.push(path.key(key), kind);
        }
    }

    fn segment(&mut self, segment: &Segment, path: &Path) {
        self.is::<Chance>(&segment.detect, path, "detect");
        self.is::<NonNegative>(&segment.inflow, path, "inflow");
        for (index, wave) in segment.seeds.iter().enumerate() {
            let path = path.key("seeds").index(index);
            self.is::<Count>(&wave.count, &path, "count");
            self.is::<Wait>(&wave.at_days.into(), &path, "at");
        }
        self.share(segment, path);
        self.contacts(&segment.contacts, &path.key("contacts"));
        for stage in &segment.funnel {
            self.is::<Chance>(&stage.pass, &path.key("funnel"), &stage.name);
        }
        if let Some(response) = &segment.join_reward {
            self.response(response, &path.key("join_reward"));
        }
        self.delay(&segment.delay, &path.key("delay"));
        self.stay(&segment.stay, path);
        for (key, weights) in
            [("recruits", &segment.recruits), ("recruits_for_bait", &segment.recruits_for_bait)]
        {
            weights.iter().flatten().for_each(|weight| self.is::<NonNegative>(weight, path, key));
        }
        if let Some(buys) = &segment.buys {
            self.is::<Chance>(&buys.per_day, &path.key("buys"), "per_day");
            self.is::<NonNegative>(&buys.margin, &path.key("buys"), "margin");
        }
    }

    fn share(&mut self, segment: &Segment, path: &Path) {
        let within = path.key("share");
        match &segment.share.drive {
            Drive::Plain(chance) => self.is::<Chance>(chance, path, "share"),
            Drive::Motives { content, social, reward } => {
                self.is::<Chance>(content, &within, "content");
                self.is::<Chance>(social, &within, "social");
                if let Some(response) = reward {
                    self.response(response, &within.key("reward"));
                }
            }
        }
        self.is::<Chance>(&segment.share.again, &within, "again");
        if let Some(after) = &segment.share.after_days {
            self.is::<Wait>(after, &within, "after");
        }
    }

    fn response(&mut self, response: &Response, path: &Path) {
        match response {
            Response::Saturating { max, half } => {
                self.is::<Chance>(max, path, "max");
                self.is::<Positive>(half, path, "half");
            }
            Response::Table(points) => {
                for (value, chance) in points {
                    self.is::<NonNegative>(&(*value).into(), path, "table");
                    self.is::<Chance>(chance, path, "table");
                }
            }
        }
    }

    fn contacts(&mut self, contacts: &Contacts, path: &Path) {
        match contacts {
            Contacts::Fixed(number) => self.is::<Reach>(number, path, "fixed"),
            Contacts::Poisson(mean) => self.is::<Reach>(mean, path, "mean"),
            Contacts::NegativeBinomial { mean, k } => {
                self.is::<Reach>(mean, path, "mean");
                self.is::<Positive>(k, path, "k");
            }
            Contacts::Mixture(parts) => {
                for (index, (weight, part)) in parts.iter().enumerate() {
                    let path = path.key("mixture").index(index);
                    self.is::<NonNegative>(weight, &path, "weight");
                    self.contacts(part, &path);
                }
            }
        }
    }

    fn delay(&mut self, delay: &Delay, path: &Path) {
        match delay {
            Delay::None => {}
            Delay::Fixed(delay) => self.is::<Wait>(delay, path, "fixed"),
            Delay::Exponential(mean) => self.is::<Span>(mean, path, "exponential"),
            Delay::Lognormal { median, sigma } => {
                self.is::<Span>(median, path, "median");
                self.is::<NonNegative>(sigma, path, "sigma");
            }
            Delay::Weibull { scale, shape } => {
                self.is::<Span>(scale, path, "scale");
                self.is::<Positive>(shape, path, "shape");
            }
        }
    }

    fn stay(&mut self, stay: &Stay, path: &Path) {
        match stay {
            Stay::Churn(chance) => self.is::<Chance>(chance, path, "churn"),
            Stay::Retention(points) => {
                for (days, share) in points {
                    self.is::<Wait>(&(*days).into(), path, "retention");
                    self.is::<Chance>(share, path, "retention");
                }
            }
        }
    }

    fn reward(&mut self, reward: &Reward, path: &Path) {
        self.is::<NonNegative>(&reward.value, path, "value");
        match &reward.cost {
            Amount::Money(money) => self.is::<NonNegative>(money, path, "cost"),
            Amount::ShareOfPrice(part) => self.is::<Chance>(part, path, "cost"),
        }
        self.is::<Chance>(&reward.redeem, path, "redeem");
        if let Some(age) = reward.if_stays_days {
            self.is::<Wait>(&age.into(), path, "if_stays");
        }
        if let Some(stock) = &reward.stock {
            self.is::<Count>(stock, path, "stock");
        }
    }

    fn world(&mut self, scenario: &Scenario, root: &Path) {
        self.is::<Chance>(&scenario.patience, root, "patience");
        let costs = root.key("costs");
        self.is::<NonNegative>(&scenario.costs.fixed, &costs, "fixed");
        self.is::<NonNegative>(&scenario.costs.per_day, &costs, "per_day");
        self.is::<NonNegative>(&scenario.costs.per_seed, &costs, "per_seed");
        if let Some(market) = &scenario.market {
            self.is::<People>(market, root, "market");
        }
        if let Some(cac) = &scenario.benchmark_cac {
            self.is::<Positive>(cac, &root.key("benchmark"), "cac");
        }
        let capacity = root.key("capacity");
        for (key, limit) in [("total", &scenario.capacity.total), ("per_hour", &scenario.capacity.per_hour)] {
            limit.iter().for_each(|limit| self.is::<NonNegative>(limit, &capacity, key));
        }
        if let Some(budget) = &scenario.budget {
            self.is::<NonNegative>(&budget.limit, &root.key("budget"), "limit");
        }
        if let Some(price) = &scenario.price {
            self.is::<NonNegative>(&price.start, &root.key("price"), "start");
            self.is::<NonNegative>(&price.step, &root.key("price"), "step");
        }
        if let Some(ban) = &scenario.ban {
            self.is::<Chance>(&ban.per_participant, &root.key("ban"), "per_participant");
            if let Some(pause) = ban.pause_days {
                self.is::<Span>(&pause.into(), &root.key("ban").key("then"), "pause");
            }
        }
        self.time(scenario, root);
    }

    fn time(&mut self, scenario: &Scenario, root: &Path) {
        if let Some(novelty) = &scenario.novelty {
            self.is::<Span>(&novelty.half_life_days, &root.key("novelty"), "half_life");
            self.is::<Chance>(&novelty.floor, &root.key("novelty"), "floor");
        }
        if let Some(community) = &scenario.community {
            let path = root.key("community");
            self.is::<NonNegative>(&community.cost_per_group, &path, "cost_per_group");
            self.is::<Positive>(&community.members_per_carer, &path, "members_per_carer");
            self.is::<NonNegative>(&community.overload, &path, "overload");
            self.is::<NonNegative>(&community.cost_per_carer_day, &path, "cost_per_carer_day");
        }
        for (index, event) in scenario.events.iter().enumerate() {
            let path = root.key("events").index(index);
            self.is::<Wait>(&event.at_days.into(), &path, "at");
            self.is::<Span>(&event.for_days.into(), &path, "for");
            self.is::<NonNegative>(&event.share, &path, "share");
            self.is::<NonNegative>(&event.join, &path, "join");
            self.is::<NonNegative>(&event.churn, &path, "churn");
        }
    }
}
