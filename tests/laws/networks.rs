//! Known answers on small networks: how many take part, by enumeration of what may happen. `share: 1` without churn is the
//! independent cascade: a member tries each neighbour once.

use kfactor::engine::{Engine, Outcome, State};
use kfactor::metrics::{Layout, Metric};
use kfactor::model::{IntoGroups, Mixing, Model, Pick, Proof};
use kfactor::network::Network;
use kfactor::rng::ReplicateKey;
use kfactor::scenario::Scenario;
use std::sync::Arc;

/// A campaign on a network.
struct Case {
    network: Network,
    seed: u32,
    /// What the scenario says, beside days, people and seeds.
    says: &'static str,
    /// Whether `contacts` are among that; else a share reaches all neighbours.
    has_contacts: bool,
    into_groups: Option<IntoGroups>,
    proof: Option<Proof>,
}

const REPLICATES: u64 = 20_000;

impl Case {
    /// The independent cascade.
    fn cascade(network: Network, seed: u32, says: &'static str) -> Case {
        Case { network, seed, says, has_contacts: false, into_groups: None, proof: None }
    }

    fn contacts(self) -> Case {
        Case { has_contacts: true, ..self }
    }

    fn groups(self, groups: u32) -> Case {
        Case { into_groups: Some(IntoGroups { groups, see: 0.5 }), ..self }
    }

    fn proof(self, per_member: f64, most: f64) -> Case {
        Case { proof: Some(Proof { per_member, most }), ..self }
    }

    fn model(&self) -> (Model, Layout) {
        let people = self.network.people();
        let days = if self.says.contains("days") { "" } else { "days: 20\n" };
        let contacts = if self.has_contacts { "" } else { "contacts: 1\n" };
        let share = if self.says.contains("share") { "" } else { "share: 1\n" };
        let text = format!(
            "name: x\n{days}{share}step: 1d\ndelay: none\nseeds: 1\nmarket: {people}\n{contacts}{}\n",
            self.says
        );
        let scenario = Scenario::from_yaml(&text).unwrap_or_else(|problems| panic!("{problems}"));
        let mut model = Model::typical(&scenario);
        let network = Arc::new(self.network.clone());
        model.mixing = Some(Mixing { network, redrawn: None, segment_of: None, proof: self.proof });
        let segment = &mut model.segments[0];
        if !self.has_contacts {
            segment.contacts.clear();
        }
        segment.into_groups = self.into_groups;
        segment.seeds[0].pick = Pick::Listed([self.seed].into());
        (model, Layout::new(&scenario.shape()))
    }

    /// In how many campaigns so many take part, the seed included.
    fn sizes(&self) -> Vec<u64> {
        let (model, layout) = self.model();
        let new_users = layout.metric(&Metric::NewUsers).unwrap();
        let (mut state, mut outcome) = (State::default(), Outcome::new(&layout));
        let mut sizes = vec![0; self.network.people() as usize + 1];
        for replicate in 0..REPLICATES {
            let key = ReplicateKey::new(5, replicate);
            Engine::Agent.simulate(&model, &layout, &key, &mut state, &mut outcome, &|| false);
            sizes[outcome.metrics[new_users] as usize + 1] += 1;
        }
        sizes
    }

    /// Whether sizes from 1 on have these chances, by chi-square.
    fn has(&self, chances: &[f64]) {
        let sizes = self.sizes();
        let all = REPLICATES as f64;
        let listed: f64 = chances.iter().sum();
        assert!((listed - 1.0).abs() < 1e-6, "{listed}");
        let (mut chi, mut cells) = (0.0, 0.0);
        for (size, chance) in chances.iter().enumerate().filter(|(_, chance)| **chance * all > 5.0) {
            chi += (sizes[size + 1] as f64 - all * chance).powi(2) / (all * chance);
            cells += 1.0;
        }
        // Four standard deviations of a chi-square number, and a bit for its skewness.
        let limit = cells + 4.0 * (2.0_f64 * cells).sqrt() + 6.0;
        let beyond: u64 = sizes.iter().skip(chances.len() + 1).sum();
        assert!(chi < limit && beyond == 0, "{chi} of {limit}: {sizes:?}");
    }
}

fn path(people: u32) -> Network {
    let edges: Vec<(u32, u32)> = (1..people).map(|person| (person - 1, person)).collect();
    Network::of_edges(people, &edges)
}

fn star(leaves: u32) -> Network {
    let edges: Vec<(u32, u32)> = (1..=leaves).map(|leaf| (0, leaf)).collect();
    Network::of_edges(leaves + 1, &edges)
}

fn ring(people: u32) -> Network {
    let edges: Vec<(u32, u32)> = (0..people).map(|person| (person, (person + 1) % people)).collect();
    Network::of_edges(people, &edges)
}

fn complete(people: u32) -> Network {
    let edges: Vec<(u32, u32)> =
        (0..people).flat_map(|one| (one + 1..people).map(move |other| (one, other))).collect();
    Network::of_edges(people, &edges)
}

