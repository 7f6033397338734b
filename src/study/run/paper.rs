//! What a report says of a scenario that needs no replicate.

use crate::model::fit_retention;
use crate::scenario::{Stay, Valid};
use crate::study::theory::{Theory, step, theory};

/// What follows from a scenario on paper. Of large ones that takes seconds, so whoever wants to stop a run early can have it
/// before.
#[derive(Clone, Debug)]
pub struct Paper {
    pub(super) theory: Theory,
    pub(super) retention_misfits: Vec<(String, f64)>,
    pub(super) step_error: Option<f64>,
}

impl Paper {
    /// Of this scenario, whose step must be [chosen](step::chosen).
    #[must_use]
    pub fn of(scenario: &Valid) -> Paper {
        Paper {
            theory: theory(scenario),
            retention_misfits: misfits(scenario),
            step_error: step::coarseness(scenario),
        }
    }
}

/// A misfit of more than half a point of share is told.
const VISIBLE_MISFIT: f64 = 0.005;

fn misfits(scenario: &Valid) -> Vec<(String, f64)> {
    let misfit = |(name, stay): (String, &Stay)| {
        let Stay::Retention(points) = stay else { return None };
        let points: Vec<(f64, f64)> = points.iter().map(|(days, share)| (*days, share.typical())).collect();
        Some((name, fit_retention(&points, scenario.clock.days()).misfit))
    };
    let stays = scenario.segments.iter().flat_map(|segment| {
        let waves = segment.seeds.iter().enumerate();
        let own = waves.filter_map(|(index, wave)| {
            Some((format!("{}.seeds.{index}", segment.name), wave.stay.as_ref()?))
        });
        std::iter::once((segment.name.clone(), &segment.stay)).chain(own)
    });
    stays.filter_map(misfit).filter(|(_, misfit)| *misfit >= VISIBLE_MISFIT).collect()
}
