//! `kfactor init`: commented scenarios to begin with.

use crate::cli::exit::{self, Failure, Outcome};
use crate::cli::terminal::print;
use crate::output::answer::explore::Offer;
use crate::output::publish::{Refusal, Sheet};
use crate::words::{self, Lang};
use crate::yaml::nearest;
use clap::Args;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    kfactor init                          list the templates\n  \
    kfactor init task-unlock              write task-unlock.yaml\n  \
    kfactor init 任务宝                   the same in Chinese, as 任务宝.yaml\n  \
    kfactor init waitlist -o launch.yaml  under another name\n  \
    kfactor init commission -o - --lang zh  in Chinese, to standard output")]
pub struct InitArguments {
    /// Template
    pub template: Option<String>,
    /// File to write; `-` is standard output; TEMPLATE.yaml by default
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long)]
    pub force: bool,
}

/// A template in both languages.
struct Template {
    name: &'static str,
    /// What the trade calls it in Chinese.
    chinese: &'static str,
    /// What it is for, in English and Chinese.
    about: [&'static str; 2],
    /// The text, in English and Chinese.
    text: [&'static str; 2],
}

macro_rules! template {
    ($name:literal, $chinese:literal, $en:literal, $zh:literal) => {
        Template {
            name: $name,
            chinese: $chinese,
            about: [$en, $zh],
            text: [
                include_str!(concat!("../templates/", $name, ".en.yaml")),
                include_str!(concat!("../templates/", $name, ".zh.yaml")),
            ],
        }
    };
}

const TEMPLATES: [Template; 10] = [
    template!("task-unlock", "任务宝", "bring N friends, get the prize (任务宝)", "邀请 N 位好友，领取奖品"),
    template!("group-fission", "群裂变", "posters bring people into chat groups (群裂变)", "海报拉人进群"),
    template!(
        "refer-a-friend",
        "老带新",
        "customers bring friends, both get something after the first order (老带新)",
        "老用户推荐，好友首单后双方得利"
    ),
    template!("commission", "分销", "commission on every order, two levels (分销)", "每笔订单分佣，两级"),
    template!(
        "trial-course",
        "体验课",
        "a trial course brings friends, the full one is sold on day five (体验课)",
        "低价课拉新，第五天卖正价课"
    ),
    template!("waitlist", "预约名单", "a pre-launch waiting list with tiers", "上线前预约，阶梯奖励"),
    template!(
        "newsletter",
        "邮件周刊",
        "readers bring readers, issue by issue, with milestones",
        "读者带读者，一期一期地长，邀满几位有奖"
    ),
    template!("team-buy", "拼团", "complete a team, pay less (拼团)", "成团享优惠价"),
    template!(
        "red-packets",
        "红包裂变",
        "a packet for every friend, with limits for a day (红包裂变)",
        "拉一人发一个红包，每人每天有上限"
    ),
    template!(
        "purchase-points",
        "消费积分",
        "points for what friends and customers buy (消费积分)",
        "好友下单、自己下单都得积分"
    ),
];

/// The templates in this language: what they are for, and their text.
pub fn offers(lang: Lang) -> Vec<(Offer, &'static str)> {
    let of = |template: &Template| {
        let [about, text] = [&template.about, &template.text].map(|both| lang.pick(both[0], both[1]));
        (Offer { name: template.name, about }, text)
    };
    TEMPLATES.iter().map(of).collect()
}

/// Lists the templates, or writes one.
pub fn run(arguments: &InitArguments, lang: Lang) -> Outcome {
    let Some(name) = &arguments.template else {
        if arguments.out.is_some() || arguments.force {
            return Err(Failure::Usage(words::cli::which_template(lang).to_owned()));
        }
        print(list(lang), lang)?;
        return Ok(exit::WELL);
    };
    let template = TEMPLATES.iter().find(|it| it.name == name || it.chinese == name).ok_or_else(|| {
        let names: Vec<&str> =
            TEMPLATES.iter().map(|template| lang.pick(template.name, template.chinese)).collect();
        Failure::Usage(words::cli::no_template(
            name,
            nearest(name, names.iter().copied()).as_deref(),
            &names.join(lang.pick(", ", "、")),
            lang,
        ))
    })?;
    // Who calls it by its Chinese name reads Chinese.
    let of_text = if template.chinese == name { Lang::Zh } else { lang };
    let text = of_text.pick(template.text[0], template.text[1]);
    let path = arguments.out.clone().unwrap_or_else(|| PathBuf::from(format!("{name}.yaml")));
    if path == Path::new("-") {
        print(text, lang)?;
        return Ok(exit::WELL);
    }
    let written = Sheet::begin(&path, arguments.force).and_then(|sheet| sheet.publish(text.as_bytes()));
    written.map_err(|refusal| match refusal {
        Refusal::Failed(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Failure::Usage(words::cli::file_exists(&path.display().to_string(), lang))
        }
        refusal => Failure::of_refusal(&refusal, lang),
    })?;
    print(words::cli::written(&path.display().to_string(), lang), lang)?;
    Ok(exit::WELL)
}

fn list(lang: Lang) -> String {
    let mut text = format!("{}\n\n", words::cli::templates(lang));
    for template in &TEMPLATES {
        let Template { name, chinese, about: [en, zh], .. } = template;
        text += &match lang {
            Lang::En => format!("  {name:<15} {en}\n"),
            // A character of Chinese is two columns wide.
            Lang::Zh => {
                format!("  {chinese}{} {name:<15} {zh}\n", "  ".repeat(4 - chinese.chars().count().min(4)))
            }
        };
    }
    text + &format!("\n{}\n", words::cli::how_to_init(lang))
}