#[test]
fn cascades_on_paths_stars_and_rings() {
    Case::cascade(path(5), 0, "join: 0.4").has(&[0.6, 0.24, 0.096, 0.0384, 0.0256]);
    Case::cascade(path(5), 2, "join: 0.4").has(&[0.36, 0.288, 0.2496, 0.0768, 0.0256]);
    Case::cascade(star(6), 0, "join: 0.3")
        .has(&[0.117_649, 0.302_526, 0.324_135, 0.185_22, 0.059_535, 0.010_206, 0.000_729]);
    Case::cascade(star(6), 3, "join: 0.3")
        .has(&[0.7, 0.050_421, 0.108_045, 0.092_61, 0.039_69, 0.008_505, 0.000_729]);
    Case::cascade(ring(6), 0, "join: 0.5").has(&[0.25, 0.25, 0.1875, 0.125, 0.078_125, 0.109_375]);
}

#[test]
fn cascades_where_people_are_reached_on_several_ways() {
    Case::cascade(complete(5), 0, "join: 0.25").has(&[
        0.316_406_25,
        0.177_978_52,
        0.166_854_86,
        0.181_068_42,
        0.157_691_96,
    ]);
    let triangles = Network::of_edges(6, &[(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)]);
    Case::cascade(triangles, 0, "join: 0.5").has(&[0.25, 0.1875, 0.265_625, 0.078_125, 0.093_75, 0.125]);
}

#[test]
fn weights_multiply_the_last_stage() {
    let weighted = Network::of_weighted_edges(5, &[(0, 1, 1.0), (0, 2, 2.0), (0, 3, 4.0), (0, 4, 5.0)]);
    Case::cascade(weighted, 0, "join: 0.2").has(&[0.0, 0.096, 0.472, 0.368, 0.064]);
}

#[test]
fn contacts_limit_how_many_neighbours_are_reached() {
    Case::cascade(star(6), 0, "join: 0.3\ncontacts: { fixed: 2 }").contacts().has(&[0.49, 0.42, 0.09]);
    Case::cascade(star(6), 0, "join: 0.3\ncontacts: { fixed: 2 }\nshare: { content: 1, again: 1 }\ndays: 3")
        .contacts()
        .has(&[0.240_1, 0.441, 0.260_94, 0.054_72, 0.003_24]);
    Case::cascade(star(6), 0, "join: 0.3\ncontacts: 2").contacts().has(&[
        0.549_003_50,
        0.329_604_48,
        0.098_847_63,
        0.019_535_51,
        0.002_740_06,
        0.000_256_75,
        0.000_012_07,
    ]);
}

#[test]
fn shares_go_into_groups() {
    let apart = |people: u32, groups: &[&[u32]]| Network::of_edges(people, &[]).with_groups(groups);
    Case::cascade(apart(5, &[&[0, 1, 2, 3, 4]]), 0, "join: 0.4").groups(1).has(&[
        0.409_6,
        0.209_715_2,
        0.163_577_86,
        0.135_161_45,
        0.081_945_49,
    ]);
    let two = || apart(5, &[&[0, 1, 2], &[2, 3, 4]]);
    Case::cascade(two(), 0, "join: 0.4").groups(1).has(&[0.64, 0.243_2, 0.095_52, 0.017_536, 0.003_744]);
    Case::cascade(two(), 2, "join: 0.4").groups(1).has(&[0.64, 0.256, 0.104]);
    Case::cascade(two(), 0, "join: 0.4").groups(2).has(&[0.64, 0.209_92, 0.099_328, 0.039_936, 0.010_816]);
    let both = Network::of_edges(4, &[(0, 1), (2, 3)]).with_groups(&[&[0, 1, 2, 3]]);
    Case::cascade(both, 0, "join: 0.4").groups(1).has(&[0.307_2, 0.271_974_4, 0.190_218_24, 0.230_607_36]);
}

#[test]
fn members_around_are_proof() {
    Case::cascade(complete(3), 0, "join: 0.2").proof(2.0, 3.0).has(&[0.64, 0.192, 0.168]);
    Case::cascade(complete(4), 0, "join: 0.2").proof(2.0, 3.0).has(&[0.512, 0.138_24, 0.089_088, 0.260_672]);
    Case::cascade(ring(4), 0, "join: 0.3").proof(1.5, 2.0).has(&[0.49, 0.294, 0.096_525, 0.119_475]);
}

/// Everybody whom a member asks again and again is asked as often: as long as that member is there.
#[test]
fn one_stay_is_common_to_all_neighbours() {
    let says = "join: 0.2\nchurn: 0.3\nshare: { content: 1, again: 1 }\ndays: 120";
    let chances = [0.239_401_50, 0.325_273_77, 0.267_611_60, 0.167_713_13];
    // Who has joined asks the centre again, who has joined long before.
    Case::cascade(star(3), 0, says).has(&chances);
}
