//! An ordered funnel over the cases of a log: how far each got from its beginning, within a window.
//! Invariant: how far a case got depends on its own events alone, and not on their order in the file.

/// The steps of a funnel, and how long a case has.
#[derive(Clone, Debug)]
pub(in crate::source) struct Passages {
    /// Seconds from the first event at the first step.
    pub(in crate::source) window: i64,
    /// By touchpoint of the map, then by activity: does it mean the touchpoint?
    pub(in crate::source) steps: Vec<Vec<bool>>,
}

/// The steps that occur in a log.
#[derive(Clone, Debug)]
pub(in crate::source) struct Route<'a> {
    window: i64,
    /// The number of a touchpoint in the map, and its activities.
    steps: Vec<(usize, &'a [bool])>,
}

/// An event of a case: when, in seconds, and the number of what happened.
pub(in crate::source) type Moved = (i64, usize);

/// How far a case got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) struct Passage {
    /// The index of its first event at the first step.
    pub(in crate::source) first: usize,
    /// At how many steps it was.
    pub(in crate::source) n_reached: usize,
}

impl Passages {
    /// The touchpoints whose activities occur, in the order of the map.
    ///
    /// * `occurs`: by activity.
    pub(in crate::source) fn route(&self, occurs: &[bool]) -> Route<'_> {
        let is_met = |step: &[bool]| step.iter().zip(occurs).any(|(is_own, occurs)| *is_own && *occurs);
        let steps = self.steps.iter().enumerate().filter(|(_, step)| is_met(step));
        Route { window: self.window, steps: steps.map(|(idx, step)| (idx, step.as_slice())).collect() }
    }
}

impl Route<'_> {
    /// Which step a touchpoint of the map is.
    pub(in crate::source) fn position(&self, touchpoint: usize) -> Option<usize> {
        self.steps.iter().position(|(own, _)| *own == touchpoint)
    }

    /// Does nothing come after that step?
    pub(in crate::source) fn is_last(&self, position: usize) -> bool {
        position + 1 >= self.steps.len()
    }

    /// Does an event mean that step?
    pub(in crate::source) fn is_at(&self, position: usize, activity: usize) -> bool {
        self.steps.get(position).is_some_and(|(_, own)| own.get(activity).copied().unwrap_or(false))
    }

    /// Had a case that began then its whole window before the last event of all?
    pub(in crate::source) fn is_over(&self, began: i64, latest: i64) -> bool {
        latest - began >= self.window
    }

    /// How far a case got; `None` where it never began.
    ///
    /// Of events at the same second nobody knows which came first: one at a later step is taken to be later, unless it
    /// means a step that the case was at in that second.
    ///
    /// * `events`: those of the case, by time.
    pub(in crate::source) fn passage(&self, events: &[Moved]) -> Option<Passage> {
        let first = events.iter().position(|(_, activity)| self.is_at(0, *activity))?;
        let (began, _) = *events.get(first)?;
        let (mut now, mut n_reached, mut first_of_now) = (began, 1, 0);
        while n_reached < self.steps.len() {
            let is_next = |(seconds, activity): &&Moved| {
                let is_same = || *seconds == now && !(first_of_now..n_reached).any(|step| self.is_at(step, *activity));
                self.is_at(n_reached, *activity) && (*seconds > now || is_same())
            };
            let Some((seconds, _)) = events.iter().find(is_next).filter(|(seconds, _)| seconds - began <= self.window)
            else {
                break;
            };
            if *seconds > now {
                (now, first_of_now) = (*seconds, n_reached);
            }
            n_reached += 1;
        }
        Some(Passage { first, n_reached })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three steps with an activity each, and one activity that is elsewhere.
    fn reached(window: i64, events: &[Moved]) -> Option<Passage> {
        let step = |own: usize| (0..4).map(|activity| activity == own).collect();
        let passages = Passages { window, steps: vec![step(1), step(2), step(3)] };
        passages.route(&[true; 4]).passage(events)
    }

    #[test]
    fn a_step_comes_after_the_one_before_and_within_the_window() {
        type Row = (&'static str, &'static [Moved], Option<(usize, usize)>);
        let rows: [Row; 10] = [
            ("all in order", &[(0, 1), (5, 2), (9, 3)], Some((0, 3))),
            ("others in between", &[(0, 1), (1, 0), (5, 2), (6, 1), (9, 3)], Some((0, 3))),
            ("at the end of the window", &[(0, 1), (10, 2)], Some((0, 2))),
            ("a second too late", &[(0, 1), (11, 2)], Some((0, 1))),
            ("a step is left out", &[(0, 1), (9, 3)], Some((0, 1))),
            ("the first entry counts", &[(0, 1), (8, 1), (12, 2)], Some((0, 1))),
            ("it began later", &[(0, 3), (1, 2), (2, 1), (3, 2)], Some((2, 2))),
            ("it never began", &[(0, 2), (1, 3)], None),
            ("all in one second", &[(7, 1), (7, 2), (7, 3)], Some((0, 3))),
            ("nothing", &[], None),
        ];
        for (name, events, expected) in rows {
            let own = reached(10, events).map(|own| (own.first, own.n_reached));
            assert_eq!(own, expected, "{name}");
        }
    }

    #[test]
    fn an_event_is_at_one_step_only() {
        // One activity means two steps.
        let passages = Passages { window: 10, steps: vec![vec![true, false], vec![true, true]] };
        let occurs = [true, true];
        let n = |events: &[Moved]| passages.route(&occurs).passage(events).map(|own| own.n_reached);
        assert_eq!(n(&[(0, 0)]), Some(1));
        assert_eq!(n(&[(0, 0), (0, 0)]), Some(1), "in the same second");
        assert_eq!(n(&[(0, 0), (1, 0)]), Some(2));
        assert_eq!(n(&[(0, 0), (0, 1)]), Some(2));
    }

    #[test]
    fn a_touchpoint_that_does_not_occur_is_no_step() {
        let passages = Passages {
            window: 10,
            steps: vec![vec![true, false, false], vec![false, true, false], vec![false, false, true]],
        };
        let occurs = [true, false, true];
        let route = passages.route(&occurs);
        assert_eq!((route.position(0), route.position(1), route.position(2)), (Some(0), None, Some(1)));
        assert!(route.is_last(1) && !route.is_last(0));
        assert_eq!(route.passage(&[(0, 0), (1, 2)]).map(|own| own.n_reached), Some(2));
    }
}
