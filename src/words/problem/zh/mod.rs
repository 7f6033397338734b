//! Problems of a scenario in Chinese: a line per kind.

mod noun;
mod syntax;

use super::phrase::{Words, listed, listed_in_lines, may_be_left_out, number, per_cent};
use super::{file, statement, unearned, vary};
use crate::input::LAST_STAGE;
use crate::problem::ProblemKind as P;
use crate::words::Lang;
use crate::words::clock::as_typed;
use crate::words::page::idle_key;

/// The words for a kind of problem with the value of `key`.
pub(super) fn words(kind: &P, key: &str) -> Words {
    let w = |title: String, label: &str, help: String| Words::new(title, label, help);
    let say = |title: &str, help: &str| Words::new(title, "", help);
    match kind {
        P::TooLarge { limit } => {
            w(format!("文件超过 {} MB，不可能是方案文件", limit >> 20), "", "是不是选错了文件？".into())
        }
        P::NotUtf8 => {
            say("文件不是 UTF-8 编码", "请用 UTF-8 编码重新保存（旧版 Excel 和记事本可能存成了 GBK）")
        }
        P::ControlCharacter { code } => w(
            format!("这里有一个看不见的控制字符（U+{code:04X}）"),
            "",
            "请删掉它；复制粘贴时常会带进来".into(),
        ),
        P::Empty => say("方案文件是空的", "用 `kfactor init` 可以生成一个模板"),
        P::NotKeys { chinese_colon: true } => {
            say("这里没有键", "不能用中文冒号 `：`；请改成英文冒号加空格 `: `")
        }
        P::NotKeys { chinese_colon: false } => {
            say("方案文件由一个个键组成", "请写成 `键: 值`，例如 `days: 14`")
        }
        P::Syntax(syntax) => syntax::syntax(syntax),
        P::TooDeep { limit } => w(format!("嵌套超过 {limit} 层"), "", "上面是不是少了一个括号？".into()),
        P::TooManyValues { limit } => w(
            format!("方案里的值超过 {limit} 个"),
            "",
            "请检查别名（`*名称`）：每个别名都会展开成 `&名称` 后面的全部内容".into(),
        ),
        P::RecursiveAlias => say("这个别名引用了它自己所在的内容", "请把值直接写出来"),
        P::Tag => say("这里不能用标签（`!…`）", "请删掉；以 `!` 开头的文字要加引号"),
        P::SecondDocument => {
            say("从这里开始是第二个方案", "一个文件只能有一个方案：删掉 `---`，或者拆成两个文件")
        }
        P::BadMerge => say("`<<` 只能并入一组键", "写成 `<<: *名称`，并在上面某组键前写 `&名称`"),
        P::DuplicateKey { key } => w(format!("`{key}` 在上面已经写过了"), "重复", "两处只留一处".into()),
        P::KeyNotText => say("键必须是文字或数字", ""),
        P::UnknownKey { key, nearest, known } => noun::unknown("键", key, nearest.as_deref(), known),
        P::Missing { key } => w(format!("缺少 `{key}`"), "", noun::missing(key).into()),
        P::NoValue => w(format!("`{key}` 没有值"), "冒号后面是空的", "请填上值，或删掉这一行".into()),
        P::WrongType { expected, found } => w(
            format!("`{key}` 应该是{}，而这里是{}", noun::expected(*expected), noun::found(*found)),
            "",
            noun::example(*expected),
        ),
        P::UnknownWord { word, nearest, known } => noun::unknown("选项", word, nearest.as_deref(), known),
        P::OutOfRange { number: n, bounds } => {
            w(format!("`{key}` 不能是 {}", number(*n)), "", format!("取值范围：{}", noun::range(bounds)))
        }
        P::ForgottenPerCent { number: n } => w(
            format!("`{key}` 是 0 到 1 之间的概率，而这里是 {}", number(*n)),
            "",
            format!("是不是想写 `{}%`，也就是 `{}`？", number(*n), per_cent(*n)),
        ),
        P::PerCentNotMeant => w(format!("`{key}` 不是比例，不能用百分号"), "", "请写普通数字".into()),
        P::NotFinite => w(
            format!("`{key}` 要填数字，这里不是"),
            "不是有限的数",
            if may_be_left_out(key) {
                "如果没有上限，不写这个键就可以".into()
            } else {
                String::new()
            },
        ),
        P::Habit { found, instead } => {
            w(format!("`{key}` 里有无法识别的 `{found}`"), "", format!("请写成 `{instead}`"))
        }
        P::NoSuchDay => say("没有这一天", "请检查日期"),
        P::NoCurrency { code, meant } => w(
            format!("`{code}` 不是 ISO 4217 货币代码"),
            meant.map(|meant| format!("是不是 `{meant}`？")).unwrap_or_default().as_str(),
            if meant.is_none() { "例如 `CNY`、`USD`、`EUR`".into() } else { String::new() },
        ),
        P::NeedsDetail { word, example } => {
            w(format!("`{word}` 后面还要有一个值"), "", format!("请写成 `{example}`"))
        }
        P::NeedsNoDetail { word } => w(format!("`{word}` 后面不带数"), "", format!("请写成 `{key}: {word}`")),
        P::CommaInNumber => say("数字里不能有逗号", "请写 `200_000` 或 `200000`"),
        P::MoneyForCount => w(
            format!("`{key}` 要填次数或人数，不是钱数"),
            "",
            "请写次数：例如每次 2 元、最多 10 元，就写 5".to_owned(),
        ),
        P::NotWhole => w(format!("`{key}` 要填整数"), "", String::new()),
        P::UnlistedInput { key } => say(
            &format!("没摸清的数 `{key}` 与 `inputs` 里的不一致"),
            "每个没摸清的数都要列在 `inputs` 里，位置与它的 `id` 相同",
        ),
        P::NotCertain => w(
            format!("`{key}` 只能是一个确定的数，不能是范围或分布"),
            "",
            "想比较几个取值，请用 `--vary` 逐个写出：写 1,2,3,4,5，不写 1-5".into(),
        ),
        P::BadLaw(fault) => {
            w(format!("`{key}`：{}", noun::law_title(*fault)), "", noun::law_help(*fault).into())
        }
        P::NoUnit => w(
            format!("`{key}` 是时长，要写单位"),
            "分钟、小时还是天？",
            "例如 `30m`（分钟）、`12h`（小时）、`3d`（天）、`2w`（周）".into(),
        ),
        P::WrongLength { expected, found } => {
            w(format!("`{key}` 要有 {expected} 个值，这里有 {found} 个"), "", String::new())
        }
        P::TooMany { limit } => w(format!("`{key}` 超过 {limit} 项"), "", "请合并其中一些".into()),
        P::AllZero => w(format!("`{key}` 的权重全是 0"), "", "至少要有一个大于 0".into()),
        P::EmptyList => w(format!("`{key}` 是空的"), "", "请填写内容，或删掉它".into()),
        P::ExactlyOne { of } => w(format!("`{key}` 要在 {} 中写且只写一个", listed(of)), "", String::new()),
        P::Together { missing, with } => {
            w(format!("写了 `{with}` 就还要写 `{missing}`"), "", format!("加上 `{missing}`，或删掉 `{with}`"))
        }
        P::EitherOr { one, other } => {
            w(format!("`{one}` 和 `{other}` 说的是同一件事"), "", "两个只留一个".into())
        }
        P::StepDoesNotDivideDay => say(
            "一天必须正好分成整数个步长",
            "可用 `1d`、`12h`、`6h`、`4h`、`2h`、`1h`、`30m`、`15m`、`10m`、`5m`、`1m`",
        ),
        P::DaysNotWholeSteps => {
            say("活动时长必须是步长的整数倍", "请让 `days` 是 `step` 的整数倍，或把 `step` 改小")
        }
        P::TooManySteps { steps, limit } => {
            w(format!("一共 {steps} 步，最多只模拟 {limit} 步"), "", "请把 `step` 改大，或减少 `days`".into())
        }
        P::EndsBeforeItBegins { from } => w(
            format!("还没开始就结束了：开始于第 {} 天", number(*from)),
            "太早了",
            "让 `until` 晚于 `from`；不写 `until` 就一直到活动结束".into(),
        ),
        P::AfterTheEnd { days } => w(
            format!("活动只有 {} 天，这个时间已经在结束之后", number(*days)),
            "太晚了",
            match key {
                "after" => "这要等到加入以后这么久；请增加 `days`，或写短一些".into(),
                _ => "时间从活动开始算起；请增加 `days`，或把时间提前".into(),
            },
        ),
        P::NeedsStart => {
            say("要知道活动从星期几开始，`weekdays` 才有意义", "请加上 `start`，例如 `start: 2026-03-02`")
        }
        P::DateNeedsStart => say(
            "要知道活动哪天开始，才能写日期",
            "请加上 `start`，例如 `start: 2026-03-02`；或从活动开始算起，例如 `3d`",
        ),
        P::BeforeTheStart { days } => {
            w(format!("这比活动开始还早 {} 天", number(*days)), "太早了", "请检查这个日期和 `start`".into())
        }
        P::WithinAStep { longest: Some(minutes) } => say(
            "群发提醒只能在两步之间发出，而这个时间落在一步之中",
            &format!("请写 `step: {}`，或改到某一步结束的时候发", as_typed(*minutes)),
        ),
        P::WithinAStep { longest: None } => say(
            "群发提醒只能在两步之间发出，没有哪种步长正好到这个时间",
            "`at` 和 `every` 请写整数的分钟、小时或天",
        ),
        P::CyclesNeedStep => say(
            "`delay: none` 按轮计算（一步就是一轮），但没有写一轮有多长",
            "请同时写 `step`，例如 `step: 1d`；或写明好友多久回应，例如 `delay: { exponential: 12h }`",
        ),
        P::CyclesAreForAll => say(
            "`delay: none` 按轮计算，要么整个活动都用，要么都不用",
            "请给每个人群和渠道都写 `delay: none`，或给这里写一个时间，例如 `delay: { exponential: 12h }`",
        ),
        P::DelayOfNothing => say(
            "好友回应总要一点时间",
            "请写大于 0 的时间，例如 `delay: 5m`；想像教科书那样按轮计算，请写 `delay: none` 和 `step`",
        ),
        P::WaitOfNothing => say(
            "等待总要一点时间",
            "请写大于 0 的时间，例如 `after: { fixed: 1d }`；不写 `after` 则一加入就有机会分享",
        ),
        P::WaitInCycles => say(
            "按轮计算（`delay: none`）时，每一轮有机会分享的概率都一样，等待时间的分布不起作用",
            "请只写一个时间，例如 `after: 2d`；或写明好友多久回应，例如 `delay: { exponential: 12h }`",
        ),
        P::NeverInTime => say(
            "好友回应的时间总比邀请的有效期长，谁也不可能加入",
            "请把 `within` 写长一点，或让好友回应得更快",
        ),
        P::NotInCycles { key } => w(
            format!("按轮计算（`delay: none`）时没有时间长短，`{key}` 不起作用"),
            "",
            format!("请写明好友多久回应，例如 `delay: {{ exponential: 12h }}`；或删掉 `{key}`"),
        ),
        P::DateWithinStep { minutes } => w(
            format!("这个时间落在一个步长（{minutes} 分钟）中间"),
            "",
            "奖励只能在两步之间变化：请删掉 `step`，或写一个正好在这时结束的步长".into(),
        ),
        P::DayWithinStep { minutes } => w(
            format!("这里有按天计的上限，但午夜落在一个步长（{minutes} 分钟）中间"),
            "",
            "请删掉 `step`，或写一个正好在午夜结束的步长".into(),
        ),
        P::IdlePerDay { total } => w(
            "这个上限不起作用：总数本来就不超过它".into(),
            "",
            format!("请让 `per_day` 小于 `{total}`，或删掉它"),
        ),
        P::CountsTooMuch { limit } => w(
            format!("按这些上限，要区分的成员状态超过 {} 种", number(*limit as f64)),
            "",
            "请把 `total` 写小一些，或删掉它；只有每日上限时不会太多".into(),
        ),
        P::QuotaOfTwoKinds => say(
            "每日名额当天用不完就作废，而 `first` 和 `every` 的名额可以留着，不能同时写",
            "请写 `{ per_day: 5 }`，或 `{ first: 5, every: 10d }`",
        ),
        P::QuotaOfNothing => say(
            "没有写出任何邀请名额",
            "请写 `{ first: 5 }`、`{ first: 5, every: 10d }` 或 `{ per_day: 5 }`；或删掉 `quota`",
        ),
        P::NotOnOfferThen => say(
            "其中有一个数从不生效：那时这个奖励不在有效期内",
            "请删掉早于 `from` 或晚于 `until` 的时间；`0d` 的数一直到下一个时间为止",
        ),
        P::NothingAtFirst => say("没有写一开始是多少", "请从 `0d` 写起，例如 `{ 0d: 20, 3d: 10 }`"),
        P::AgainNeedsAfter => say(
            "没有 `after` 时，只在加入的那一刻有一次分享机会，谈不上 `again`",
            "请写明多久会有一次分享机会，例如 `after: 1d`；或删掉 `again`",
        ),
        P::NobodyToRemind => say("活动刚开始，还没有可以提醒的用户", "请晚一点发，例如 `at: 1d`"),
        P::NobodyWaits => say(
            "没有 `after`，就没有人在等下一次分享机会：机会只有加入的那一刻",
            "请写 `to: all`，或 `to: never`（还没分享过的人）；或在 `share` 里写明间隔，例如 `after: 1d`",
        ),
        P::RegularIsToAll => say(
            "不办活动也照常发的，是发给所有人的：没有活动，就分不出谁在等分享、谁分享过",
            "请写 `to: all`，或去掉 `regular`",
        ),
        P::FunnelEnd { last } => w(
            format!("漏斗的最后一步必须叫 `join`，而不是 `{last}`"),
            "",
            format!(
                "走完最后一步的人就是新用户；请改名，或在后面加上 `join`\n{}",
                listed_in_lines("中文可以叫：", &LAST_STAGE.map(str::to_owned), |_| None)
            ),
        ),
        P::TotalForAll { key } => w(
            format!("分了 `segments`，`{key}` 要写进各人群：只有总数，不知道各有多少"),
            "",
            format!("请把 `{key}` 写到各个人群里面"),
        ),
        P::IdleKey { key, meant } => {
            let (title, help) = idle_key(key, meant, Lang::Zh);
            w(title, "", help)
        }
        P::NeedsMarket => say(
            "要知道市场有多少人，才能按市场占比计算",
            "请加上 `market`，例如 `market: 200_000`；或写每天来多少人：`per_day: 100`",
        ),
        P::LevelOfUpline => say("只有上级才分层级", "请写 `to: upline, level: 3`，或删掉 `level`"),
        P::LevelsOfInviter => say(
            "各级佣金只能跟着发给邀请人、按好友加入或下单计算的奖励，且不能有每人上限",
            "请写 `to: inviter, when: join`（或 `buy`、`spent`、`order`），去掉 `cap`；或删掉 `levels`",
        ),
        P::ByInvitesOfInviter => say(
            "只有发给邀请人、按好友加入或下单计算的奖励，才能随他邀请的人数变化",
            "请写 `to: inviter, when: join`（或 `buy`、`spent`、`order`），或只写一个金额；邀请满几人再发一笔，请写 `when: { invites: 10 }`",
        ),
        P::NoInvitationBefore => {
            say("第一位好友是第 1 位，从 0 到 1 的金额没有人能拿到", "两个请合成一个，从 0 或 1 写起")
        }
        P::InvitesBeginApart { value, cost } => w(
            format!("`value` 从第 {value} 位好友算起，`cost` 从第 {cost} 位算起"),
            "",
            "请从同一位好友算起：在他之前没有奖励".into(),
        ),
        P::InvitesBeyondCap { from, last } => w(
            format!("从第 {from} 位好友起的金额没有人能拿到：按这个 `cap`，最多奖励到第 {last} 位"),
            "",
            format!("请删掉它，或把 `cap` 至少加 {}", from - last),
        ),
        P::TooManyLines { limit } => w(
            "有几种羊毛党时，层级太多就分不清了".to_owned(),
            "",
            format!("请减少层级，或让各种羊毛党的 `detect` 相同：最多能分清 {limit} 种上级关系"),
        ),
        P::NobodyStarts => {
            say("一开始没有任何人", "种子用户写 `seeds: 500`（`seed` 是随机数编号），自己来的写 `inflow`")
        }
        P::NeedsOrders { when } => w(
            format!("`{when}` 以订单为条件，却没有人下单"),
            "",
            "请写明用户买什么，例如 `buys: { per_day: 1%, price: 60, margin: 15 }`".to_owned(),
        ),
        P::NeedsOrderPrice => say(
            "没有写明一笔订单的价格",
            "请在 `buys` 里加上 `price`，例如 `buys: { per_day: 1%, price: 60, margin: 15 }`",
        ),
        P::RecoveredWithoutRefund => say(
            "没有可追回的奖励：这项奖励所依据的付款没有退款",
            "请写 `buys: { refund: { chance: 10%, within: 7d } }`（`when: join` 的奖励则写在 `price` 里），或删掉 `recovered`",
        ),
        P::NeverEarned(why) => unearned::unearned(*why, Lang::Zh),
        P::ReserveOfOrders => {
            say("不知道要预留多少：没人知道会有多少订单", "请用 `when: buy`（好友首单），或删掉 `reserve`")
        }
        P::NobodyBuys { who, needs } => w(
            format!("没有会这样下单的人：`who: {who}` 指 `{needs}` 来的人"),
            "",
            format!("请加上 `{needs}`，或删去 `who`"),
        ),
        P::SeedsBeyondMarket { seeds, market } => w(
            format!("市场只有 {} 人，却有 {} 个种子用户", number(*market), number(*seeds)),
            "",
            "`market` 是所有可能加入的人，包括种子用户".into(),
        ),
        P::UnknownSegment { name, nearest, known } => noun::unknown("人群", name, nearest.as_deref(), known),
        P::SameSegment => say("两个人群重名", "请给其中一个改名"),
        P::NotForFakes { key } => w(
            format!("`{key}` 对羊毛党（`fake: true`）没有意义"),
            "",
            "羊毛党来了就分享、什么都不买、马上离开：请删掉它".into(),
        ),
        P::OnlyForFakes { key } => {
            w(format!("`{key}` 只对羊毛党有意义"), "", "请给这个人群加上 `fake: true`，或删掉它".into())
        }
        P::FakeRecruitsGenuine { segment } => w(
            format!("羊毛党只会带来羊毛党，而 `{segment}` 是真实用户"),
            "",
            "反过来可以：真实用户可能带来羊毛党".into(),
        ),
        P::NothingDrives => say(
            "没有任何动机让这些人分享",
            "请加上 `content`、`social` 或 `reward`，或直接写一个数：`share: 0.35`",
        ),
        P::FakeNeverShares => say(
            "没有任何东西让这些羊毛党分享：内容和社交打动不了他们",
            "请加上 `reward: { max: 0.8, half: 5 }`，或直接写一个数：`share: 0.8`",
        ),
        P::RetentionRises => say("后面留下的人比前面还多", "留存只会下降：`{ 1d: 80%, 7d: 50%, 30d: 20% }`"),
        P::RetentionAtZero => say("刚加入时所有人都在", "请从更晚的时间点写起，例如 `1d`"),
        P::SamePoint => say("有两个点是同一个位置", "两个只留一个"),
        P::TableOrder => say("表里的数值没有从小到大排列", "请排好顺序"),
        P::TableFalls => say("价值更高，概率反而更低", "奖励越值钱，愿意行动的人不会更少"),
        P::NoAmount => say(
            "这个奖励既没有 `value` 也没有 `cost`",
            "`value` 是用户眼里的价值，`cost` 是你的成本；两者相同时写一个就够",
        ),
        P::NeedsPrice => {
            say("按价格的百分比发奖，先要有 `price`", "请加上 `price`，例如 `price: 39`；或直接写金额")
        }
        P::TriggerNotFor { to: to @ "buyer", when } => w(
            format!("给 `{to}` 的奖励不能以 `{when}` 为条件"),
            "",
            "买家的奖励以订单为条件：请用 `when: buy`、`{ spent: 100 }` 或 `order`".into(),
        ),
        P::TriggerNotFor { to, when } => w(
            format!("给 `{to}` 的奖励不能以 `{when}` 为条件"),
            "",
            format!("给 `{to}` 的奖励请用 `when: join`，或改成 `to: inviter`"),
        ),
        P::NotWithTrigger { key, when } => w(
            format!("`{key}` 对这个奖励（`when: {when}`）没有意义"),
            "",
            match *key {
                "from" | "until" | "value" | "cost" => "活动结束时的奖品只结算一次：请写一个数，不写日期",
                "cap" => "它限制一个邀请人拿几次 `join`、`every` 或订单奖励；限制总数请用 `stock`",
                "within" => "它看的是订单，只能配合 `buy`、`spent` 或 `order`",
                "hold" => "活动结束时的奖品在结束时发放；请换别的条件",
                _ => "它看的是新人是否留下，只能配合 `join`、`invites` 或 `every`",
            }
            .into(),
        ),
        P::SameReward { name } => {
            w(format!("已经有一个奖励叫 `{name}`"), "", "报告里要能分清，请改名".into())
        }
        P::ReservedName { name } => {
            w(format!("奖励不能叫 `{name}`：账目里已有同名的其他成本"), "", "请换一个名字".into())
        }
        P::NoStock => say("库存为 0，这个奖励永远发不出去", "请给它库存，或删掉这个奖励"),
        P::BudgetBelowReward { limit, cost } => w(
            format!("这个奖励永远发不出去：一份要 {}，预算只有 {}", number(*cost), number(*limit)),
            "",
            "请提高预算，或降低成本".into(),
        ),
        P::SameTier { invites } => {
            w(format!("邀请 {invites} 人的奖励已经有了"), "", "请合并成一个，或改掉其中一个人数".into())
        }
        P::TierFalls { lower, lower_value } => w(
            format!("这一档还不如邀请 {lower} 人的那一档值钱（{}）", number(*lower_value)),
            "",
            "没有人会为更少的奖励做更多的事：请提高价值，或检查顺序".into(),
        ),
        P::NoInviteeReward { key } => w(
            format!("`{key}` 永远不会起作用：没有给新人的奖励"),
            "",
            "请在 `incentive` 里加上 `{ to: invitee, when: join, value: 5 }`，或删掉它".into(),
        ),
        P::NeedsJoinReward => {
            say("没有 `join_reward`，就没有人是只为奖励而来的", "请加上 `join_reward`，或删掉它")
        }
        P::BudgetForNothing => {
            say("有预算，却没有要花钱的奖励", "请加上 `incentive`，或删掉 `budget`；其他成本不从这里出")
        }
        P::ReserveOfPlenty => say(
            "这里没有会用完的东西，`reserve`（预留）没有意义",
            "请加上 `stock` 或 `budget`（不带 `overdraw`），或删掉 `reserve`",
        ),
        P::ReserveOfRisingPrice => {
            say("不知道要预留多少：奖励是价格的百分比，而价格会上涨", "请把成本写成金额，或用不上涨的价格")
        }
        P::NeedsStock => say(
            "没有 `stock`（库存），`when_exhausted` 就没有意义",
            "请加上 `stock`；针对预算的请写在 `budget` 里",
        ),
        P::EmptyName => w(format!("`{key}` 是空的"), "", "请填写内容".into()),
        P::AccountsWithoutLimit => say(
            "这些账号来者不拒，也不会被封，等于没有限制",
            "请写明每个账号能通过多少人：`per_hour`（每小时）、`per_day`（每天）；或加上 `ban`，写明 `hits: account`",
        ),
        P::NoAccountsToHit => say(
            "这里要封的是账号，可是没有账号",
            "请加上 `accounts`，例如 `accounts: { count: 8, per_hour: 40 }`；或删掉 `hits`",
        ),
        P::NotOfAccounts { key } => w(
            format!("封的是账号时，`{key}` 不起作用"),
            "",
            "请删掉；或改成封整个活动：`hits: campaign`".into(),
        ),
        P::CodeWithoutEnd => say(
            "这个活码永不失效，也就没有下一个",
            "请写明何时失效：满 `max` 人（或 `group_size`）、过 `for` 多久，或两者都写",
        ),
        P::CodeBeyondGroup { size } => w(
            format!("扫这个码进群的人比每群的 {size} 人还多"),
            "",
            "`max` 不能大于 `group_size`；不写就按每群人数".into(),
        ),
        P::EventChangesNothing => say("这个特殊时段什么也没改变", "请加上倍数：`share`、`join` 或 `churn`"),
        P::File(problem) => file::zh(problem),
        P::NotOfNetwork { key, network } => {
            w(format!("`{network}` 用不到 `{key}`"), "", format!("请删掉 `{key}`，或换一种关系网"))
        }
        P::FileOfDrawn { key } => w(
            format!("`{key}` 写的是文件，但按规律生成的人没有编号，文件里无从对应"),
            "",
            format!("群也按规律生成：`{key}: {{ per_person: 2, size: 40, cap: 200 }}`，或从文件读取关系"),
        ),
        P::NeedsNetwork { key } => w(
            format!("没有关系网时，`{key}` 没有意义"),
            "",
            "请说明谁认识谁：`network: { file: edges.csv }`，或按规律生成".into(),
        ),
        P::SeedsBeyondNetwork { seeds, people, segment } => {
            let (people, seeds) = (number(f64::from(*people)), number(*seeds));
            w(
                match segment {
                    Some(name) => format!("关系网里人群 `{name}` 只有 {people} 人，却有 {seeds} 个种子用户"),
                    None => format!("关系网只有 {people} 人，却有 {seeds} 个种子用户"),
                },
                "",
                "同一个人不会当两次种子：请减少种子用户，或换更大的关系网".into(),
            )
        }
        P::MarketIsNetwork { people } => w(
            format!("关系网有 {} 人，市场就是这些人", number(f64::from(*people))),
            "",
            "请删掉 `market`".into(),
        ),
        P::NetworkSaysSegment { key } => w(
            format!("关系网已经说明每个人属于哪个人群，`{key}` 不起作用"),
            "",
            format!("请删掉 `{key}`，或去掉关系网里的人群"),
        ),
        P::NoChatGroups => say(
            "关系网里没有可以分享的聊天群",
            "请加上：`network: { …, groups: members.csv }`，或 `groups: { per_person: 2, size: 40, cap: 200 }`",
        ),
        P::ChatGroupsUnused => {
            say("没有人往这些聊天群里分享", "请在 `share` 旁边写明：`groups: { share_into: 2, see: 15% }`")
        }
        P::NobodyKnown { key } => w(
            format!("这个关系网里，聊天群之外没有人互相认识，`{key}` 不起作用"),
            "",
            format!("请删掉 `{key}`，或加上关系：`network: {{ file: edges.csv, … }}`"),
        ),
        P::NotEven => w(format!("`{key}` 凑不成对：每条关系有两端"), "", "请换成偶数".into()),
        P::NotSymmetric => say("同样两组之间写了两个不同的概率", "第 A 行第 B 列应与第 B 行第 A 列相同"),
        P::TooManyContacts { limit } => {
            w(format!("这个关系网的关系超过 {} 条", number(*limit)), "", "请减少人数或每人的关系数".into())
        }
        P::Statement { fault, .. } => statement::zh(fault),
        P::OverrideForm => {
            say("写法应该是 KEY=VALUE", "例如 `--set share=0.4` 或 `--set incentive.0.when.invites=5`")
        }
        P::BoughtForNothing { key } => w(
            format!("`{key}` 是花钱买来的人，却没有写每人多少钱"),
            "",
            "请加上 `inflow.cost`，例如 `{ 每天: 50, 单价: 8 }`；不花钱来的人请写 `流量`".into(),
        ),
        P::NotOfPeople { key } => {
            w(format!("人群文件里不能写 `{key}`"), "", "请把它移到引用这个文件的方案里".into())
        }
        P::NoPeople => say("这个文件没有描述任何人", "请写上描述人的键，例如 `分享: 35%`，或者 `人群`"),
        P::PeopleComeFirst => say(
            "人群文件在改动之前就已读入，不能这样改",
            "请在方案里写文件名，或者改其中的某个数，例如 `--set 分享=0.4`",
        ),
        P::OverrideNoValue => say("`=` 后面是空的", "请在 `=` 后面写上值，例如 `--set share=0.4`"),
        P::OverrideTooDeep { limit } => {
            w(format!("这个路径超过 {limit} 层"), "", "请写一个键的路径，例如 `奖励.0.条件.邀满`".into())
        }
        P::OverrideThroughValue { at } => w(
            format!("`{at}` 只是一个值，下面没有别的键"),
            "",
            format!("请整个设置 `{at}`，例如 `{at}={{…}}`"),
        ),
        P::OverrideIndex { at, length } => w(
            format!("`{at}` 里没有这一项"),
            "",
            match length {
                0 => format!("`{at}` 是空的"),
                1 => "只有一项，编号是 0".into(),
                _ => format!("编号从 0 到 {}", length - 1),
            },
        ),
        P::Vary(fault) => vary::zh(fault),
    }
}
