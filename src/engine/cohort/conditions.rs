//! Stage 2: what clock and state make of the chances of this step.

use super::state::Campaign;
use crate::rules::{drive, invitee_value, join_chances, perceived_value};

impl Campaign<'_> {
    /// Chances that depend on the offers of now are renewed when the offers change; what depends on the clock alone
    /// is tabulated in the model. Nothing is left to do here but to empty the cells of the step before.
    pub fn conditions(&mut self, _t: u32) {
        self.state.cells.clear();
        self.state.cells_of.clear();
        self.state.reached.clear();
        self.state.credits.clear();
    }

    /// The chances to share and to join under the offers of now.
    pub fn renew_drives(&mut self) {
        let model = self.model;
        let treasury = &self.state.treasury;
        let offered = || {
            model.rules.iter().enumerate().filter(|(rule, _)| treasury.offers(*rule)).map(|(_, rule)| rule)
        };
        let states = model.progress.states();
        self.state.drives.resize(model.segments.len(), [Vec::new(), Vec::new()]);
        for (segment, drives) in model.segments.iter().zip(&mut self.state.drives) {
            for (shared, by_progress) in [false, true].into_iter().zip(drives) {
                by_progress.clear();
                by_progress.extend((0..states.min(TABLE)).map(|progress| {
                    drive(&segment.drive, perceived_value(offered(), progress, shared, model.patience))
                }));
            }
        }
        let value = invitee_value(offered());
        self.state.joins.clear();
        self.state.joins.extend(
            model
                .segments
                .iter()
                .map(|segment| join_chances(segment.join, segment.join_reward.as_ref(), value)),
        );
    }

    /// The chance of a member to share on an occasion in step `t`.
    pub fn sharing_chance(&self, t: u32, segment: usize, shared: bool, progress: usize) -> f64 {
        let drives = &self.state.drives[segment][usize::from(shared)];
        let drive = drives[progress.min(drives.len() - 1)];
        (drive * self.model.profile.share.at(t)).clamp(0.0, 1.0)
    }
}

/// Beyond so many invitations the bait is felt as at this number: by then every usual tier is passed, and the
/// goal gradient of a farther one has long been nothing.
const TABLE: usize = 4096;
