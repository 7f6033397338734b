//! What is paid per head: the table of the costs per head, with the money and the heads of each.

use super::table::Metric;

/// A cost per head, its money and its heads, both of which every campaign has. Money that was spent for nobody is more per head
/// than any price, `+∞`; no money for nobody is undefined.
static PER_HEAD: [(Metric, [Metric; 2]); 4] = [
    (Metric::Cac, [Metric::CostWithOwed, Metric::AddedUsers]),
    (Metric::CacRetained, [Metric::CostWithOwed, Metric::AddedMembers]),
    (Metric::CacPaying, [Metric::CostWithOwed, Metric::AddedBuyers]),
    (Metric::CacBlended, [Metric::CostWithOwed, Metric::NewUsers]),
];

impl Metric {
    /// Of a cost per head: the money and the heads.
    #[must_use]
    pub fn per_head(&self) -> Option<[&'static Metric; 2]> {
        let (_, [money, heads]) = PER_HEAD.iter().find(|(metric, _)| metric == self)?;
        Some([money, heads])
    }
}
