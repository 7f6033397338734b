//! Standard output and standard error.

use super::exit::Failure;
use crate::output::format::for_terminal;
use crate::output::format::terminal::Style;
use crate::words::{self, Lang};
use std::io::{self, Write};

/// Prints the result of a command. A reader who has seen enough (`| head`) is no failure.
pub fn print(text: impl AsRef<str>, lang: Lang) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(for_terminal(text.as_ref()).as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::Io(words::cli::cannot_print(&words::system::refusal(&error, lang), lang))),
        Ok(()) => Ok(()),
    }
}

/// Writes to standard error; where that is impossible there is nobody left to tell.
pub fn tell(text: &str) {
    let _ = anstream::stderr().write_all(for_terminal(text).as_bytes());
}

/// How text for people is to look on standard output.
pub fn style(lang: Lang) -> Style {
    let colour = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    // Where there is no terminal, 80 columns.
    let width = terminal_size::terminal_size_of(io::stdout()).map_or(80, |(width, _)| usize::from(width.0));
    Style { lang, colour, width }
}
