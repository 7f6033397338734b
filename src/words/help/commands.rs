//! The commands.

/// What is said of a command.
#[derive(Clone, Copy, Debug)]
pub struct Help {
    /// What it does.
    pub about: &'static str,
    /// What stands below its arguments: examples, exit codes.
    pub after: &'static str,
}

/// What is said of the command of this name; of the program itself, whose name is empty.
#[must_use]
pub fn command(name: &str) -> Option<Help> {
    let help = |about, after| Some(Help { about, after });
    match name {
        "" => help(
            "模拟社群裂变活动：能来多少人、花多少钱、有什么风险。",
            "例子：
  kfactor init 任务宝                     写出一份方案，从这里开始
  kfactor run 任务宝.yaml -o 结果         模拟，表格和图写进“结果”文件夹
  kfactor run 任务宝.yaml --set 分享.再次分享=0.2
  kfactor compare 任务宝.yaml --vary 奖励.0.邀满=2,3,5
  kfactor sweep 任务宝.yaml --preset 邀几人    邀几个人最合适

退出码：0 一切正常，1 有预期不成立，2 命令或方案写错，
        3 模拟次数不够，4 读写失败，130 或 143 被中断。",
        ),
        "run" => help(
            "模拟一个方案：能来多少人、花多少钱、有什么风险",
            "例子：
  kfactor run 海报.yaml -o 结果
  kfactor run 海报.yaml --set 奖励.0.邀满=5 --set 预算=2万
  kfactor run 海报.yaml --against no-reward     奖励多带来多少人，每人多花多少钱
  kfactor run 海报.yaml --until 1%              增量用户准到 1% 就停
  kfactor run 海报.yaml -o 结果 --excel         表格用 Excel 打开",
        ),
        "check" => help(
            "检验方案里写的预期是否成立；可放进自动检查",
            "例子：
  kfactor check 方案/                       检验文件夹里的全部方案
  kfactor check 海报.yaml --set 流失=5%     改了以后还成立吗？
  kfactor check 方案/ -o 结果 --open        另写一页报告，不成立的在最前
  kfactor check 方案/ --junit junit.xml     另写一份报告给 CI
  kfactor check 方案/ --baseline 基线.json --update-baseline
  kfactor check 方案/ --baseline 基线.json  结果有没有变？

退出码：0 全部成立，1 有不成立的，2 命令或方案写错（其余仍会检验），
        3 用完 --max-runs 仍有待定的，4 读写失败，130 或 143 被中断。",
        ),
        "theory" => help(
            "不做模拟，直接推算：裂变系数、断链概率、增长、规模，以及怎样才能自己滚起来",
            "例子：
  kfactor theory 海报.yaml
  kfactor theory 海报.yaml --set 转化率=8% -o 结果",
        ),
        "sweep" => help(
            "逐值试算：改一两个输入，看结果怎么变",
            "多个值用逗号隔开；lo..hi:n 是等距的 n 个值，log:lo..hi:n 是等比的。几个 --vary 组成全部组合，最多 10,000 个。
一起变化的键用 + 连接：奖励.0.价值+奖励.0.成本=5/4,10/8。

例子：
  kfactor sweep 海报.yaml --preset 邀几人 -o 结果
  kfactor sweep 海报.yaml --vary 预算=log:1000..100000:9 -o 结果
  kfactor sweep 海报.yaml --vary 分享=20%..50%:7 --vary 转化率=2%..8%:7 -o 结果

带 -o 时中断了也不要紧：同一条命令加上 --resume 就接着算。",
        ),
        "compare" => help(
            "用同样的运气对比几个方案：差多少、有多大把握、选哪个",
            "例子：
  kfactor compare 课程.yaml 优惠券.yaml 现金.yaml -o 结果
  kfactor compare 海报.yaml --vary 奖励.0.邀满=1,2,3,5
  kfactor compare 海报.yaml --vary 分享.再次分享=0..0.6:4 --by added_users
  kfactor compare 海报.yaml --vary 奖励.0.价值+奖励.0.成本=5/4,10/8 --names 小奖,大奖
  kfactor compare 课程.yaml 优惠券.yaml --against no-reward",
        ),
        "explore" => help(
            "打开一个网页，拖动方案里的数字，马上看到结果",
            "例子：
  kfactor explore 海报.yaml             在浏览器里拖动它的数字
  kfactor explore                       从模板开始
  kfactor explore 海报.yaml --no-open   只显示网址",
        ),
        "report" => help(
            "把以前的结果重新做成报告和长图，并打开来看",
            "例子：
  kfactor report 结果 --open                  打开以前的结果
  kfactor --lang en report 结果               换成英文",
        ),
        "init" => help(
            "写出一份带注释的方案；不写名称就列出全部模板",
            "例子：
  kfactor init                        列出模板
  kfactor init 任务宝                 写出 任务宝.yaml
  kfactor init 预约名单 -o 上新.yaml  另取文件名
  kfactor init 分销 -o -              写到屏幕上",
        ),
        "fix" => help(
            "把方案改成标准写法：标点、数字和单位",
            "例子：
  kfactor fix 方案.yaml --check        先看会改哪里，不写文件
  kfactor fix 方案.yaml                5万 改成 50000，全角 ： 改成冒号加空格
  kfactor fix 方案.yaml --keys zh      键也都换成中文
  kfactor fix - < 方案.yaml            从标准输入读，写到标准输出",
        ),
        "schema" => help(
            "输出方案的 JSON Schema，编辑器用它补全和检查",
            "例子：
  kfactor schema > kfactor.schema.json",
        ),
        "completions" => help(
            "输出命令行补全脚本",
            "例子：
  kfactor completions bash > ~/.local/share/bash-completion/completions/kfactor",
        ),
        "man" => help(
            "输出 kfactor 或某个命令的手册页",
            "例子：
  kfactor man run > kfactor-run.1",
        ),
        "help" => help("显示帮助", ""),
        _ => None,
    }
}
