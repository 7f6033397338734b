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
        self.state.credits_of.clear();
    }

    /// Whether members may share in step `t`.
    pub fn may_share(&self, t: u32) -> bool {
        self.closed.is_none() && t >= self.shut_until
    }

    /// The chances to share and to join under the offers of now.
    pub fn renew_drives(&mut self) {
        let model = self.model;
        let treasury = &self.state.treasury;
        let offered = || {
            model.rules.iter().enumerate().filter(|(rule, _)| treasury.offers(*rule)).map(|(_, rule)| rule)
        };
        self.state.drives.resize(model.segments.len(), [Vec::new(), Vec::new()]);
        for (side, shared) in [false, true].into_iter().enumerate() {
            let values: Vec<f64> = (0..model.progress.states().min(TABLE))
                .map(|progress| perceived_value(offered(), progress, shared, model.patience))
                .collect();
            for (segment, drives) in model.segments.iter().zip(&mut self.state.drives) {
                drives[side].clear();
                drives[side].extend(values.iter().map(|value| drive(&segment.drive, *value)));
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
