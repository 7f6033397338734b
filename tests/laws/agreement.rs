//! The engine and the oracle agree on every metric and stop reason of every case.

use crate::cases;
use crate::compare::{differences, is_determined};
use crate::table::{Case, by_engine, by_oracle};

const REPLICATES: u64 = 10_000;

fn agree(case: &Case) {
    let (engine, oracle) = (by_engine(case, 20_260_302, REPLICATES), by_oracle(case, 7, REPLICATES));
    let mut found = differences(&engine, &oracle);
    found.retain(|difference| !case.coupled || is_determined(difference));
    assert!(found.is_empty(), "engine (left) and oracle (right) on `{}`: {found:#?}", case.name);
}

macro_rules! agreement {
    ($($case:ident),* $(,)?) => { $(
        #[test]
        fn $case() {
            agree(&cases::$case());
        }
    )* };
}

agreement!(
    plain,
    two_segments,
    tiers,
    cap_and_goal,
    share_reward,
    upline,
    both_sides,
    stop_rewards,
    end_campaign,
    overdraw,
    stock_rules,
    if_stays,
    prizes,
    bonus_hunters,
    capacity_total,
    capacity_per_hour,
    half_days,
    overload,
    ban_for_good,
    ban_with_pause,
    ban_that_deletes,
    events,
    mixture,
    market_tiny,
    addressed,
    market_poisson,
    market_negative_binomial,
    market_mixture,
    full_house,
    at_once,
    everything,
    uncertain,
);

mod added {
    use super::agree;
    use crate::added as cases;

    agreement!(anyway, anyway_in_a_market, anyway_banned, places);
}

mod in_time {
    use super::agree;
    use crate::in_time as cases;

    agreement!(
        quick_answers,
        waves_within_a_step,
        many_occasions,
        visitors,
        hours_and_events,
        all_contacts,
        hunters,
        capacity,
        ban,
        pause,
        prompt_pause,
        overload,
        means,
        end,
        prizes,
        both_sides,
        everything,
    );
}

mod promises {
    use super::agree;
    use crate::promises as cases;

    agreement!(
        reserve_in_cycles,
        reserve,
        reserve_that_ends,
        long_holding,
        long_holding_in_cycles,
        stock_in_8h,
        overdrawn,
        levels_and_hunters,
        rising_percentages,
        prizes_in_reserve,
        deleted,
        deleted_in_cycles,
        turned_away,
    );
}
