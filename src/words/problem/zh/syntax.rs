//! What is wrong with the YAML, in Chinese.

use crate::problem::Syntax;
use crate::words::problem::phrase::Words;

pub(super) fn syntax(syntax: &Syntax) -> Words {
    let say = |title: &str, help: &str| Words::new(title, "", help);
    match syntax {
        Syntax::Tab => say("缩进不能用制表符（Tab）", "请用空格，每层两个"),
        Syntax::Unclosed(open) => Words::new(
            format!("这个 `{open}` 没有配对的右括号"),
            "",
            format!("请补上 `{}`", if *open == '[' { ']' } else { '}' }),
        ),
        Syntax::Mismatch => say("这里的括号对不上", "前面是不是少了逗号，或少了 `}`、`]`？"),
        Syntax::Quote => say("引号没有配对", "请补上另一半引号"),
        Syntax::Indentation => say("这一行的缩进和上下行对不齐", "同一层的键要从同一列开始"),
        Syntax::Colon => say("这里应该是 `键: 值`", "键后面要有英文冒号和一个空格（不是中文冒号 `：`）"),
        Syntax::Value => say("这里不能这样写", "一行只能有一个 `键: 值`；带冒号的文字要加引号"),
        Syntax::UnknownAnchor => {
            say("这个 `*` 没有引用任何内容", "请在上面某个值前写同名的 `&`；带 `*` 的文字要加引号")
        }
        Syntax::FullWidth { found: '\u{3000}', .. } => say("这里用了全角空格", "请改成普通空格"),
        Syntax::FullWidth { found, instead } => Words::new(
            format!("这里用了中文标点 `{found}`"),
            "",
            match *instead {
                ":" => "请改成英文冒号加空格 `: `".to_owned(),
                instead => format!("请改成英文的 `{instead}`"),
            },
        ),
        Syntax::Comment => say("同一个值的两行之间夹了注释", "下一行是不是缩进太多，或者少了英文冒号 `: `？"),
        Syntax::Space => say("这里少了一个空格", "`:` 和 `,` 后面、`#` 前面都要有空格"),
        Syntax::AfterQuote => say("右引号后面还有文字", "请把文字都放进引号里"),
        Syntax::Escape => say("这个 `\\…` 没有意义", "反斜杠要写成 `\\\\`，或者改用单引号 `'`"),
        Syntax::Character(character) => {
            Words::new(format!("值不能以 `{character}` 开头"), "", "请给这段文字加上引号")
        }
        Syntax::Block => say("`|` 和 `>` 后面不能这样写", "文字要从下一行开始，并且缩进"),
        Syntax::End => say("文件到这里还没有写完", "末尾是不是少了括号或值？"),
        // The words of the parser are English.
        Syntax::Other(message) => Words::new(
            "这里不符合 YAML 的写法",
            "",
            format!("请检查这一行附近的冒号、缩进、引号和括号（解析器的说明：{message}）"),
        ),
    }
}
