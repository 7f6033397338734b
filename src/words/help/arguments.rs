//! Arguments, what stands for their values, and the values themselves.

/// What an argument of a command does.
#[must_use]
pub fn argument(command: &str, id: &str) -> Option<&'static str> {
    Some(match (command, id) {
        ("check", "paths") => "方案：文件、文件夹，或 `活动/**/*.yaml` 这样的通配；`-` 从标准输入读",
        ("check", "runs") => "先各模拟多少次；默认 1000，方案里的 `模拟次数` 更少时按它",
        ("check", "overrides") => "改每个方案的一个数，写法同方案文件；可多次使用",
        ("check", "quiet") => "不显示报告和进度，只显示错误",
        ("check", "format") => "输出什么；在 GitHub Actions 上 `text` 会带 `github` 的标注",
        ("check", "out") => "把报告、check.json 和清单写进这个文件夹",
        ("check", "open") => "用浏览器打开这份报告",
        ("compare", "scenarios") => "至少两个方案，或一个方案加 --vary、--against；差异都是和第一个相比",
        ("compare", "names") => "方案的名字，按顺序写，用逗号隔开",
        ("compare", "vary") => {
            "让一个方案的某个键取几个值：键=1,2,3、键=低..高:几个 或 键=log:低..高:几个；可多次使用"
        }
        ("compare", "against") => "在最前面加上“不发奖励也没有羊毛党”的第一个方案",
        ("compare", "runs") => "每个方案模拟多少次；默认按第一个方案的 `模拟次数`",
        ("compare", "seed") => "随机数编号；默认按第一个方案的 `随机数编号`",
        ("compare", "overrides") => "改全部方案的一个数，写法同方案文件；可多次使用",
        ("sweep", "runs") => "每个组合模拟多少次；默认按方案的 `模拟次数`，但不超过 2,000",
        ("sweep", "seed") => "随机数编号，全部组合共用；默认按方案的 `随机数编号`",
        ("sweep", "overrides") => "在全部组合里改方案的一个数，写法同方案文件；可多次使用",
        ("report", "folder") => "存有 run、compare、sweep、theory 或 check 结果的文件夹",
        ("report", "no_charts") => "不画长图",
        ("theory", "out") => "把表格和清单写进这个文件夹",
        ("theory", "quiet") => "什么都不显示，只显示错误",
        ("init", "out") => "写到哪个文件；`-` 是屏幕；默认 模板名.yaml",
        ("init", "force") => "文件已存在时覆盖",
        ("explore", "scenario") => "方案文件（YAML）；`-` 从标准输入读；不写就从模板开始",
        ("fix", "scenario") => "方案文件；`-` 从标准输入读，写到标准输出",
        ("man", "command") => "命令",
        (_, "scenario") => "方案文件（YAML）；`-` 从标准输入读",
        (_, "port") => "用本机哪个端口；默认找一个空的",
        (_, "no_open") => "只显示网址，不打开浏览器",
        (_, "template") => "模板",
        (_, "shell") => "Shell",
        (_, "check") => "只显示会改哪里，不写文件；有要改的，退出码为 1",
        (_, "stdout") => "写到屏幕上，不改文件",
        (_, "keys") => "键和固定的词用哪种语言；默认不变",
        (_, "out") => "把表格、图和清单写进这个文件夹",
        (_, "runs") => "模拟多少次；默认按方案的 `模拟次数`",
        (_, "max_runs") => "一次看不准时最多模拟多少次；默认是方案 `模拟次数` 的十倍",
        (_, "seed") => "随机数编号；默认按方案的 `随机数编号`",
        (_, "until") => "增量用户的相对误差小于这个百分比就停，如 1%；最多 --runs 次，或一百万次",
        (_, "overrides") => "改方案的一个数，写法同方案文件；可多次使用",
        (_, "against") => "另外模拟不发奖励的同一活动，算出奖励多带来什么",
        (_, "trees") => "把谁邀请了谁写进 invitations.csv；这时逐人模拟",
        (_, "trees_runs") => "写前多少次模拟",
        (_, "varied") => "一个键和它要取的值，如 分享=0.2,0.3 或 分享=0.2..0.4:5；可多次使用",
        (_, "preset") => "现成的试算",
        (_, "resume") => "接着算文件夹里没算完的；没有就从头算",
        (_, "by") => "按什么选；默认有收入按增量利润，否则按比其他渠道省多少，再否则按增量获客成本",
        (_, "threads") => "用几个线程；默认用全部处理器。结果与此无关",
        (_, "format") => "输出什么",
        (_, "quiet") => "不显示结果和进度，只显示错误",
        (_, "excel") => "表格给 Excel 用：中文表头、日期、四舍五入，另存一份 tables.xlsx",
        (_, "engine") => "怎样模拟用户",
        (_, "no_charts") => "不画图，也不做长图",
        (_, "open") => "用浏览器打开报告",
        (_, "strict") => "待定的、与基线有任何不同的、只在基线里有的，都算不通过",
        (_, "baseline") => "把每个指标与这个文件里保存的结果比较",
        (_, "update_baseline") => "把结果写进 --baseline 的文件",
        (_, "junit") => "另写一份 JUnit 报告",
        (_, "json") => "另写一份 JSON 报告",
        (_, "markdown") => "另写一份 Markdown 摘要",
        (_, "html") => "另写一份网页报告",
        (_, "only_failures") => "只显示有问题的；通过的只报个数",
        (_, "lang") => "结果和提示用哪种语言；默认看环境（KFACTOR_LANG、LC_ALL、LANG，再看系统设置）",
        (_, "help") => "显示帮助",
        (_, "version") => "显示版本",
        (_, "subcommand") => "命令",
        _ => return None,
    })
}

