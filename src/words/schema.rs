//! What the schema says of keys, in Chinese: editors show it while a scenario is typed.

use super::Lang;
use serde_json::Value;

/// The schema with its title and descriptions in this language.
#[must_use]
pub fn told(mut schema: Value, lang: Lang) -> Value {
    if lang == Lang::Zh {
        schema["title"] = "kfactor 方案".into();
        describe(&mut schema);
    }
    schema
}

fn describe(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::String(description)) = map.get_mut("description")
                && let Some(chinese) = in_chinese(description)
            {
                *description = chinese.to_owned();
            }
            map.values_mut().for_each(describe);
        }
        Value::Array(items) => items.iter_mut().for_each(describe),
        _ => {}
    }
}

/// What stands for this English description of the schema in Chinese.
#[must_use]
pub fn in_chinese(english: &str) -> Option<&'static str> {
    let at = DESCRIPTIONS.binary_search_by_key(&english, |(english, _)| english).ok()?;
    Some(DESCRIPTIONS[at].1)
}

/// English and Chinese, in the order of the English.
const DESCRIPTIONS: &[(&str, &str)] = &[
    (
        "A duration: `45m`, `12h`, `3d`, `2w`, also `30m to 2h` or a law of durations.",
        "一段时长：`45分钟`、`12小时`、`3天`、`2周`，也可写 `30分钟 到 2小时` 或时长的分布。",
    ),
    (
        "A file of pairs of people who know each other: CSV, TSV or spaces, also gzip; a third column is a weight.",
        "互相认识的人，一行一对：CSV、TSV 或空格分隔，可以是 gzip；第三列是权重。",
    ),
    (
        "A file of people that several scenarios share: its keys are read as if they stood here, and what stands here comes first.",
        "几个方案共用的人群文件：里面的键就像写在这里一样；这里也写了的，以这里为准。",
    ),
    (
        "A file that says of which segment everybody is: `person,segment`.",
        "写明每个人属于哪个人群的文件：`person,segment`。",
    ),
    ("A kind of circle.", "一种圈子。"),
    (
        "A message to members, who have an occasion to share when they open it.",
        "发给用户的一次提醒，打开的人就有一次分享的时机。",
    ),
    (
        "A moment, counted from the start, at which who is there may order.",
        "从活动开始算起的一个时间，那时在的人都可能下单。",
    ),
    (
        "A number from 0, also `1_000`, `500 to 800` or a law.",
        "不小于 0 的数，也可写 `1_000`、`500 到 800` 或一个分布。",
    ),
    (
        "A number of people from 0 to a million, also `20 to 40` or a law.",
        "人数，0 到 100万，也可写 `20 到 40` 或一个分布。",
    ),
    ("A pause.", "一段暂停。"),
    (
        "A power law: the chance of `d` contacts falls like `d` to the minus this (2 to 3 is usual).",
        "幂律的指数 a：有 `d` 个好友的概率正比于 `d` 的 -a 次方（常见 2 到 3）。",
    ),
    (
        "A price that may rise as people join, and that some may get back.",
        "售价：可随人数上涨，也可有人退款。",
    ),
    (
        "A probability from 0 to 1, also `6%`, `0.05 to 0.09` or a law.",
        "0 到 1 之间的概率，也可写 `6%`、`0.05 到 0.09` 或一个分布。",
    ),
    ("A referral campaign.", "一个裂变活动。"),
    ("A risk that the platform strikes.", "被平台封禁的一种风险。"),
    (
        "A stretch of time in which people behave differently; factors of 1 change nothing.",
        "大家行为有变的一段时间；倍数写 1 就是不变。",
    ),
    ("A trigger with a number.", "带数字的条件。"),
    ("A weight from 0, also `60%`, a range or a law.", "不小于 0 的权重，也可写 `60%`、区间或分布。"),
    ("A whole fraction of a day, or `auto` (default).", "一天的整数分之一，或 `自动`（默认）。"),
    (
        "A whole number from 0, also `1_000`, `500 to 800` or a law.",
        "不小于 0 的整数，也可写 `1_000`、`500 到 800` 或一个分布。",
    ),
    ("Accounts through which people come in.", "接待新人的账号。"),
    ("After how many it rises.", "每满多少人涨一次。"),
    ("Always so long.", "总是这么久。"),
    ("Always so many contacts.", "总是这么多人。"),
    ("Always so many.", "总是这么多人。"),
    ("At most so many in all.", "一共最多发这么多份。"),
    ("At most so many times per person on one day.", "每人一天最多发这么多次。"),
    (
        "At most so many times per person, in all or on one day: `20`, `{ total: 20, per_day: 3 }`.",
        "每人最多发这么多次，可以限总数，也可以限一天：`20`、`{ 总共: 20, 每天: 3 }`。",
    ),
    ("At most so many times per person.", "每人一共最多发这么多次。"),
    ("At most so many times per person: in all, and on one day.", "每人最多发多少次：总共，和一天。"),
    (
        "At the end, one pool shared by all who reached so many invitations.",
        "结束时，邀满这么多人的用户一起瓜分奖池。",
    ),
    (
        "At the end, to so many winners; every invitation is a ticket.",
        "结束时抽出这么多名中奖者；每邀一人多一张奖券。",
    ),
    ("At the end, to the first so many by invitations.", "结束时发给邀请人数最多的前几名。"),
    ("Below 1: many quick answers and a long tail.", "小于 1：多数回得快，少数拖很久。"),
    ("Below 1: many short waits and a long tail.", "小于 1：多数等得短，少数等很久。"),
    (
        "By what people enter the open group: who comes between two codes is turned away.",
        "进当前这个群用的活码：旧码失效、新码没到时来的人会被挡住。",
    ),
    ("Chance at an endless value.", "奖励再好，概率最高到多少。"),
    ("Chance of a buyer to get his money back.", "买家退款的概率。"),
    ("Chance of each contact to be one to somebody at random instead.", "每条关系改连到随机一人的概率。"),
    (
        "Chance of each member addressed to leave because of it, opened or not.",
        "每个收到的人因此退订的概率，打没打开都算。",
    ),
    ("Chance of each member addressed to open it.", "每个收到的人打开的概率。"),
    ("Chance of each other person in such a group to see it.", "群里其他人每人看到的概率。"),
    ("Chance of each to order then.", "每人到时下单的概率。"),
    ("Chance of two people in such a circle to know each other.", "同一个圈子里两人相识的概率。"),
    (
        "Chance per day that a member leaves; instead of `retention`.",
        "用户每天离开的概率；与 `留存率` 二选一。",
    ),
    (
        "Chance per day that a person of the market who has not come yet does; instead of `per_day`.",
        "市场里还没来的人，每人每天来的概率；代替 `每天`。",
    ),
    ("Chance that a claim of a bonus hunter is found out and refused.", "羊毛党领奖时被识破拒付的概率。"),
    (
        "Chance that a contact joins on this channel, when it has no funnel of its own.",
        "触达的人从这个渠道加入的概率；渠道没写自己的漏斗时用。",
    ),
    ("Chance that a contact joins, when there is no funnel.", "触达的人加入的概率；没写漏斗时用。"),
    (
        "Chance that a genuine invited person would have come by himself, so that the campaign has not added him.",
        "真实的受邀用户中不办活动也会来的概率，这些人不算活动的增量。",
    ),
    (
        "Chance that a member shares: one number, or a map of what moves the member.",
        "用户分享的概率：写一个数，或写明为什么分享。",
    ),
    (
        "Chance that a share goes by this channel, whatever other channels it goes by.",
        "一次分享走这个渠道的概率，与走不走其他渠道无关。",
    ),
    ("Chance that who has earned it really claims it.", "达标的人真来领取的概率。"),
    (
        "Chance to share for social reasons: to be seen, to help, to belong.",
        "出于社交而分享的概率：想被看到、想帮忙、想合群。",
    ),
    (
        "Chance to share for the reward, growing with what it is worth.",
        "为了奖励而分享的概率，奖励越值钱越高。",
    ),
    ("Chance to share for the worth of the content alone.", "只因内容好而分享的概率。"),
    ("Chance to wait for another occasion after sharing.", "分享之后，还会再等下一次时机的概率。"),
    ("Chat groups that are drawn.", "随机生成的聊天群。"),
    (
        "Chat groups: a file `person,group`, or `{ per_person, size, cap }`.",
        "聊天群：文件 `person,group`，或 `{ 每人几个群, 每群人数, 每群上限 }`。",
    ),
    ("Community managers.", "社群运营人数。"),
    ("Contacts of a person on average.", "平均每人几个好友。"),
    ("Contacts that everybody brings who comes.", "每来一个新人，与几个人相识。"),
    ("Costs other than rewards.", "奖励以外的成本。"),
    ("Currency of every amount, for example `CNY` (default).", "所有金额的币种，例如 `CNY`（默认）。"),
    ("Due only so long after what has earned it.", "达标后过这么久才应兑现。"),
    ("Every so many invitations.", "每邀这么多人发一次。"),
    ("Everybody has so many contacts.", "每人都是这么多好友。"),
    ("Exponential with this mean.", "指数分布，平均这么久。"),
    (
        "Factor on the chance to join for each member whom somebody knows, but the inviter.",
        "认识的人里每有一人加入（邀请人不算），加入概率乘以这个倍数。",
    ),
    ("Factor on the chance to join.", "加入概率的倍数。"),
    (
        "Factor on the chance to leave while there are more members than that.",
        "人数超过照看能力时，离开概率的倍数。",
    ),
    ("Factor on the chance to leave.", "离开概率的倍数。"),
    ("Factor on the chance to share.", "分享概率的倍数。"),
    ("For every day of the campaign.", "活动每天的成本。"),
    ("For every seed user.", "每通知一个种子用户的成本。"),
    (
        "For every two blocks, row by row, the chance of two people to know each other.",
        "每两块之间两人相识的概率，一块一行。",
    ),
    (
        "For how long an invitation is good: who would answer later does not accept.",
        "邀请的有效期：过了才回应的，不算接受邀请。",
    ),
    ("From so many on: `{ 0: 10%, 10: 15% }`.", "从带来这么多人起：`{ 0: 10%, 10: 15% }`。"),
    ("From so many on: `{ 0: 10, 10: 15 }`.", "从带来这么多人起：`{ 0: 10, 10: 15 }`。"),
    ("From when on it is not on offer any more.", "到什么时候不再提供。"),
    ("From when on it is on offer.", "从什么时候开始提供。"),
    ("Given only if the invitee stays this long.", "新人留满这么久才发。"),
    ("Groups and the people who look after them.", "社群和照看社群的人。"),
    (
        "How a share goes by it into the chat groups in which the sharer sits; without `contacts` it reaches nobody else.",
        "分享怎样经这个渠道发进分享者所在的聊天群；不写 `触达人数` 就只发到群里。",
    ),
    (
        "How a share goes into the chat groups in which the sharer sits: `{ share_into, see }`.",
        "分享怎样发进分享者所在的聊天群：`{ 分享几个, 看到率 }`。",
    ),
    (
        "How active people are by hour: 24 weights from midnight, or `wechat`.",
        "一天里各小时有多活跃：从 0 点起 24 个权重，或 `微信作息`。",
    ),
    ("How active people are by weekday: 7 weights from Monday.", "一周里各天有多活跃：从周一起 7 个权重。"),
    ("How long a code is good.", "一个活码多久有效。"),
    ("How long a member waits for an occasion.", "用户等多久才有分享的时机。"),
    ("How long an invitee takes to answer on this channel.", "从这个渠道来的新人多久才回应。"),
    ("How long an invitee takes to answer.", "新人多久才回应。"),
    (
        "How long an invitee takes to answer: a duration, or `{ exponential }`, `{ lognormal }`, `{ weibull }`, a `{ mixture }` of\nthese, or a `{ list }` of times; with `within` an answer that takes longer does not count.",
        "新人多久才回应：一段时长，或 `{ 指数 }`、`{ 对数正态 }`、`{ 韦布尔 }`，或这几种的 `{ 混合 }`，或几个时长的 `{ 列表 }`；写了 `有效期`，超过的回应不算。",
    ),
    ("How long it lasts.", "持续多久。"),
    (
        "How long it takes until there is another code, during which nobody can enter.",
        "换新码要多久，这期间谁也进不来。",
    ),
    ("How long nobody can share.", "多久不能分享。"),
    (
        "How long these seeds stay, if not like everybody of their segment.",
        "这批种子用户的留存率，与所在人群不同时才写。",
    ),
    ("How many accounts let people in.", "有几个账号接待新人。"),
    ("How many campaigns to simulate.", "模拟多少次。"),
    ("How many can join.", "最多能加入多少人。"),
    ("How many days it runs.", "活动办几天。"),
    (
        "How many friends of one member may accept: `{ first: 5, every: 10d }`, or `{ per_day: 5 }`.",
        "一个用户的好友最多几人能接受邀请：`{ 起初: 5, 每隔: 10天 }`，或 `{ 每天: 5 }`。",
    ),
    ("How many of the nearest in the ring a person knows; even.", "每人认识环上最近的几个人；要写偶数。"),
    ("How many people a group can have.", "一个群最多多少人。"),
    ("How many people a group has on average.", "一个群平均多少人。"),
    ("How many people a share reaches by it.", "经这个渠道分享一次能触达多少人。"),
    ("How many people enter a group by one code.", "一个活码最多让多少人进群。"),
    ("How many people one share reaches.", "分享一次能触达多少人。"),
    (
        "How many people one share reaches: a mean, or `{ fixed }`, `{ mean, k }`, `{ mixture }`.",
        "分享一次能触达多少人：写平均数，或 `{ 固定 }`、`{ 平均, 分散度 }`、`{ 混合 }`。",
    ),
    ("How many people such a circle has.", "这种圈子每圈多少人。"),
    ("How many people there are.", "一共多少人。"),
    ("How many people you address.", "通知多少人。"),
    ("How much a reward one invitation further away is still felt.", "每多差一人，奖励还剩几成吸引力。"),
    ("How much it rises each time.", "每次涨多少。"),
    (
        "How the chance to join grows with the members whom somebody knows.",
        "认识的人里加入的越多，加入概率怎样提高。",
    ),
    ("How the wish to share wears off.", "分享的意愿怎样消退。"),
    ("In all.", "总共最多加入多少人。"),
    ("In how many chat groups a person sits on average.", "平均每人在几个聊天群里。"),
    ("Into how many of the sharer's chat groups a share goes.", "一次分享发进分享者的几个聊天群。"),
    ("Kinds of circles into which people are put.", "把人分进哪几种圈子。"),
    (
        "Kinds of people, by name; keys left out are taken from the top level.",
        "各类人群，名称自取；没写的键沿用最外层的。",
    ),
    (
        "Lognormal: half of the answers come before the `median`, some much later.",
        "对数正态分布：一半在 `中位数` 之前，少数晚很多。",
    ),
    ("Members per group.", "每群多少人。"),
    ("Members that one community manager can look after.", "一名社群运营能照看多少用户。"),
    (
        "Messages to members: `{ at: 3d, every: 7d, to: all, opens: 12%, churn: 0.4% }`, or a list of these. Who opens one has an\noccasion to share.",
        "群发给用户的提醒：`{ 时间: 3天, 每隔: 7天, 对象: 所有人, 打开率: 12%, 退订率: 0.4% }`，可写多条。打开的人就有一次分享的时机。",
    ),
    ("Money for rewards, and what happens when it is gone.", "奖励的预算，和花完后怎么办。"),
    (
        "Money for rewards: one number, or `{ limit, when_exhausted }`.",
        "奖励的预算：写一个数，或 `{ 金额, 花完后 }`。",
    ),
    ("Money, or a percentage of the price such as `10%`.", "金额，或售价的百分比，如 `10%`。"),
    ("Numbers of contacts by a law.", "好友数的分布。"),
    (
        "Of a reward to the inviter: those above him get a part of it, too: `{ share: 50%, up_to: 7 }`.",
        "邀请人的奖励，他的上级也按比例分：`{ 比例: 50%, 最多几级: 7 }`。",
    ),
    (
        "Of the upline: 2 is the inviter's inviter, 3 his inviter; 2 when left out.",
        "上级的第几级：2 是邀请人的邀请人，3 是再上一级；不写就是 2。",
    ),
    (
        "On a network: a file of the people who are addressed, `person` or `person,at`.",
        "有关系网时：写明通知谁的文件，`person` 或 `person,at`。",
    ),
    (
        "On a network: who is addressed. `random` (default), or `degree`: those who reach most people.",
        "有关系网时通知谁：`随机`（默认），或 `好友数`，即触达人数最多的人。",
    ),
    ("On average so many contacts.", "平均这么多人。"),
    ("On average so many.", "平均这么多人。"),
    ("Once.", "一次性成本。"),
    ("One friend more each time so long after joining.", "加入后每隔这么久，多一个名额。"),
    ("One kind of answers.", "一种回应。"),
    ("One kind of order.", "一种购买。"),
    ("One kind of person.", "一类人群。"),
    (
        "One of these times, each with its weight: `{ 1d: 2, 3d: 1 }`.",
        "取这些时长之一，各有权重：`{ 1天: 2, 3天: 1 }`。",
    ),
    ("One part of a mixture of contacts.", "混合触达人数的一部分。"),
    (
        "One reward: who gets it, when, what it is worth and what it costs.",
        "一项奖励：发给谁、什么条件、值多少、成本多少。",
    ),
    (
        "One way by which shares go; what it does not say is as without channels.",
        "一个分享渠道；没写的与不分渠道时相同。",
    ),
    ("Orders of a member per day, on average.", "平均每个用户每天几单。"),
    ("Orders of a member per month of 30 days, on average.", "平均每个用户每月（30 天）几单。"),
    ("Orders of a member per week, on average.", "平均每个用户每周几单。"),
    ("Part of the answers of this kind.", "这种回应占多少。"),
    (
        "Part of those addressed who read it and are seeds; the others stay people of the market.",
        "通知到的人里看到并成为种子用户的比例；其余的人仍在市场里。",
    ),
    (
        "Part that comes back of what was paid for a purchase that is refunded later.",
        "先发了奖励、后来购买退款的，奖励能追回多少。",
    ),
    (
        "People in an hour of the clock beyond whom alone they alarm the platform.",
        "整点算起一小时内超过这么多人，只有多出来的人才会惊动平台。",
    ),
    (
        "People who can join at all, seeds included; unlimited when left out.",
        "总共可能加入的人数，含种子用户；不写就是不限。",
    ),
    ("People who come without an invitation during a stretch of time.", "一段时间里不经邀请就来的人。"),
    ("People who join without an invitation, per day.", "每天不经邀请就加入的人数。"),
    (
        "People who join without an invitation: so many per day, or `{ from, until, per_day, cost }`, or a list of these;\n`of_market` in place of `per_day` is a chance per day of everybody who has not come yet. Those who have a `cost` are bought.",
        "不经邀请就加入的人：写每天多少，或 `{ 从, 到, 每天, 单价 }`，可写多段；用 `市场占比` 代替 `每天`，就是还没来的人每人每天来的概率。写了 `单价` 的算投放。",
    ),
    (
        "People whom each takes in an hour of the clock; who comes is spread evenly over them.",
        "每个账号整点算起一小时内接待多少人；来的人平均分给各账号。",
    ),
    (
        "People whom you address at one moment: who reads it is a seed.",
        "同一时间通知的一批人：看到的就是种子用户。",
    ),
    ("Per hour.", "每小时最多加入多少人。"),
    (
        "Promise only what can be kept: goods and money are held from the promise on, for a final prize from the start.",
        "只承诺发得出的：一承诺就留好货和钱，结束时才发的奖从一开始就留。",
    ),
    ("Risk per person who joins, for example `1e-5`.", "每加入一人被封的风险，例如 `1e-5`。"),
    (
        "Seed of the random numbers: the same seed gives the same result.",
        "随机数编号：编号相同，结果就相同。",
    ),
    (
        "Seed users, the first who share: one number, or a list of waves `{ at: 3d, count: 100 }`.",
        "种子用户，最先分享的人：写一个数，或分几批写 `{ 时间: 3天, 人数: 100 }`。",
    ),
    (
        "Several kinds of answers: a list of `{ weight, exponential }`, `{ weight, fixed }` and so on.",
        "几种回应：`{ 权重, 指数 }`、`{ 权重, 固定 }` 等的列表。",
    ),
    (
        "Several kinds of sharers: a list of `{ weight, mean }`, `{ weight, mean, k }` or `{ weight, fixed }`.",
        "几种分享者：`{ 权重, 平均 }`、`{ 权重, 平均, 分散度 }` 或 `{ 权重, 固定 }` 的列表。",
    ),
    (
        "Several kinds of waits: a list of `{ weight, exponential }`, `{ weight, fixed }` and so on.",
        "几种等待：`{ 权重, 指数 }`、`{ 权重, 固定 }` 等的列表。",
    ),
    (
        "Share of members still there after some time: `{ 1d: 80%, 7d: 50%, 30d: 20% }`.",
        "过一段时间还剩多少用户：`{ 1天: 80%, 7天: 50%, 30天: 20% }`。",
    ),
    ("Share of sharers of this kind.", "这种分享者占多少。"),
    ("So long after joining, who is still there may order.", "加入这么久以后还在的人，可能下单。"),
    ("So long after paying, at any moment of that time.", "付款后这么久之内，随时可能。"),
    ("So many friends may accept from joining on.", "一加入就有这么多名额给好友。"),
    ("So many friends may accept on one day.", "每天最多这么多好友接受邀请。"),
    (
        "So many invitations reached; several such rewards make tiers.",
        "邀满这么多人就发；写几项就是阶梯奖励。",
    ),
    ("So much and no more.", "最多这么多。"),
    ("So much spent by an invitee on orders, in whole units of money.", "新人的订单累计满这么多钱，写整数。"),
    ("Some get it back: `{ chance: 10%, within: 7d }`.", "部分人退款：`{ 退款率: 10%, 期限: 7天 }`。"),
    (
        "Some get their money back: `{ chance: 10%, within: 7d }`.",
        "部分人退款：`{ 退款率: 10%, 期限: 7天 }`。",
    ),
    (
        "Spread of the logarithm (1 is usual: one in six takes more than 2.7 medians).",
        "对数的标准差（常见 1：六分之一的人要用中位数的 2.7 倍以上）。",
    ),
    ("Stretches of time in which people behave differently.", "大家行为有变的几段时间。"),
    (
        "The blocks and how many people each has; blocks with names of segments are these.",
        "各块多少人；块名与人群同名的，就是那个人群。",
    ),
    ("The largest factor.", "倍数最高到多少。"),
    ("The last level that gets anything; the inviter is 1.", "分到第几级为止；邀请人是第 1 级。"),
    ("The law of a network that is drawn.", "随机生成关系网的规律。"),
    (
        "The law of the number of contacts: a mean (Poisson), or `{ fixed }`, `{ mean, k }`, `{ exponent, min, max }`.",
        "好友数的分布：写平均数（泊松），或 `{ 固定 }`、`{ 平均, 分散度 }`、`{ 幂指数, 最少, 最多 }`。",
    ),
    ("The mean of an exponential wait, or a law.", "平均等多久（指数分布），或一个分布。"),
    ("The order must come so soon after the invitee has joined.", "新人加入后这么久之内的订单才算。"),
    ("The rewards, in the order in which they are served.", "各项奖励，按兑现的先后排列。"),
    ("The risks that the platform strikes.", "被平台封禁的各种风险。"),
    (
        "The same for those who join only because of the reward to the invitee.",
        "只为新人奖励而来的人属于哪些人群，写法同 `带来的人群`。",
    ),
    ("The same in a day of the calendar.", "每个账号一个自然日接待多少人；来的人平均分给各账号。"),
    (
        "The ways by which a share goes: `{ moments: { use: 60%, contacts: 180 }, private: { use: 30%, contacts: 5, join: 10% } }`.\nWhat a channel does not say of `contacts`, `groups`, `funnel` and `delay` is as above.",
        "分享走哪些渠道：`{ 朋友圈: { 使用率: 60%, 触达人数: 180 }, 私聊: { 使用率: 30%, 触达人数: 5, 转化率: 10% } }`。渠道没写的 `触达人数`、`聊天群`、`漏斗`、`响应时间`，沿用上面的。",
    ),
    ("Time after which half of it is gone.", "能消退的部分，多久消退一半。"),
    ("Time by which 63 % of the answers have come.", "到这时已有 63% 的人回应。"),
    ("Time by which 63 % of the waits are over.", "到这时已有 63% 的人等到时机。"),
    ("Time by which half of the answers have come.", "到这时已有一半的人回应。"),
    ("Time by which half of the waits are over.", "到这时已有一半的人等到时机。"),
    ("Time from one to the next; once when left out.", "两次之间隔多久；不写就只发一次。"),
    ("Title of the campaign.", "活动名称。"),
    (
        "To whom of the members: `all` (default), `waiting` for an occasion, `done` (who does not wait any more), or `never`\n(who has not shared yet).",
        "发给哪些用户：`所有人`（默认）、`等待中`（在等分享的时机）、`已完成`（不再等了），或 `从没分享`（还没分享过）。",
    ),
    ("Value (in money) at which half of `max` is reached.", "奖励值多少钱时，达到 `最高` 的一半。"),
    (
        "Value and chance, interpolated: `{ 0: 0, 5: 12%, 20: 30% }`.",
        "价值对应的概率，中间按直线插值：`{ 0: 0, 5: 12%, 20: 30% }`。",
    ),
    ("Weibull.", "韦布尔分布。"),
    (
        "What a contact must do one after the other on this channel, each with its chance; the last stage is `join`.",
        "触达的人在这个渠道里依次要过哪几步，各有多大概率；最后一步是 `加入`。",
    ),
    (
        "What a contact must do one after the other, each with its chance; the last stage is `join`.",
        "触达的人依次要过哪几步，各有多大概率；最后一步是 `加入`。",
    ),
    (
        "What a joiner pays: one number, or `{ start, step, every }`.",
        "加入的人付多少钱：写一个数，或 `{ 起价, 每次涨, 每满人数 }`。",
    ),
    ("What a new user costs elsewhere.", "从其他渠道拉一个新用户要多少钱。"),
    ("What a reward to the invitee adds to the chance to join.", "新人奖励能把加入概率提高多少。"),
    (
        "What each level above the inviter gets of what the one below it gets.",
        "邀请人往上，每一级分到其下一级所得的多大比例。",
    ),
    (
        "What each of them costs, if they are bought, be it nothing; left out: they come by themselves, with or without a campaign.",
        "投放来的人每人多少钱，可以写 0；不写就是自己来的，办不办活动都会来。",
    ),
    ("What follows: `end` (default), or `{ pause: 3d }`.", "封了以后：`终止`（默认），或 `{ 暂停: 3天 }`。"),
    (
        "What for: `share`, `join`, or `{ invites: 3 }`, `{ every: 5 }`, `{ rank: 10 }`, `{ lottery: 5 }`, `{ pool: 10 }`; of an\ninvitee's orders `buy` (the first), `{ spent: 100 }`, `order` (each).",
        "达到什么条件才发：`分享`、`加入`，或 `{ 邀满: 3 }`、`{ 每邀: 5 }`、`{ 前几名: 10 }`、`{ 抽奖: 5 }`、`{ 瓜分: 10 }`；按新人的订单则是 `首单`、`{ 累计消费: 100 }`、`每单`。",
    ),
    ("What is left in the end, from 0 to 1.", "最后还剩几成，0 到 1。"),
    (
        "What it strikes: the `campaign` (default), or each `account` by the people who come through it.",
        "封谁：`活动`（默认），或按每个 `账号` 带进来的人各自算。",
    ),
    (
        "What makes a member share: three motives that add up, and when.",
        "用户为什么分享、什么时候分享：三种动机相加。",
    ),
    (
        "What members buy: `{ per_day: 1%, margin: 12 }`, `{ at: 5d, chance: 3%, price: 99 }`, `{ after: 5d, chance: 3%, price: 99 }`,\nor a list of these.",
        "用户购买什么：`{ 每天: 1%, 毛利: 12 }`、`{ 时间: 5天, 购买率: 3%, 售价: 99 }`、`{ 加入后: 5天, 购买率: 3%, 售价: 99 }`，可写多种。",
    ),
    (
        "What must hold, tested by `kfactor check`: `new_users.p50 >= 5000`, `P(cost > 30000) <= 5%`.",
        "必须成立的预期，由 `kfactor check` 检验：`新用户.中位数 >= 5000`、`概率(总成本 > 30000) <= 5%`。",
    ),
    ("What must hold: an estimate, a comparison, a bound.", "一条预期：估计值、比较符号、界限。"),
    ("What one community manager costs per day.", "一名社群运营每天的人工。"),
    (
        "What one costs you, in money or as `10%` of the price, or by time: `{ 0d: 20, 3d: 10 }`, or by how many the inviter has\nbrought: `{ by_invites: { 0: 10%, 10: 15% } }`; for a pool: the whole pool.",
        "每份的成本：写金额，或售价的百分比如 `10%`；可按时间写 `{ 0天: 20, 3天: 10 }`，或按邀请人已带来几人写 `{ 按邀请人数: { 0: 10%, 10: 15% } }`；瓜分写整个奖池。",
    ),
    (
        "What one costs, by how many the inviter has brought, this one included.",
        "每份的成本，按邀请人已带来几人（含这一个）。",
    ),
    ("What opening a group costs.", "每开一个群的成本。"),
    ("What reports call it; made from the rule when left out.", "报告里叫什么；不写就按规则起名。"),
    ("What the buyer pays for one order, in money.", "买家每单付多少钱。"),
    ("What the campaign is.", "活动说明。"),
    ("What the first pays.", "第一个人付多少钱。"),
    (
        "What the person sees in it, by how many the inviter has brought, this one included.",
        "在用户眼里值多少，按邀请人已带来几人（含这一个）。",
    ),
    (
        "What the person sees in it, in money, or by time: `{ 0d: 20, 3d: 10 }`, or by how many the inviter has brought:\n`{ by_invites: { 0: 10, 10: 15 } }`; as `cost` when left out.",
        "在用户眼里值多少钱：写金额，可按时间写 `{ 0天: 20, 3天: 10 }`，或按邀请人已带来几人写 `{ 按邀请人数: { 0: 10, 10: 15 } }`；不写就同 `成本`。",
    ),
    ("What the rewards earned on one day may cost.", "一天里达标的奖励最多花多少钱。"),
    ("When it begins, counted from the start.", "什么时候开始，从活动开始算起。"),
    ("When it begins, counted from the start: `5d`.", "什么时候开始，从活动开始算起：`5天`。"),
    (
        "When it begins: `2026-03-02` or `2026-03-02 20:00`; hours and weekdays count from here.",
        "活动什么时候开始：`2026-03-02` 或 `2026-03-02 20:00`；时段和星期从这里算起。",
    ),
    ("When it ends; with the campaign when left out.", "什么时候结束；不写就到活动结束。"),
    ("When it is sent first, counted from the start.", "第一次什么时候发，从活动开始算起。"),
    (
        "When the stock is gone: `stop_rewards` (default), `end_campaign` or `overdraw`.",
        "库存发完后：`停发奖励`（默认）、`结束活动` 或 `超支照发`。",
    ),
    ("When, counted from the start: `0h`, `3d`.", "什么时候，从活动开始算起：`0小时`、`3天`。"),
    ("Where the numbers come from.", "这些数字从哪里来。"),
    (
        "Whether it is sent without the campaign, too, as the issues of a newsletter are: who leaves because of it would leave\nanyway. Then to all.",
        "不办活动是不是也照常发，比如周刊的每一期：因此退订的人，本来就会退订。只能发给所有人。",
    ),
    ("Whether the members who came by invitation are deleted as well.", "受邀来的用户是不是也清退。"),
    (
        "Which segments the people they bring belong to: `{ core: 10%, casual: 90% }`.",
        "带来的人属于哪些人群：`{ 核心: 10%, 普通: 90% }`。",
    ),
    (
        "Who buys: `all` (default), `invited`, `organic` (who came by inflow) or `seeds`.",
        "谁买：`所有人`（默认）、`受邀`、`自然`（从流量来的）或 `种子用户`。",
    ),
    (
        "Who gets it: `inviter` (default), `invitee`, `upline` (the inviter's inviter, or who stands at `level`), or of orders `buyer` (whoever orders).",
        "发给谁：`邀请人`（默认）、`新人`、`上级`（邀请人的邀请人，或 `层级` 写的那一级）；按订单还可以发给 `买家`（谁下单给谁）。",
    ),
    (
        "Who knows whom, from a file or by a law; without it contacts are drawn from the whole market.",
        "谁认识谁，来自文件或按规律生成；不写就从整个市场随机触达。",
    ),
    ("With `exponent`: the fewest contacts.", "配合 `幂指数`：最少几个好友。"),
    ("With `exponent`: the most contacts.", "配合 `幂指数`：最多几个好友。"),
    (
        "With `mean`: how unequal people are; the smaller, the more a few have most contacts.",
        "配合 `平均`：各人相差多大；越小，好友越集中在少数人手里。",
    ),
    (
        "With `mean`: how unequal sharers are; the smaller, the more a few people reach most (0.1 to 1).",
        "配合 `平均`：分享者相差多大；越小，触达越靠少数人（0.1 到 1）。",
    ),
    ("With `mean`: how unequal they are.", "配合 `平均`：各人相差多大，越小越悬殊。"),
    ("Words in any script.", "文字，什么语言都可以。"),
    (
        "`stop_rewards` (default), `end_campaign` or `overdraw`.",
        "`停发奖励`（默认）、`结束活动` 或 `超支照发`。",
    ),
    (
        "`true` for bonus hunters (羊毛党): they share for the reward alone and are no users.",
        "`是` 表示羊毛党：只为奖励分享，不算用户。",
    ),
    ("`true`: another network in each replicate.", "`是`：每次模拟另生成一张关系网。"),
    (
        "`true`: the first of a pair reaches the second, and not the other way round.",
        "`是`：每对里只有第一个人能触达第二个人，反过来不行。",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_found() {
        assert!(DESCRIPTIONS.is_sorted_by(|(before, _), (after, _)| before < after));
        assert_eq!(in_chinese("Title of the campaign."), Some("活动名称。"));
        assert_eq!(in_chinese("title of the campaign"), None);
    }

    /// Keys and words are called what they are called in Chinese: what is left of English are heads of files, currencies,
    /// commands and numbers.
    #[test]
    fn keys_are_chinese() {
        for (english, chinese) in DESCRIPTIONS {
            assert_eq!(english.ends_with('.'), chinese.ends_with('。'), "{english}");
            for named in chinese.split('`').skip(1).step_by(2) {
                let left = ["person", "kfactor check", "CNY", "d", "1e-5"];
                let is_left = left.iter().any(|left| named == *left || named.starts_with("person,"));
                let has_words = named.contains(|c: char| c.is_ascii_alphabetic());
                assert!(is_left || !has_words, "{chinese}");
            }
        }
    }
}
