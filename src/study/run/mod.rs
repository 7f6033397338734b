//! What will happen: one scenario, many replicates, one report.
//!
//! [`Question`] says what is asked, [`RunReport`] is the answer.

mod advice;
mod against;
mod assemble;
mod inputs;
mod invitations;
mod notice;
mod paper;
mod question;
mod remark;
mod report;
mod risk;
mod tree;
mod tried;
mod variance;

pub use advice::{LEAST_TO_TRY, is_left_untried};
pub use against::{Against, Difference};
pub use inputs::InputShare;
pub use invitations::{Invitation, Invitations};
pub(in crate::study) use notice::lost_members;
pub use paper::Paper;
pub use question::{Question, report};
pub use remark::{Remark, WhyNobody};
pub use report::{
    Ended, FunnelReport, Histogram, LedgerRow, RuleReport, RunReport, SegmentReport, TimeSeries, Timeline,
};
pub use risk::Chance;
pub use tree::{BEST_SHARERS, MOST_SHOWN, Sharer, Tree, TreeMember};
pub use tried::{Aim, Change, PER_USER, Tried};
