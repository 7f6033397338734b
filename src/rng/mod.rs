//! Portable randomness: streams addressed by what they are for, and exact samplers of counts.
//!
//! Every bit here is the same on every platform: generators and tables use integer and basic floating
//! arithmetic, functions come from `libm`.
//!
//! The samplers of counts ([`binomial()`], [`poisson()`], [`hypergeometric()`]) are *exact quantile functions of
//! one uniform number*. A larger number gives a larger (or the same) count whatever the parameters, so two
//! designs that read the same stream share their luck as closely as two laws can: that is what makes
//! comparisons with common random numbers sharp.

mod binomial;
mod expansion;
mod gamma;
mod hypergeometric;
mod key;
pub mod lane;
mod lattice;
mod level;
mod normal;
mod normal_tail;
mod poisson;
mod special;
mod split;
mod stream;
#[cfg(test)]
mod tests;

pub use binomial::{Chance, binomial, binomial_at, binomials_at};
pub use gamma::gamma;
pub use hypergeometric::hypergeometric;
pub use key::{Purpose, ReplicateKey};
pub use level::Level;
pub use normal::normal;
pub use poisson::{poisson, poisson_at};
pub use split::{multivariate_hypergeometric, split};
pub use stream::Stream;
