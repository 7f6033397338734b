//! Colours, or none.

use anstyle::{AnsiColor, Style};

/// The role of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::output) enum Role {
    /// A title or heading.
    Heading,
    /// What matters most.
    Strong,
    /// What is neither.
    Plain,
    /// What may be skipped.
    Quiet,
    /// What wants attention.
    Warning,
    /// A bar.
    Bar,
}

impl Role {
    fn style(self) -> Style {
        match self {
            Role::Heading => AnsiColor::Cyan.on_default().bold(),
            Role::Strong => Style::new().bold(),
            Role::Plain => Style::new(),
            Role::Quiet => Style::new().dimmed(),
            Role::Warning => AnsiColor::Yellow.on_default().bold(),
            Role::Bar => AnsiColor::Blue.on_default(),
        }
    }
}

/// Puts text in colour if there is any.
#[derive(Clone, Copy, Debug)]
pub(in crate::output) struct Paint {
    /// Whether to use colours.
    pub(in crate::output) colour: bool,
}

impl Paint {
    /// `text` in the colour of its role.
    pub(in crate::output) fn paint(self, role: Role, text: &str) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let style = role.style();
        format!("{style}{text}{style:#}")
    }
}
