//! `invitations.csv`: who invited whom, one row for everybody who joined, campaign by campaign.

use crate::metrics::Unit;
use crate::output::format::csv::{Form, Rows};
use crate::study::run::Invitations;
use crate::words::Lang;
use std::io::{self, Write};

/// Streams the rows of `invitations.csv`.
#[derive(Debug)]
pub struct InvitationsWriter<W: Write> {
    rows: Rows<W>,
}

const COLUMNS: [&str; 6] = ["replicate", "person", "inviter", "generation", "segment", "joined"];

impl<W: Write> InvitationsWriter<W> {
    /// Writes the head, with a byte-order mark for Excel where wanted.
    ///
    /// # Errors
    /// What `sink` reports.
    pub fn new(sink: W, excel: Option<Lang>) -> io::Result<InvitationsWriter<W>> {
        Ok(InvitationsWriter { rows: Rows::new(sink, COLUMNS, excel)? })
    }

    /// Writes everybody who joined a campaign.
    ///
    /// # Errors
    /// What the sink reports.
    pub fn campaign(&mut self, invitations: &Invitations<'_>) -> io::Result<()> {
        for person in invitations.people() {
            self.rows.begin(invitations.replicate);
            self.rows.text(&person.person);
            self.rows.text(person.inviter.as_deref().unwrap_or_default());
            self.rows.value(person.generation.into(), Form::Plain)?;
            self.rows.text(person.segment);
            self.rows.value(person.joined, Form::Measured(Unit::Days))?;
            self.rows.end()?;
        }
        Ok(())
    }

    /// Flushes and gives the sink back.
    ///
    /// # Errors
    /// What the sink reports.
    pub fn finish(self) -> io::Result<W> {
        self.rows.finish()
    }
}
