//! The columns of a drawing along a journey: those of every stage, and in them those of every touchpoint.

/// The columns before the dots, for the axis and the names of the rows under them.
pub(in crate::ui) const LEFT: u16 = 10;
/// The most columns that a dot has for itself, and the fewest of a stage where there is room.
const WIDEST_SLOT: u16 = 14;
const NARROWEST_STAGE: [u16; 4] = [18, 14, 10, 4];
/// The columns between two stages.
const BETWEEN: u16 = 2;

/// The columns of stages and touchpoints.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ui) struct Slots {
    /// Where the columns of each stage begin, counted from where the drawing begins, how many they are, and how many
    /// touchpoints share them.
    stages: Vec<(u16, u16, u16)>,
    /// The columns that a dot has for itself.
    pub(in crate::ui) slot: u16,
}

impl Slots {
    /// The columns of stages with so many touchpoints; `None` where they do not fit.
    pub(in crate::ui) fn of(counts: &[usize], width: u16) -> Option<Self> {
        let room = width.checked_sub(LEFT + 1)? + BETWEEN;
        let counts = || counts.iter().map(|n| u16::try_from(*n).unwrap_or(u16::MAX));
        let own = |n: u16, slot: u16, narrowest: u16| n.saturating_mul(slot).max(narrowest);
        let needed = |slot: u16, narrowest: u16| -> u32 {
            counts().map(|n| u32::from(own(n, slot, narrowest)) + u32::from(BETWEEN)).sum()
        };
        let (slot, narrowest) = NARROWEST_STAGE.into_iter().find_map(|narrowest| {
            let slot = (2..=WIDEST_SLOT).rev().find(|slot| needed(*slot, narrowest) <= u32::from(room))?;
            (slot > 3 || narrowest <= 10).then_some((slot, narrowest))
        })?;
        Some(Self::placed(counts().map(|n| (own(n, slot, narrowest), n)), slot, BETWEEN))
    }

    /// The same with so many columns for each touchpoint and one between two stages, however narrow a stage is.
    pub(in crate::ui) fn tight(counts: &[usize], width: u16, slot: u16) -> Option<Self> {
        let room = width.checked_sub(LEFT)?;
        let own = |n: &usize| u16::try_from(*n).unwrap_or(u16::MAX);
        let needed: u32 = counts.iter().map(|n| u32::from(own(n).saturating_mul(slot)) + 1).sum();
        let stages = counts.iter().map(|n| (own(n) * slot, own(n)));
        (needed <= u32::from(room)).then(|| Self::placed(stages, slot, 1))
    }

    /// Stages side by side, each with its columns and its touchpoints.
    fn placed(stages: impl Iterator<Item = (u16, u16)>, slot: u16, between: u16) -> Self {
        let mut x = LEFT;
        let stages = stages.map(|(width, n)| {
            let first = x;
            x += width + between;
            (first, width, n)
        });
        Self { stages: stages.collect(), slot }
    }

    /// Where the columns of a stage begin, and how many they are.
    pub(in crate::ui) fn stage(&self, idx: usize) -> Option<(u16, u16)> {
        self.stages.get(idx).map(|(x, width, _)| (*x, *width))
    }

    /// Those of all stages.
    pub(in crate::ui) fn stages(&self) -> impl Iterator<Item = (u16, u16)> {
        self.stages.iter().map(|(x, width, _)| (*x, *width))
    }

    /// The column of every touchpoint, in order.
    pub(in crate::ui) fn columns(&self) -> Vec<u16> {
        let of = |(x, width, n): &(u16, u16, u16)| {
            let slot = (width / (*n).max(1)).min(self.slot * 2);
            let x = *x;
            (0..*n).map(move |nth| x + nth.saturating_mul(slot) + slot / 2)
        };
        self.stages.iter().flat_map(of).collect()
    }
}
