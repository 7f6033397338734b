//! Problems of a scenario in English: a line per kind.

mod noun;
mod syntax;

use super::phrase::{Words, may_be_left_out, number, per_cent, quoted_static};
use super::{file, statement, unearned, vary};
use crate::problem::ProblemKind as P;
use crate::words::Lang;
use crate::words::clock::as_typed;
use crate::words::page::idle_key;

/// The words for a kind of problem with the value of `key`.
pub(super) fn words(kind: &P, key: &str) -> Words {
    let w = |title: String, label: &str, help: String| Words::new(title, label, help);
    let say = |title: &str, help: &str| Words::new(title, "", help);
    match kind {
        P::TooLarge { limit } => w(
            format!("this is larger than {} MB, which no scenario is", limit >> 20),
            "",
            "is it the right file?".into(),
        ),
        P::NotUtf8 => say("this is not UTF-8 text", "save the file with the encoding UTF-8 (Excel and old editors may use GBK)"),
        P::ControlCharacter { code } => w(
            format!("there is an invisible control character here (U+{code:04X})"),
            "",
            "delete it; it often comes along when text is copied".into(),
        ),
        P::Empty => say("the scenario is empty", "`kfactor init` writes one to begin with"),
        P::NotKeys { chinese_colon: true } => say(
            "these are no keys",
            "the colon `：` of the Chinese keyboard is not one for YAML: write `: `, with a space after it",
        ),
        P::NotKeys { chinese_colon: false } => {
            say("a scenario is made of keys", "write each as `key: value`, for example `days: 14`")
        }
        P::Syntax(syntax) => syntax::syntax(syntax),
        P::TooDeep { limit } => w(
            format!("the values are nested more than {limit} levels deep"),
            "",
            "is a bracket missing somewhere above?".into(),
        ),
        P::TooManyValues { limit } => w(
            format!("the scenario has more than {limit} values"),
            "",
            "check the aliases (`*name`): each stands for everything behind its `&name`".into(),
        ),
        P::RecursiveAlias => say("this alias stands inside of what it stands for", "write the values out"),
        P::Tag => say("tags (`!…`) mean nothing here", "delete it; text that begins with `!` needs quotation marks"),
        P::SecondDocument => say("a second scenario begins here", "one file holds one scenario: delete the `---` or split the file"),
        P::BadMerge => say("`<<` can only take in a map", "write `<<: *name` with `&name` in front of a map"),
        P::DuplicateKey { key } => w(
            format!("`{key}` is already given above"),
            "the second time",
            "keep one of the two".into(),
        ),
        P::KeyNotText => say("a key must be a word or a number", ""),
        P::UnknownKey { key, nearest, known } => noun::unknown("key", key, nearest.as_deref(), known),
        P::Missing { key } => w(format!("`{key}` is missing"), "", noun::missing(key).into()),
        P::NoValue => w(format!("`{key}` has no value"), "nothing after the colon", "give it a value or delete the line".into()),
        P::WrongType { expected, found } => w(
            format!("`{key}` takes {}, not {}", noun::expected(*expected), noun::found(*found)),
            "",
            noun::example(*expected),
        ),
        P::UnknownWord { word, nearest, known } => {
            Words { title: format!("`{key}` cannot be `{word}`"), ..noun::unknown("word", word, nearest.as_deref(), known) }
        }
        P::OutOfRange { number: n, bounds } => w(
            format!("`{key}` cannot be {}", number(*n)),
            "",
            format!("it must be {}", noun::range(bounds)),
        ),
        P::ForgottenPerCent { number: n } => w(
            format!("`{key}` is a chance from 0 to 1, but this is {}", number(*n)),
            "",
            format!("did you mean `{}%`, that is `{}`?", number(*n), per_cent(*n)),
        ),
        P::PerCentNotMeant => w(format!("`{key}` is no share of anything, so it takes no per cent"), "", "write a plain number".into()),
        P::NotFinite => w(
            format!("`{key}` takes a number, and this is none"),
            "not a finite number",
            if may_be_left_out(key) { "leave the key out if there is no limit".into() } else { String::new() },
        ),
        P::Habit { found, instead } => w(
            format!("`{key}` cannot be read because of `{found}`"),
            "",
            format!("write `{instead}`"),
        ),
        P::NoSuchDay => say("there is no such day", "check the day of the month"),
        P::NoCurrency { code, meant } => w(
            format!("`{code}` is no currency of ISO 4217"),
            meant.map(|meant| format!("did you mean `{meant}`?")).unwrap_or_default().as_str(),
            if meant.is_none() { "for example `CNY`, `USD` or `EUR`".into() } else { String::new() },
        ),
        P::NeedsDetail { word, example } => {
            w(format!("`{word}` needs a value of its own"), "", format!("write `{example}`"))
        }
        P::NeedsNoDetail { word } => {
            w(format!("`{word}` has no number"), "", format!("write `{key}: {word}`"))
        }
        P::CommaInNumber => say("a number has no commas here", "write `200_000` or `200000`"),
        P::MoneyForCount => w(
            format!("`{key}` takes a number of times or people, not money"),
            "",
            "write how many, for example 5 for 10 yuan at 2 yuan each".to_owned(),
        ),
        P::NotWhole => w(format!("`{key}` takes a whole number"), "", String::new()),
        P::UnlistedInput { key } => say(
            &format!("the uncertain number `{key}` is not the one of this name among the inputs"),
            "list every uncertain number in `inputs`, each at the place that its `id` names",
        ),
        P::NotCertain => w(
            format!("`{key}` must be one plain number; it cannot be a range or a law"),
            "",
            "try several values one by one with `--set` instead".into(),
        ),
        P::BadLaw(fault) => w(format!("`{key}`: {}", noun::law_title(*fault)), "", noun::law_help(*fault).into()),
        P::NoUnit => w(format!("`{key}` is a duration and needs a unit"), "minutes, hours, days?", "write `30m`, `12h`, `3d` or `2w`".into()),
        P::WrongLength { expected, found } => w(format!("`{key}` takes {expected} values, and these are {found}"), "", String::new()),
        P::TooMany { limit } => w(
            format!("`{key}` has more than {limit} items"),
            "",
            "put some of them together".into(),
        ),
        P::AllZero => w(format!("the weights of `{key}` are all 0"), "", "give at least one of them a weight above 0".into()),
        P::EmptyList => w(format!("`{key}` is empty"), "", "fill it or delete it".into()),
        P::ExactlyOne { of } => w(
            format!("`{key}` needs exactly one of {}", quoted_static(of)),
            "",
            String::new(),
        ),
        P::Together { missing, with } => w(format!("`{with}` needs `{missing}` beside it"), "", format!("add `{missing}`, or delete `{with}`")),
        P::EitherOr { one, other } => w(
            format!("`{one}` and `{other}` say the same thing in two ways"),
            "",
            "keep one of the two".into(),
        ),
        P::StepDoesNotDivideDay => say("a day must be a whole number of steps", "use `1d`, `12h`, `6h`, `4h`, `2h`, `1h`, `30m`, `15m`, `10m`, `5m` or `1m`"),
        P::DaysNotWholeSteps => say("the campaign must last a whole number of steps", "make `days` a multiple of `step`, or `step` smaller"),
        P::TooManySteps { steps, limit } => w(
            format!("these are {steps} steps; at most {limit} are simulated"),
            "",
            "make `step` larger or `days` fewer".into(),
        ),
        P::AfterTheEnd { days } => w(
            format!("this is after the end: the campaign lasts {} days", number(*days)),
            "too late",
            match key {
                "after" => "this counts from joining, and nobody joins so early; make `days` larger or this shorter".into(),
                _ => "times count from the start; make `days` larger or this earlier".into(),
            },
        ),
        P::EndsBeforeItBegins { from } => w(
            format!("this ends before it begins, which is on day {}", number(*from)),
            "too early",
            "make `until` later than `from`; without `until` it lasts as long as the campaign".into(),
        ),
        P::NeedsStart => say("`weekdays` matter only when it is known on which day the campaign begins", "add `start`, for example `start: 2026-03-02`"),
        P::DateNeedsStart => say(
            "a date says something only when it is known on which day the campaign begins",
            "add `start`, for example `start: 2026-03-02`, or count from the beginning, for example `3d`",
        ),
        P::BeforeTheStart { days } => w(
            format!("this is {} days before the campaign begins", number(*days)),
            "too early",
            "check the date and `start`".into(),
        ),
        P::WithinAStep { longest: Some(minutes) } => say(
            "a reminder is sent as a step ends, and no step ends then",
            &format!("write `step: {}`, or send it as a step ends", as_typed(*minutes)),
        ),
        P::WithinAStep { longest: None } => say(
            "a reminder is sent as a step ends, and there is no step that ends then",
            "give its times, `at` and `every`, in whole minutes, hours or days",
        ),
        P::CyclesNeedStep => say(
            "`delay: none` counts in cycles, and it is not said how long one is",
            "write `step` beside it, for example `step: 1d`; or say how long an answer takes, for example `delay: { exponential: 12h }`",
        ),
        P::CyclesAreForAll => say(
            "`delay: none` counts in cycles, for the whole campaign or not at all",
            "give every segment and channel `delay: none`, or this one a time, for example `delay: { exponential: 12h }`",
        ),
        P::DelayOfNothing => say(
            "an answer takes some time",
            "give a time above 0, for example `delay: 5m`; `delay: none` with a `step` counts in cycles as textbooks do",
        ),
        P::WaitOfNothing => say(
            "a wait takes some time",
            "give a time above 0, for example `after: { fixed: 1d }`, or leave `after` out: then the occasion comes with joining",
        ),
        P::WaitInCycles => say(
            "in cycles (`delay: none`) an occasion comes in each with the same chance, so that a law of waits says nothing",
            "write one duration, for example `after: 2d`; or say how long an answer takes, for example `delay: { exponential: 12h }`",
        ),
        P::NeverInTime => say(
            "every answer takes longer than the invitation is good, so that nobody can accept",
            "make `within` longer, or the answer quicker",
        ),
        P::NotInCycles { key } => w(
            format!("`{key}` says nothing in cycles (`delay: none`): nothing takes any time there"),
            "",
            format!("say how long an answer takes, for example `delay: {{ exponential: 12h }}`, or delete `{key}`"),
        ),
        P::DateWithinStep { minutes } => w(
            format!("this falls in the midst of a step of {minutes} minutes"),
            "",
            "offers change between steps: leave out `step`, or write one that ends there".into(),
        ),
        P::DayWithinStep { minutes } => w(
            format!("a limit holds for a day, and midnight falls in the midst of a step of {minutes} minutes"),
            "",
            "leave out `step`, or write one that ends at midnight".into(),
        ),
        P::IdlePerDay { total } => w(
            "this limits nothing: there are no more in all".into(),
            "",
            format!("make `per_day` smaller than `{total}`, or leave it out"),
        ),
        P::CountsTooMuch { limit } => w(
            format!("by these caps more than {} kinds of members would have to be told apart", number(*limit as f64)),
            "",
            "make `total` smaller, or leave it out; one cap for a day is counted easily".into(),
        ),
        P::QuotaOfTwoKinds => say(
            "what is for a day is not kept, and `first` and `every` are",
            "write `{ per_day: 5 }`, or `{ first: 5, every: 10d }`",
        ),
        P::QuotaOfNothing => say(
            "this says of no friend that he may accept",
            "write `{ first: 5 }`, `{ first: 5, every: 10d }` or `{ per_day: 5 }`; or leave `quota` out",
        ),
        P::NotOnOfferThen => say(
            "an amount of this map never holds: the reward is not on offer then",
            "leave out what lies before `from` or after `until`; what stands at `0d` holds until the next",
        ),
        P::NothingAtFirst => say("this says nothing of the beginning", "begin with `0d`, for example `{ 0d: 20, 3d: 10 }`"),
        P::AgainNeedsAfter => say(
            "without `after` there is one occasion to share, at the moment of joining, and never `again`",
            "say how long members wait for an occasion, for example `after: 1d`; or delete `again`",
        ),
        P::NobodyToRemind => say(
            "as the campaign begins nobody is there whom a reminder could reach",
            "send it later, for example `at: 1d`",
        ),
        P::NobodyWaits => say(
            "without `after` nobody waits: the only occasion to share is the moment of joining",
            "write `to: all`, or `to: never` (who has not shared yet); or say how long members wait, for example `after: 1d` in `share`",
        ),
        P::RegularIsToAll => say(
            "what is sent without the campaign, too, goes to all: without it nobody waits to share, or has shared",
            "write `to: all`, or leave `regular` out",
        ),
        P::FunnelEnd { last } => w(
            format!("the last stage of the funnel must be called `join`, not `{last}`"),
            "",
            "whoever passes the last stage is a new user; rename it or add `join` behind it".into(),
        ),
        P::TotalForAll { key } => w(
            format!("`{key}` is a total; with `segments` it is not clear who gets how many"),
            "",
            format!("write `{key}` inside of the segments"),
        ),
        P::IdleKey { key, meant } => {
            let (title, help) = idle_key(key, meant, Lang::En);
            w(title, "", help)
        }
        P::NeedsMarket => say(
            "a part of the market can come only where it is known how many people there are",
            "add `market`, for example `market: 200_000`, or say how many come: `per_day: 100`",
        ),
        P::LevelOfUpline => say("only an upline has a level", "write `to: upline, level: 3`, or delete `level`"),
        P::LevelsOfInviter => say(
            "further levels go with a reward to the inviter for friends who join or order, without a cap",
            "write `to: inviter, when: join` (or `buy`, `spent`, `order`) without `cap`, or delete `levels`",
        ),
        P::ByInvitesOfInviter => say(
            "only a reward to the inviter for friends who join or order can depend on how many he has brought",
            "write `to: inviter, when: join` (or `buy`, `spent`, `order`), or one amount; for a bonus at a number of friends `when: { invites: 10 }`",
        ),
        P::NoInvitationBefore => say(
            "the first friend is number 1, so nobody gets what holds from 0 to 1",
            "write one amount for both, from 0 or from 1",
        ),
        P::InvitesBeginApart { value, cost } => w(
            format!("`value` begins with friend {value} and `cost` with friend {cost}"),
            "",
            "begin both with the same friend: before it there is no reward".into(),
        ),
        P::InvitesBeyondCap { from, last } => w(
            format!("what holds from friend {from} on is for nobody: with this `cap` friend {last} is the last one rewarded"),
            "",
            format!("delete it, or raise `cap` by {} at least", from - last),
        ),
        P::TooManyLines { limit } => w(
            "with bonus hunters of several kinds so many levels cannot be told apart".to_owned(),
            "",
            format!("pay fewer levels, or give all bonus hunters the same `detect`: at most {limit} lines of inviters are told apart"),
        ),
        P::NobodyStarts => say("nobody is there to begin with", "add `seeds: 500` (the first who share) or `inflow`"),
        P::NeedsOrders { when } => w(
            format!("`{when}` is about orders, and nobody orders"),
            "",
            "say what members buy, for example `buys: { per_day: 1%, price: 60, margin: 15 }`".to_owned(),
        ),
        P::NeedsOrderPrice => say(
            "how much the buyer of an order pays is not said",
            "add `price` to `buys`, for example `buys: { per_day: 1%, price: 60, margin: 15 }`",
        ),
        P::RecoveredWithoutRefund => say(
            "nothing can come back: nobody gets the money back that this reward is for",
            "add `refund: { chance: 10%, within: 7d }` to `buys`, or to `price` for a reward `when: join`; or delete `recovered`",
        ),
        P::NeverEarned(why) => unearned::unearned(*why, Lang::En),
        P::ReserveOfOrders => say(
            "how much to hold in `reserve` cannot be known: nobody knows how many orders there will be",
            "use `when: buy` for the first order of an invitee, or delete `reserve`",
        ),
        P::NobodyBuys { who, needs } => w(
            format!("nobody comes who could buy so: `who: {who}` is for people of `{needs}`"),
            "",
            format!("add `{needs}`, or delete `who`"),
        ),
        P::SeedsBeyondMarket { seeds, market } => w(
            format!("the market of {} people is smaller than the {} seeds in it", number(*market), number(*seeds)),
            "",
            "`market` counts everybody who can join, seeds included".into(),
        ),
        P::UnknownSegment { name, nearest, known } => noun::unknown("segment", name, nearest.as_deref(), known),
        P::SameSegment => say("two segments have the same name", "rename one of them"),
        P::NotForFakes { key } => w(
            format!("`{key}` means nothing for bonus hunters (`fake: true`)"),
            "",
            "they act at once, buy nothing and leave at once: delete this".into(),
        ),
        P::OnlyForFakes { key } => w(
            format!("`{key}` means something only for bonus hunters"),
            "",
            "add `fake: true` to this segment or delete this".into(),
        ),
        P::FakeRecruitsGenuine { segment } => w(
            format!("bonus hunters bring only bonus hunters, and `{segment}` are genuine people"),
            "",
            "the other way round is possible: genuine people may bring bonus hunters".into(),
        ),
        P::NothingDrives => say("nothing makes these members share", "add `content`, `social` or `reward`, or write one number: `share: 0.35`"),
        P::FakeNeverShares => say(
            "nothing makes these bonus hunters share: content and company do not move them",
            "add `reward: { max: 0.8, half: 5 }`, or write one number: `share: 0.8`",
        ),
        P::RetentionRises => say("more people are there later than earlier", "retention falls with time: `{ 1d: 80%, 7d: 50%, 30d: 20% }`"),
        P::RetentionAtZero => say("at the moment of joining everybody is there", "begin with a later point, for example `1d`"),
        P::SamePoint => say("two of these points are the same", "keep one of the two"),
        P::TableOrder => say("the values of this table do not rise", "sort them"),
        P::TableFalls => say("the chance falls while the value rises", "a reward worth more moves at least as many people"),
        P::NoAmount => say("this reward has neither `value` nor `cost`", "`value` is what the person sees in it, `cost` what it costs you; one of them is enough if they are the same"),
        P::NeedsPrice => say("a percentage of the price needs a `price`", "add `price`, for example `price: 39`, or write an amount of money"),
        P::TriggerNotFor { to: to @ "buyer", when } => w(
            format!("a reward to the {to} cannot depend on `{when}`"),
            "",
            "a buyer is rewarded for orders: use `when: buy`, `{ spent: 100 }` or `order`".into(),
        ),
        P::TriggerNotFor { to, when } => w(
            format!("a reward to the {to} cannot depend on `{when}`"),
            "",
            format!("use `when: join` for the {to}, or `to: inviter`"),
        ),
        P::NotWithTrigger { key, when } => w(
            format!("`{key}` means nothing for this reward (`when: {when}`)"),
            "",
            match *key {
                "from" | "until" | "value" | "cost" => "a prize at the end is settled once: write one amount, and no dates",
                "cap" => "it limits how often one inviter gets a reward for `join`, `every` or orders; `stock` limits how many there are in all",
                "within" => "it is about orders, and needs `buy`, `spent` or `order`",
                "hold" => "prizes are given at the end; it needs another trigger",
                _ => "it is about an invitee, and needs `join`, `invites` or `every`",
            }
            .into(),
        ),
        P::SameReward { name } => w(format!("another reward is already called `{name}`"), "", "reports need different names".into()),
        P::ReservedName { name } => w(
            format!("a reward cannot be called `{name}`: the ledger has other costs of that name"),
            "",
            "choose another name".into(),
        ),
        P::NoStock => say("with a stock of 0 this reward can never be paid", "give it a stock, or delete the reward"),
        P::BudgetBelowReward { limit, cost } => w(
            format!("this reward can never be paid: one costs {}, and the budget is {}", number(*cost), number(*limit)),
            "",
            "raise the budget or lower the cost".into(),
        ),
        P::SameTier { invites } => w(
            format!("there is already a reward for {invites} invitations"),
            "",
            "put the two together, or change one of the numbers".into(),
        ),
        P::TierFalls { lower, lower_value } => w(
            format!("this tier is worth less than the lower one at {lower} invitations ({})", number(*lower_value)),
            "",
            "nobody works more for less: raise this value, or check the order".into(),
        ),
        P::NoInviteeReward { key } => w(
            format!("`{key}` can never act: no reward goes to the invitee"),
            "",
            "add `{ to: invitee, when: join, value: 5 }` to `incentive`, or delete this".into(),
        ),
        P::NeedsJoinReward => say("nobody joins only because of the reward: there is no `join_reward`", "add `join_reward`, or delete this"),
        P::BudgetForNothing => say("there is a budget, but no reward that costs anything", "add `incentive`, or delete `budget`; other costs are not paid from it"),
        P::ReserveOfPlenty => say(
            "nothing can run out here, so that there is nothing to hold in `reserve`",
            "add a `stock` or a `budget` (without `overdraw`), or delete `reserve`",
        ),
        P::ReserveOfRisingPrice => say(
            "how much to hold in `reserve` cannot be known: the reward is a percentage of a price that rises",
            "write the cost in money, or a price that does not rise",
        ),
        P::NeedsStock => say("`when_exhausted` needs a `stock` that can run out", "add `stock`; for the money, write it in `budget`"),
        P::EmptyName => w(format!("`{key}` is empty"), "", "write something".into()),
        P::AccountsWithoutLimit => say(
            "each of these accounts takes everybody and none can be struck, so that they turn nobody away",
            "say how many people one takes (`per_hour`, `per_day` or both), or add a `ban` that `hits: account`",
        ),
        P::NoAccountsToHit => say(
            "this strikes accounts, and there are none",
            "add `accounts`, for example `accounts: { count: 8, per_hour: 40 }`, or delete `hits`",
        ),
        P::NotOfAccounts { key } => w(
            format!("`{key}` says nothing of a ban that strikes an account"),
            "",
            "delete it, or let the ban strike the campaign: `hits: campaign`".into(),
        ),
        P::CodeWithoutEnd => say(
            "this code never ends, so that there is no other one after it",
            "say when it ends: `max` people (or `group_size`), `for` so long, or both",
        ),
        P::CodeBeyondGroup { size } => w(
            format!("more people enter by this code than the group holds, which are {size}"),
            "",
            "make `max` at most `group_size`, or leave it out: then it is as many".into(),
        ),
        P::EventChangesNothing => say("this event changes nothing", "add a factor: `share`, `join` or `churn`"),
        P::File(problem) => file::en(problem),
        P::NotOfNetwork { key, network } => w(
            format!("`{key}` means nothing with `{network}`"),
            "",
            format!("delete `{key}`, or choose another network"),
        ),
        P::FileOfDrawn { key } => w(
            format!("`{key}` names a file, but people who are drawn have no ids that a file could name"),
            "",
            format!("draw them too: `{key}: {{ per_person: 2, size: 40, cap: 200 }}`, or read the contacts from a file"),
        ),
        P::NeedsNetwork { key } => w(
            format!("`{key}` means nothing where nobody knows anybody"),
            "",
            "say who knows whom: `network: { file: edges.csv }`, or one by a law".into(),
        ),
        P::SeedsBeyondNetwork { seeds, people, segment } => {
            let (people, seeds) = (number(f64::from(*people)), number(*seeds));
            w(
                match segment {
                    Some(name) => {
                        format!("the network has {people} people of the segment `{name}`, fewer than its {seeds} seeds")
                    }
                    None => format!("the network has {people} people, fewer than the {seeds} seeds"),
                },
                "",
                "nobody is a seed twice: address fewer, or take a larger network".into(),
            )
        }
        P::MarketIsNetwork { people } => w(
            format!("the network has {} people, and they are the market", number(f64::from(*people))),
            "",
            "delete `market`".into(),
        ),
        P::NetworkSaysSegment { key } => w(
            format!("the network says of which segment everybody is, so `{key}` says nothing"),
            "",
            format!("delete `{key}`, or the segments of the network"),
        ),
        P::NoChatGroups => say(
            "the network has no chat groups to share into",
            "add them: `network: { …, groups: members.csv }`, or `groups: { per_person: 2, size: 40, cap: 200 }`",
        ),
        P::ChatGroupsUnused => say(
            "nobody shares into these chat groups",
            "say how: `groups: { share_into: 2, see: 15% }` beside `share`",
        ),
        P::NobodyKnown { key } => w(
            format!("on this network nobody knows anybody outside of chat groups, so `{key}` says nothing"),
            "",
            format!("delete `{key}`, or add pairs of people: `network: {{ file: edges.csv, … }}`"),
        ),
        P::NotEven => w(
            format!("`{key}` does not go up: every contact has two ends"),
            "",
            "choose an even number".into(),
        ),
        P::NotSymmetric => say(
            "two blocks have two different chances",
            "the chance in row A and column B is that in row B and column A",
        ),
        P::TooManyContacts { limit } => w(
            format!("this network has more than {} contacts", number(*limit)),
            "",
            "take fewer people or fewer contacts".into(),
        ),
        P::Statement { fault, .. } => statement::en(fault),
        P::BoughtForNothing { key } => w(
            format!("`{key}` are people who are paid for, and it is not said what one costs"),
            "",
            "add `cost`, for example `{ per_day: 50, cost: 8 }`; people who cost nothing are `流量`".into(),
        ),
        P::NotOfPeople { key } => w(
            format!("a file of people has no `{key}`"),
            "",
            "move it into the scenario, which names this file".into(),
        ),
        P::NoPeople => say("nothing is said of people here", "write their keys, for example `share: 35%`, or `segments`"),
        P::PeopleComeFirst => say(
            "the file of people is read before anything is changed",
            "name it in the scenario, or change a number of it, for example `--set share=0.4`",
        ),
        P::OverrideForm => say("this is not KEY=VALUE", "for example `--set share=0.4` or `--set incentive.0.when.invites=5`"),
        P::OverrideNoValue => say("there is nothing behind the `=`", "write a value after `=`, for example `--set share=0.4`"),
        P::OverrideTooDeep { limit } => w(
            format!("this path has more than {limit} keys"),
            "",
            "write the path of one key, for example `incentive.0.when.invites`".into(),
        ),
        P::OverrideThroughValue { at } => w(
            format!("`{at}` is a single value and has no keys of its own"),
            "",
            format!("set `{at}` as a whole, for example `{at}={{…}}`"),
        ),
        P::OverrideIndex { at, length } => w(
            format!("`{at}` has no such item"),
            "",
            match length {
                0 => format!("`{at}` is empty"),
                1 => "its only item is number 0".into(),
                _ => format!("its items are numbered 0 to {}", length - 1),
            },
        ),
        P::Vary(fault) => vary::en(fault),
    }
}
