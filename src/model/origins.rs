//! What is remembered of where a member came from: the line of inviters above him, as far up as some rule pays.

use super::{Looks, RuleModel, SegmentModel};

/// The origins of members.
///
/// Origin 0 is "not invited"; the others distinguish lines of inviters as far as a reward to those above the inviter needs it: how many
/// there are, up to the last who is paid, and who of them are bonus hunters whose claims are refused.
#[derive(Clone, Debug)]
pub struct Origins {
    /// Number of origins; 1 when nothing needs to be remembered.
    pub count: usize,
    /// Origin of the people whom a member of a segment invites, by the segment and then by the member's own origin.
    of_invitees: Vec<Vec<usize>>,
    /// The inviters behind each origin, the nearest first.
    lines: Vec<Vec<Above>>,
    /// How many inviters above a member are told apart.
    pub followed: usize,
}

/// Somebody who stands above a member.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Above {
    /// Probability that his claim is refused.
    pub refused: f64,
    /// Whether he is a bonus hunter.
    pub fake: bool,
}

impl Origins {
    pub(super) fn needed_by(
        rules: &[RuleModel],
        segments: &[SegmentModel],
        deletes_induced: bool,
    ) -> Origins {
        let to_upline = rules.iter().filter(|rule| rule.looks_at() == Looks::Inviter);
        let paid = to_upline.map(|rule| rule.level as usize - 1).max().unwrap_or(0);
        let followed = paid.max(usize::from(deletes_induced));
        // Whether it is a hunter who has invited somebody matters where he is paid for what that one does.
        let kind = |segment: &SegmentModel| match segment.fake && paid > 0 {
            true => Above { refused: segment.detect, fake: true },
            false => Above::default(),
        };
        let kinds: Vec<Above> = segments.iter().map(kind).collect();
        let mut lines: Vec<Vec<Above>> = vec![Vec::new()];
        if followed > 0 {
            lines.push(vec![Above::default()]);
        }
        let mut of_invitees = vec![Vec::new(); segments.len()];
        let mut origin = 0;
        while origin < lines.len() {
            for (of_invitees, kind) in of_invitees.iter_mut().zip(&kinds) {
                // Nobody whom a bonus hunter has brought brings others.
                let hunted = !kind.fake && lines[origin].iter().any(|above| above.fake);
                let line: Vec<Above> =
                    std::iter::once(*kind).chain(lines[origin].iter().copied()).take(followed).collect();
                let known = lines.iter().position(|known| *known == line);
                of_invitees.push(match known {
                    Some(known) => known,
                    None if hunted => 0,
                    None => {
                        lines.push(line);
                        lines.len() - 1
                    }
                });
            }
            origin += 1;
        }
        Origins { count: lines.len(), of_invitees, lines, followed }
    }

    /// Origin of the people whom a member of this segment and origin invites.
    #[inline]
    #[must_use]
    pub fn of_invitees(&self, segment: usize, origin: usize) -> usize {
        self.of_invitees[segment][origin]
    }

    /// Whether it matters where an inviter came from himself.
    #[inline]
    #[must_use]
    pub fn are_lines(&self) -> bool {
        self.followed > 1
    }

    /// Who gets a reward of this level for what members of this origin do: 2 is who has invited them; none where nobody is there.
    #[must_use]
    pub fn above(&self, origin: usize, level: u32) -> Option<Above> {
        self.lines[origin].get(level as usize - 2).copied()
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Model;
    use crate::scenario::Scenario;

    fn origins(level: u32) -> super::Origins {
        let text = format!(
            "{{ name: x, days: 9, contacts: 3, join: 0.1, segments: {{ a: {{ seeds: 9, share: 0.5, recruits: {{ a: 1, f: 1 }} }}, \
             f: {{ fake: true, detect: 0.3, share: {{ reward: {{ max: 0.5, half: 3 }} }} }} }}, \
             incentive: [{{ to: upline, level: {level}, when: join, value: 1, cost: 1 }}] }}"
        );
        Model::typical(&Scenario::from_yaml(&text).unwrap()).origins
    }

    /// Above genuine people there are such, above hunters both, and only so many matter.
    #[test]
    fn lines_are_told_apart_as_far_up_as_somebody_is_paid() {
        let two = origins(2);
        assert_eq!((two.count, two.are_lines()), (3, false));
        assert_eq!([two.of_invitees(0, 0), two.of_invitees(0, 1), two.of_invitees(1, 1)], [1, 1, 2]);
        let four = origins(4);
        // Of three above, so many hunters are nearest: 0 of 0 to 3, 1 of 1 to 3, 2 of 2 or 3, 3 of 3.
        assert_eq!((four.count, four.followed), (10, 3));
        let fresh = four.of_invitees(0, 0);
        let second = four.of_invitees(0, fresh);
        let hunted = four.of_invitees(1, second);
        assert_eq!(four.above(fresh, 3), None);
        let fakes = [2, 3, 4].map(|level| four.above(hunted, level).map(|above| above.fake));
        assert_eq!(fakes, [Some(true), Some(false), Some(false)]);
        assert_eq!(four.above(hunted, 2).unwrap().refused, 0.3);
    }
}
