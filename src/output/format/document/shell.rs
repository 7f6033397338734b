//! The page around what is told: head, contents, sections, foot.

use super::base64::base64;
use super::model::Document;
use super::{block, lead};
use crate::output::format::visible::visible_lines;
use crate::words::document as words;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

/// How a report looks.
pub(in crate::output) const STYLE: &str = include_str!("style.css");
/// What makes its charts and tables answer.
pub(in crate::output) const SCRIPT: &str = include_str!("script.js");

/// The page: one file that asks for nothing else. What others wrote is text in it, whatever it looks like; and were it not,
/// the page itself forbids every script but its own and every request.
pub(in crate::output) fn html(document: &Document) -> String {
    let lang = document.lang;
    let page = html! {
        (DOCTYPE)
        html lang=(lang.pick("en", "zh-CN")) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(SCRIPT, "'none'"));
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ "kfactor " (env!("CARGO_PKG_VERSION")) };
                link rel="icon" href="data:,";
                title { (document.name) ": " (document.headline) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#report" { (words::skip(lang)) }
                main #report {
                    (lead::lead(document))
                    (contents(document))
                    div.wrap { @for (index, section) in document.sections.iter().enumerate() { (block::section(section, index, lang)) } }
                }
                footer { div.wrap { p { (document.footer) } } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    // What nobody would see is shown, wherever it stands.
    visible_lines(&page.into_string()).into_owned()
}

fn contents(document: &Document) -> Markup {
    html! {
        nav.toc aria-label=(words::contents(document.lang)) {
            div.wrap {
                @for (index, section) in document.sections.iter().enumerate() {
                    a href={ "#" (block::anchor(index)) } { (section.topic) }
                }
            }
        }
    }
}

/// What a page may load: nothing. What it may run: the script that it contains. Whom it may ask: `asks`.
pub(in crate::output) fn policy(script: &str, asks: &str) -> String {
    let script = base64(&Sha256::digest(script.as_bytes()));
    format!(
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{script}'; connect-src {asks}"
    )
}