/// What stands for the value of an argument.
#[must_use]
pub fn placeholder(name: &str) -> Option<&'static str> {
    Some(match name {
        "SCENARIO" | "SCENARIOS" => "方案",
        "DIR" => "文件夹",
        "FILE" => "文件",
        "PATH" => "路径",
        "N" => "个数",
        "S" => "编号",
        "PERCENT" => "百分比",
        "KEY=VALUE" => "键=值",
        "KEY=VALUES" => "键=几个值",
        "WHAT" => "什么",
        "FORMAT" => "格式",
        "ENGINE" => "方式",
        "LANG" | "KEYS" => "语言",
        "MEASURE" => "指标",
        "PRESET" => "名称",
        "TEMPLATE" => "模板",
        "COMMAND" => "命令",
        "NAMES" => "名字",
        "SHELL" => "终端",
        _ => return None,
    })
}

/// The head of a section of a manual page.
#[must_use]
pub fn man_heading(heading: &str) -> Option<&'static str> {
    Some(match heading {
        "NAME" => "名称",
        "SYNOPSIS" => "用法",
        "DESCRIPTION" => "说明",
        "OPTIONS" => "选项",
        "SUBCOMMANDS" => "命令",
        "EXTRA" => "另外",
        "VERSION" => "版本",
        _ => return None,
    })
}

/// What a value of an argument means.
#[must_use]
pub fn value(command: &str, id: &str, value: &str) -> Option<&'static str> {
    Some(match (command, id, value) {
        (_, "lang" | "keys", "en") => "英文",
        (_, "lang" | "keys", "zh") => "简体中文",
        ("check", "format", "text") => "每条预期一行",
        ("check", "format", "json") => "全部内容，给程序用",
        (_, "format", "junit") => "JUnit XML",
        (_, "format", "github") => "GitHub Actions 的标注",
        (_, "format", "markdown") => "给合并请求看的摘要",
        (_, "format", "text") => "给人看的摘要",
        (_, "format", "json") => "同样的内容，给程序用",
        (_, "engine", "auto") => "能用的里面选快的",
        (_, "engine", "cohort") => "状态相同的用户一起计数；人多也不变慢",
        (_, "engine", "agent") => "一个一个模拟",
        (_, "against", "no-reward") => "不发奖励、没有羊毛党的同一活动",
        (_, "preset", "invites") => "要邀几个人：从 1 到 10（可写作 邀几人）",
        (_, "by", "added_profit") => "增量利润",
        (_, "by", "saving") => "比其他渠道省多少（要写 `其他渠道`）",
        (_, "by", "cac") => "增量获客成本",
        (_, "by", "cac_retained") => "留存获客成本",
        (_, "by", "added_users") => "增量用户",
        (_, "by", "new_users") => "新用户，含本来就会来的",
        (_, "by", "added_members") => "增量留存人数",
        (_, "by", "members_end") => "结束时留存人数",
        (_, "by", "cost") => "总成本",
        (_, "shell", "bash" | "elvish" | "fish" | "powershell" | "zsh") => "",
        _ => return None,
    })
}
