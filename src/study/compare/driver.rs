//! What drives a difference: the uncertain input that it depends on most, which is worth measuring before one chooses.

use crate::model::draw_inputs;
use crate::rng::ReplicateKey;
use crate::scenario::Valid;

/// An uncertain input that decides much of how two designs differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Driver {
    /// Its key.
    pub key: String,
    /// The part of the variance of the difference that goes with it: the squared correlation.
    pub r_squared: f64,
    /// The value at which the lead is nought, where the input may well be there.
    pub break_even: Option<f64>,
    /// Whether larger values speak for the leader.
    pub for_larger: bool,
}

/// The uncertain inputs of all designs, and how the measure to choose by goes with them.
pub(super) struct Drivers {
    seed: u64,
    /// Replicates seen.
    seen: u64,
    /// Designs that have inputs of their own, and which of theirs count: (design, indices of its inputs).
    sources: Vec<(Valid, Vec<usize>)>,
    keys: Vec<String>,
    /// `moments[b][a][input]`, design a before design b.
    moments: Vec<Vec<Vec<Joint>>>,
}

/// An input counts once the difference is this much its doing.
const MUCH: f64 = 0.2;

impl Drivers {
    pub fn new(designs: &[Valid], seed: u64) -> Drivers {
        let mut keys: Vec<String> = Vec::new();
        let mut sources = Vec::new();
        for design in designs {
            let mut new = Vec::new();
            for (index, input) in design.inputs.iter().enumerate() {
                if !keys.contains(&input.key) {
                    keys.push(input.key.clone());
                    new.push(index);
                }
            }
            if !new.is_empty() {
                sources.push((design.clone(), new));
            }
        }
        let of_pair = vec![Joint::default(); keys.len()];
        let moments = (0..designs.len()).map(|b| vec![of_pair.clone(); b]).collect();
        Drivers { seed, seen: 0, sources, keys, moments }
    }

    /// Takes the next replicates in: the measure of every design.
    pub fn absorb(&mut self, judged: &[Vec<f64>]) {
        if self.keys.is_empty() {
            return;
        }
        let replicates = judged.first().map_or(0, Vec::len) as u64;
        let inputs: Vec<Vec<f64>> = (self.seen..self.seen + replicates).map(|each| self.draw(each)).collect();
        self.seen += replicates;
        for (b, row) in self.moments.iter_mut().enumerate() {
            for (a, moments) in row.iter_mut().enumerate() {
                for ((inputs, of_a), of_b) in inputs.iter().zip(&judged[a]).zip(&judged[b]) {
                    for (moments, input) in moments.iter_mut().zip(inputs) {
                        moments.record(*input, of_b - of_a);
                    }
                }
            }
        }
    }

    fn draw(&self, replicate: u64) -> Vec<f64> {
        let key = ReplicateKey::new(self.seed, replicate);
        let of = |(design, wanted): &(Valid, Vec<usize>)| {
            let drawn = draw_inputs(design, &key);
            wanted.iter().map(move |input| drawn[*input]).collect::<Vec<_>>()
        };
        self.sources.iter().flat_map(of).collect()
    }

    /// The input that goes most with how `leader` differs from `other`; `sign` is 1 where more is better, else -1.
    pub fn strongest(&self, other: usize, leader: usize, sign: f64) -> Option<Driver> {
        let (low, high) = (other.min(leader), other.max(leader));
        let sign = if leader == high { sign } else { -sign };
        let moments = self.moments.get(high)?.get(low)?;
        let (index, joint) = moments
            .iter()
            .enumerate()
            .filter(|(_, joint)| joint.explained() >= MUCH)
            .max_by(|(_, one), (_, other)| one.explained().total_cmp(&other.explained()))?;
        Some(Driver {
            key: self.keys[index].clone(),
            r_squared: joint.explained(),
            break_even: joint.root(),
            for_larger: joint.together * sign > 0.0,
        })
    }
}

/// Moments of an input and a difference together (Welford).
#[derive(Clone, Copy, Debug, Default)]
struct Joint {
    count: f64,
    input: f64,
    difference: f64,
    input_squares: f64,
    difference_squares: f64,
    together: f64,
}

/// Twice the standard deviation around the mean: where an input may well be.
const WELL_POSSIBLE: f64 = 2.0;

impl Joint {
    fn record(&mut self, input: f64, difference: f64) {
        if !(input.is_finite() && difference.is_finite()) {
            return;
        }
        self.count += 1.0;
        let (from_input, from_difference) = (input - self.input, difference - self.difference);
        self.input += from_input / self.count;
        self.difference += from_difference / self.count;
        self.input_squares += from_input * (input - self.input);
        self.difference_squares += from_difference * (difference - self.difference);
        self.together += from_input * (difference - self.difference);
    }

    /// The squared correlation; 0 where one of them does not vary.
    fn explained(&self) -> f64 {
        let explained = self.together * self.together / (self.input_squares * self.difference_squares);
        if explained.is_finite() { explained } else { 0.0 }
    }

    /// The input at which the line of regression crosses nought, if that is near enough.
    fn root(&self) -> Option<f64> {
        let slope = self.together / self.input_squares;
        let root = self.input - self.difference / slope;
        let reach = WELL_POSSIBLE * (self.input_squares / (self.count - 1.0)).sqrt();
        ((root - self.input).abs() <= reach).then_some(root)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    /// The difference is 3·(x - 0.4) and a little that does not depend on x.
    fn line() -> Joint {
        let mut joint = Joint::default();
        for (index, x) in [0.1, 0.2, 0.3, 0.4, 0.5, 0.6].into_iter().enumerate() {
            let noise = if index % 2 == 0 { 0.01 } else { -0.01 };
            joint.record(x, 3.0 * (x - 0.4) + noise);
        }
        joint
    }

    #[test]
    fn a_line_is_found_with_its_root() {
        let joint = line();
        assert!(joint.explained() > 0.999, "{}", joint.explained());
        assert!((joint.root().unwrap() - 0.4).abs() < 0.01);
    }

    #[test]
    fn a_root_far_away_is_none() {
        let mut joint = Joint::default();
        for x in [0.1, 0.2, 0.3] {
            joint.record(x, 10.0 + x);
        }
        assert_eq!(joint.root(), None);
        assert!((joint.explained() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_does_not_vary_explains_nothing() {
        let mut joint = Joint::default();
        joint.record(1.0, 2.0);
        joint.record(1.0, 3.0);
        joint.record(f64::NAN, 3.0);
        assert_eq!(joint.explained(), 0.0);
    }

    #[test]
    fn a_driver_speaks_for_or_against_the_leader() {
        let text = "{ name: a, days: 1, seeds: 10, contacts: 5, join: 0.1, share: 0.2 to 0.5 }";
        let design = Scenario::from_yaml(text).unwrap();
        let mut drivers = Drivers::new(&[design.clone(), design], 1);
        assert_eq!(drivers.keys, ["share"]);
        let inputs: Vec<f64> = (0..50).map(|replicate| drivers.draw(replicate)[0]).collect();
        let other: Vec<f64> = inputs.iter().map(|x| 100.0 * (x - 0.35)).collect();
        drivers.absorb(&[vec![0.0; 50], other]);
        let (forward, back) = (drivers.strongest(0, 1, 1.0).unwrap(), drivers.strongest(1, 0, 1.0).unwrap());
        assert!(forward.for_larger && !back.for_larger);
        assert!((forward.r_squared - 1.0).abs() < 1e-9 && (forward.break_even.unwrap() - 0.35).abs() < 1e-9);
        assert!(!drivers.strongest(0, 1, -1.0).unwrap().for_larger);
    }
}
