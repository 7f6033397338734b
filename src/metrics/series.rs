//! The quantities of the timeline: one table of names, units, definitions and what else is to be known of each.

use super::{Metric, Shape, Unit};

/// What an engine reads at the end of a step; amounts in major units.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// New users so far.
    pub new_users: f64,
    /// New users so far less those who have come where nothing is done.
    pub added_users: f64,
    /// Members.
    pub members: f64,
    /// Shares since the point before.
    pub shares: f64,
    /// Invitations accepted since the point before.
    pub accepted: f64,
    /// Cost so far.
    pub cost: f64,
    /// What is left of the budget; `NaN` without one.
    pub budget_left: f64,
}

/// How a quantity goes along time.
#[derive(Clone, Copy, PartialEq)]
enum Course {
    /// A sum since the start, which never falls.
    Sum,
    /// As it stands.
    State,
    /// What came since the point before, so that it depends on how often the timeline is read.
    SincePoint,
}

use Course::{SincePoint, State, Sum};

/// A row of the table, but for the name.
struct Facts {
    unit: Unit,
    course: Course,
    /// The metric that it amounts to in the end.
    end: Option<&'static Metric>,
}

const fn row(unit: Unit, course: Course, end: Option<&'static Metric>) -> Facts {
    Facts { unit, course, end }
}

named! {
    /// A quantity of the timeline.
    Series: Facts {
        /// New users so far.
        NewUsers = "new_users" => row(Unit::Count, Sum, Some(&Metric::NewUsers));
        /// New users so far beyond those who have come where nothing is done.
        AddedUsers = "added_users" => row(Unit::Count, State, Some(&Metric::AddedUsers));
        /// Members.
        Members = "members" => row(Unit::Count, State, None);
        /// Shares since the point before.
        Shares = "shares" => row(Unit::Count, SincePoint, None);
        /// Invitations accepted since the point before.
        Accepted = "accepted" => row(Unit::Count, SincePoint, None);
        /// Cost so far, less what came back of it.
        Cost = "cost" => row(Unit::Money, State, Some(&Metric::Cost));
        /// What is left of the budget, where there is one.
        BudgetLeft = "budget_left" => row(Unit::Money, State, None);
    }
}

impl Series {
    /// The unit of its values.
    #[must_use]
    pub fn unit(self) -> Unit {
        self.facts().unit
    }

    /// Whether it is a sum since the start, which never falls.
    #[must_use]
    pub fn never_falls(self) -> bool {
        self.facts().course == Sum
    }

    /// Whether its values depend on how often the timeline is read.
    #[must_use]
    pub fn is_since_point(self) -> bool {
        self.facts().course == SincePoint
    }

    /// The metric that it amounts to in the end.
    #[must_use]
    pub fn end(self) -> Option<Metric> {
        self.facts().end.cloned()
    }

    /// The values at a moment, in the order of [`Series::ALL`].
    #[must_use]
    #[inline]
    pub fn values(at: &Moment) -> [f64; Series::ALL.len()] {
        Series::ALL.map(|series| series.value(at))
    }

    /// No column of the table: what stands in a table is called, at every point of every timeline.
    #[inline]
    fn value(self, at: &Moment) -> f64 {
        match self {
            Series::NewUsers => at.new_users,
            Series::AddedUsers => at.added_users,
            Series::Members => at.members,
            Series::Shares => at.shares,
            Series::Accepted => at.accepted,
            Series::Cost => at.cost,
            Series::BudgetLeft => at.budget_left,
        }
    }

    /// Whether a campaign of this shape has it.
    #[must_use]
    pub fn is_in(self, shape: &Shape) -> bool {
        self != Series::BudgetLeft || shape.has_budget
    }
}
