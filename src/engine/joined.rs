//! Who has joined a campaign in which people are known one by one.

/// Somebody who has joined, and who invited him.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Joined {
    /// The number of the person: on a network the place among its people, else of no meaning.
    pub person: u64,
    /// Who invited him, by his place among those who have joined; he stands before. None where nobody did.
    pub inviter: Option<u32>,
    /// Invitations between him and who was not invited.
    pub generation: u32,
    /// The segment, by its place in the scenario.
    pub segment: u8,
    /// The step in which he joined. Moments within a step are drawn afresh for whatever happens in it, so that they tell no order.
    pub step: u32,
}
