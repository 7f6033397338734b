//! One folder per question, all alike: a `Question` that says what is asked and takes the rest from the scenario, an
//! answer that is a plain struct, and `answer()` from one to the other. How an answer is worded or drawn is not known here. Beside them stands what all of them ask, how members are
//! followed, and what all of them tell, how a scenario was understood.

pub mod baseline;
pub mod check;
pub mod compare;
pub mod explore;
pub mod following;
pub mod notes;
pub mod run;
pub mod sweep;
pub mod theory;
