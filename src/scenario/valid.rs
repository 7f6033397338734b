//! The door to the engines: a scenario in which nothing is wrong.
//!
//! What is wrong is looked for in `check`; here stands only what the answer is. A [`Valid`] is made from a file
//! ([`load`](crate::input::load), [`Scenario::from_yaml`]) or from a scenario built in Rust ([`Scenario::validate`]), and from
//! nothing else, so that no engine is ever handed numbers that nobody has looked at.

use super::{Clock, Following, Ground, Number, Scenario, StepIs};
use crate::network::Network;
use crate::problem::{Path, Problem};
use serde::Serialize;
use std::ops::Deref;
use std::sync::Arc;

/// A scenario in which nothing is wrong. It reads like a [`Scenario`]; to change it, take it apart with
/// [`Valid::into_inner`] and validate it again, or use [`Valid::changed`].
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Valid {
    scenario: Scenario,
    #[serde(skip)]
    ground: Option<Ground>,
    #[serde(skip)]
    said: Arc<Vec<Path>>,
}

/// The network follows from the scenario; what its file need not have said changes nothing.
impl PartialEq for Valid {
    fn eq(&self, other: &Valid) -> bool {
        self.scenario == other.scenario
    }
}

/// What is wrong with a scenario that was built in Rust: problems with paths, but without places in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Invalid(pub Vec<Problem>);

impl Valid {
    /// Of a scenario in which nothing was found.
    pub(crate) fn trusted(mut scenario: Scenario, network: Option<Arc<Network>>) -> Valid {
        let ground = network.map(|network| scenario.settle_on(network));
        scenario.following = scenario.following.or_one_by_one(scenario.needs_individuals());
        Valid { scenario, ground, said: Arc::default() }
    }

    /// The network that people stand on, if there is one.
    #[must_use]
    pub fn ground(&self) -> Option<&Ground> {
        self.ground.as_ref()
    }

    /// The same, whose file says these numbers although they would be so without it.
    pub(crate) fn saying(self, said: Vec<Path>) -> Valid {
        Valid { said: Arc::new(said), ..self }
    }

    /// The keys of the numbers that the file says although they would be so without it.
    pub(crate) fn said(&self) -> &[Path] {
        &self.said
    }

    /// Another scenario of the same people.
    fn with(&self, scenario: Scenario) -> Valid {
        Valid { scenario, ..self.clone() }
    }

    /// The scenario, free to be changed.
    #[must_use]
    pub fn into_inner(self) -> Scenario {
        self.scenario
    }

    /// The scenario with some levers at the possible number nearest to this one. Whether that makes sense beside the
    /// other numbers (a tier that is worth less than a lower one) is not asked: who wants to know what a number does to
    /// K wants an answer where a marketer would be warned, and no contradiction between levers stops an engine.
    pub(crate) fn turned(&self, levers: &[Number], number: f64) -> Valid {
        let mut scenario = self.scenario.clone();
        levers.iter().for_each(|lever| lever.put(&mut scenario, lever.about.domain.nearest(number)));
        self.with(scenario)
    }

    /// The scenario in steps of so many minutes that kfactor has chosen; `None` where it cannot have them.
    pub(crate) fn in_steps_of(&self, minutes: u32) -> Option<Valid> {
        let clock = self.clock.in_steps_of(minutes).filter(|_| self.may_have_steps_of(minutes))?;
        let mut scenario = self.scenario.clone();
        scenario.clock = Clock { step_is: StepIs::Chosen, ..clock };
        Some(self.with(scenario))
    }

    /// The same campaign with its members followed so; where something looks at single people they are followed one by one in any case.
    #[must_use]
    pub fn followed(&self, following: Following) -> Valid {
        let following = following.or_one_by_one(self.needs_individuals());
        self.with(Scenario { following, ..self.scenario.clone() })
    }

    /// The same campaign without its rewards, and without bonus hunters: who would be one does not come. All else, other costs
    /// included, is as it is, so that the difference is what the bait does.
    #[must_use]
    pub fn without_reward(&self) -> Valid {
        let mut scenario = self.scenario.clone();
        scenario.unrewarded = true;
        scenario.expect.clear();
        self.with(scenario)
    }

    /// The scenario after a change.
    ///
    /// # Errors
    /// Everything that is wrong with it then.
    ///
    /// ```
    /// use kfactor::scenario::Scenario;
    ///
    /// let scenario = Scenario::from_yaml("{ name: x, days: 7, seeds: 9, share: 0.3, contacts: 10, join: 5% }").unwrap();
    /// let longer = scenario.changed(|scenario| scenario.clock.steps = 14).unwrap();
    /// assert_eq!(longer.clock.days(), 14.0);
    /// assert!(scenario.changed(|scenario| scenario.segments[0].funnel.clear()).is_err());
    /// ```
    pub fn changed(&self, change: impl FnOnce(&mut Scenario)) -> Result<Valid, Invalid> {
        let mut scenario = self.scenario.clone();
        change(&mut scenario);
        scenario.validate()
    }
}

impl Deref for Valid {
    type Target = Scenario;

    fn deref(&self) -> &Scenario {
        &self.scenario
    }
}
