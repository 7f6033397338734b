//! Reminders for cells: who is addressed, who opens, and who leaves because of it.

use super::Cells;
use super::pending::{Cell, Stay};
use super::round::Round;
use crate::engine::chain::{Marks, Point};
use crate::engine::now::{Now, Step};
use crate::engine::reminding::Reminding;
use crate::engine::thin::{Pairs, thin};
use crate::model::ReminderModel;
use crate::rng::{Chance, Purpose, Stream, hypergeometric, lane};

/// Members of a cell who are addressed.
#[derive(Clone, Copy, Debug)]
struct Addressed {
    cell: Cell,
    waits: bool,
}

impl Cells {
    /// The reminders at this place that are due: who opens one has an occasion in this round.
    pub(super) fn send_reminders(
        &mut self,
        now: Now<'_>,
        place: usize,
        round: &mut Round,
        mut sent: impl FnMut(Reminding),
    ) {
        round.clear();
        for (segment, model) in now.at.model.segments.iter().enumerate() {
            round.waves.push(None);
            if let Some(reminder) = model.reminder_sent(now.at.t, place, now.open) {
                sent(self.send_reminder(now.at, segment, &reminder, round));
            }
            round.end_cells();
        }
    }

    fn send_reminder(
        &mut self,
        at: Step<'_>,
        segment: usize,
        reminder: &ReminderModel,
        round: &mut Round,
    ) -> Reminding {
        let members = self.members_of(segment);
        let mut addressed = self.addressed(segment, reminder);
        let all = addressed.iter().map(|some| some.cell.count).sum();
        let mut marks = self.chain.marks(at, Point::Reminders, segment);
        let stream = |lane| at.stream(Purpose::Reminders, lane);
        let mut opened =
            some_of(&mut addressed, stream(lane::of_openers(segment)), reminder.opens, &mut marks);
        let openers = opened.iter().map(|some| some.cell.count).sum();
        let [gone, gone_openers] = [(&mut addressed, false), (&mut opened, true)].map(|(some, opened)| {
            some_of(some, stream(lane::of_gone(segment, opened)), reminder.churn, &mut marks)
        });
        for some in gone.iter().chain(&opened).chain(&gone_openers) {
            self.segments[segment][some.cell.class].take(some.cell, some.waits);
        }
        let had = |cell: Cell, leaves| Cell { stay: Stay { leaves, ..Stay::BEFORE }, ..cell };
        round.cells.extend(opened.iter().map(|some| had(some.cell, false)).filter(|cell| cell.count > 0));
        round.cells.extend(gone_openers.iter().map(|some| had(some.cell, true)));
        let lost = self.lose_at_once(at, segment, gone.iter().chain(&gone_openers).map(|some| some.cell));
        Reminding { segment, members, addressed: all, opened: openers, lost }
    }

    /// Who of a segment is meant.
    fn addressed(&self, segment: usize, reminder: &ReminderModel) -> Vec<Addressed> {
        let compartments = self.compartments;
        let is_meant =
            |cell: &Cell, waits| reminder.to.means(waits, compartments.has_shared(cell.compartment));
        let mut addressed = Vec::new();
        for (class, people) in self.segments[segment].iter().enumerate() {
            let waiting = people.who_waits(class).map(|cell| Addressed { cell, waits: true });
            let done = people.who_is_done(class).map(|cell| Addressed { cell, waits: false });
            addressed.extend(waiting.chain(done).filter(|some| is_meant(&some.cell, some.waits)));
        }
        addressed
    }

    /// Members of some cells are not there any more; how many.
    fn lose_at_once(&mut self, at: Step<'_>, segment: usize, lost: impl Iterator<Item = Cell>) -> u64 {
        let mut by_class = vec![[0; 2]; self.segments[segment].len()];
        for cell in lost {
            by_class[cell.class][usize::from(self.compartments.is_induced(cell.compartment))] += cell.count;
        }
        let mut all = 0;
        for (class, [own, induced]) in by_class.into_iter().enumerate().filter(|(_, [a, b])| a + b > 0) {
            let mut stream = at.stream(Purpose::Reminders, lane::of_lost_free(segment, class));
            let others = &self.segments[segment][class].others;
            let free = if self.compartments.deletes_induced {
                own
            } else {
                let free = self.free.present(segment, class);
                draw(&mut stream, free + others.present, free, own + induced)
            };
            let others = own + induced - free;
            self.free.lose_at_once(at, (segment, class), free, &mut stream);
            self.segments[segment][class].lose_at_once(at, segment, others, &mut stream);
            all += free + others;
        }
        self.left += all;
        all
    }

    fn members_of(&self, segment: usize) -> u64 {
        let classes = self.segments[segment].iter().enumerate();
        classes.map(|(class, people)| people.others.present + self.free.present(segment, class)).sum()
    }
}

/// How many of so many drawn are marked.
fn draw(stream: &mut Stream, people: u64, marked: u64, drawn: u64) -> u64 {
    match marked {
        0 => 0,
        all if all == people => drawn,
        some => hypergeometric(stream, people, some, drawn),
    }
}

/// Takes some out of the cells, each with this chance.
fn some_of(from: &mut [Addressed], mut stream: Stream, chance: f64, marks: &mut Marks) -> Vec<Addressed> {
    let mut some = Vec::new();
    let mut counts: Vec<u64> = from.iter().map(|some| some.cell.count).collect();
    let (people, level) = (counts.iter().sum(), stream.level());
    thin(&mut stream, level, &Chance::new(chance), &mut counts, Pairs::NONE, people, |place, count, of| {
        let Addressed { cell, waits } = &mut from[place];
        cell.count -= count;
        let invited = marks.take(&mut cell.invited, of, count);
        some.push(Addressed { cell: Cell { count, invited, ..*cell }, waits: *waits });
    });
    some
}
