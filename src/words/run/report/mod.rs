//! The words of the report of a run: what is read first, what was found in each section, and dates. Facts that the summary tells
//! as well are told in its words.

mod date;
mod finding;
mod input;
mod labels;
mod lead;
mod spread;
mod trees;

pub use date::{
    Grain, added_each, as_written, day_name, day_told, days_told, moment_name, since, spent_each,
};
pub use finding::{
    best_day, funnel_title, growth_title, hang_title, money_says, money_title, rewards_for_orders,
    risks_title, segments_title, staying_says, staying_title, weakest_stage,
};
pub use input::{input_key, input_name, input_name_below, input_note, last_name, pattern_note, same_as};
pub use labels::{
    Label, Topic, about, bringing, day_in_words, event, figure_range, label, of_before, spent_in_words,
    stand_in_words, tag, topic, usual, wave,
};
pub use lead::{Trouble, Verdict, careful_title, headline, sure_lines, sure_title, verdict};
pub use spread::{
    bar_in_words, break_even, cac_spread_title, dearer, losing, middle_run, nobody_added,
    nobody_added_in_words, profit_spread_title, spread_about,
};
pub use trees::{
    best_sharers, best_sharers_about, longest_chain, other_kinds, people, person_in_words, sharer_name,
    sharer_note, top_sharers, tree_about,
};
