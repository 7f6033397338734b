//! The page itself: one file with its style and its script, which asks nobody but the command that serves it.

use crate::output::format::document::{SCRIPT, STYLE, policy};
use crate::output::format::visible::visible_lines;
use crate::words::Lang;
use crate::words::explore::labels;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Serialize;
use serde_json::{Map, Value, json};

const OWN_STYLE: &str = include_str!("explore.css");
const OWN_SCRIPT: &str = include_str!("explore.js");

/// A scenario that can be begun with.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Offer {
    /// By which it is asked for.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
}

/// What the page begins with.
#[derive(Clone, Debug)]
pub struct Beginning<'a> {
    /// The name of the file.
    pub file: &'a str,
    /// What else one can begin with.
    pub offers: &'a [Offer],
}

/// The page.
#[must_use]
pub fn page(beginning: &Beginning<'_>, lang: Lang) -> String {
    let words: Map<String, Value> =
        labels(lang).into_iter().map(|(name, words)| (name.to_owned(), json!(words))).collect();
    let say = |name: &str| words.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let script = format!("{SCRIPT}\n{OWN_SCRIPT}");
    let told = json!({ "file": beginning.file, "words": words });
    let page = html! {
        (DOCTYPE)
        html lang=(lang.pick("en", "zh-CN")) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(&script, "'self'"));
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                link rel="icon" href="data:,";
                title { (say("page")) ": " (beginning.file) }
                style { (PreEscaped(STYLE)) (PreEscaped(OWN_STYLE)) }
            }
            body.explore.t-numbers {
                a.skip href="#result" { (say("skip")) }
                (bar(beginning, &say))
                div.app {
                    section #numbers.pane aria-label=(say("numbers")) { div #controls {} }
                    main #result.pane {
                        h1 #headline aria-live="polite" { (say("working")) }
                        p #mistake.mistake role="alert" hidden {}
                        div #look {}
                        p #says.says {}
                        section #pins.pins aria-label=(say("pinned")) { h2 { (say("pinned")) } p.none { (say("no_pins")) } div.pg {} }
                    }
                    section #text.pane aria-label=(say("text")) {
                        header { h2 { (say("text")) } p { (say("text_about")) } }
                        div.code {
                            pre #under aria-hidden="true" {}
                            textarea #editor aria-label=(say("text")) spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off" {}
                        }
                        ol #problems.problems {}
                    }
                }
                nav.tabs aria-label=(say("page")) {
                    @for (tab, index) in ["numbers", "result", "text"].into_iter().zip(0..) {
                        button type="button" data-tab=(tab) aria-pressed=(if index == 0 { "true" } else { "false" }) { (say(tab)) }
                    }
                }
                dialog #naming { form method="dialog" {
                    label for="name" { (say("name")) }
                    input #name autocomplete="off" value=(suggestion(beginning.file));
                    p #refused role="alert" {}
                    div { button.b type="submit" value="cancel" { "✕" } button #keep.b.p type="button" { (say("save")) } }
                } }
                script #told type="application/json" { (PreEscaped(told.to_string().replace('<', "\\u003c"))) }
                script { (PreEscaped(&script)) }
            }
        }
    };
    visible_lines(&page.into_string()).into_owned()
}

/// The name of the file, what has become of it, and what can be done with it.
fn bar(beginning: &Beginning<'_>, say: &dyn Fn(&str) -> String) -> Markup {
    html! {
        header.appbar {
            b #title { (beginning.file) }
            span #state role="status" { (say("as_file")) }
            span.sp {}
            @if !beginning.offers.is_empty() {
                select #offers aria-label=(say("begin")) {
                    option value="" { (say("begin")) }
                    @for offer in beginning.offers { option value=(offer.name) { (offer.about) } }
                }
            }
            @for name in ["reset", "pin", "report", "card", "save"] {
                button id=(name) class=(if name == "save" { "b p" } else { "b" }) type="button" { (say(name)) }
            }
        }
    }
}

/// Another name than that of the file.
fn suggestion(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")).unwrap_or(name);
    let stem: String = stem.chars().filter(|c| c.is_alphanumeric() || "-_.".contains(*c)).collect();
    format!("{}-2.yaml", if stem.is_empty() { "scenario" } else { &stem })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_wrote_is_text() {
        let hostile = "</script><img src=x onerror=alert(1)>.yaml";
        let offers = [Offer { name: "a", about: "b <c>" }];
        for lang in [Lang::En, Lang::Zh] {
            let page = page(&Beginning { file: hostile, offers: &offers }, lang);
            assert!(!page.contains("<img"), "{page}");
            assert_eq!(page.matches("</script>").count(), 2);
        }
    }

    #[test]
    fn a_new_name_is_that_of_a_file() {
        assert_eq!(suggestion("dir/海报.yaml"), "海报-2.yaml");
        assert_eq!(suggestion("<stdin>"), "stdin-2.yaml");
        assert_eq!(suggestion("../"), "scenario-2.yaml");
    }
}
