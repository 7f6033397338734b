//! Members as buying looks at them, where more must be known of a buyer than how many there are: how he came, whether he has
//! bought before and kept it, what he has spent, whether he will order so long after joining, and which rewards wait for his orders.
//! Members who are alike in that are a [lot](lot); a [group] of members who leave by the same luck is made of such lots. Who
//! will order after a while is drawn as he comes, and counts if he is still there: leaving does not look at it.

mod back;
mod claims;
mod group;
mod lot;
mod ordering;
mod presence;
mod promised;
mod selling;
mod time;

pub(super) use claims::{Claim, OrderClaims, Promised, Void};
pub(super) use group::{Arrival, Customers};
pub(super) use promised::{Hanging, close_door, forget_promises, hang, promised_orders, take_back};
