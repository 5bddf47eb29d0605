//! The table of signs, in Unicode and in ASCII.
//! Invariant: every sign but the marks of emotion and `±` is one column wide.

/// The signs that frames are painted with.
#[derive(Debug)]
pub(super) struct Glyphs {
    /// There is more text than room.
    pub(super) ellipsis: &'static str,
    /// In front of what is selected.
    pub(super) selected: &'static str,
    /// In front of what others changed.
    pub(super) news: &'static str,
    /// Behind the worst figure.
    pub(super) worst: &'static str,
    /// Went up.
    pub(super) rose: &'static str,
    /// Went down.
    pub(super) fell: &'static str,
    /// A moment of truth.
    pub(super) truth: &'static str,
    /// It is done with.
    pub(super) done: &'static str,
    /// Something is wrong.
    pub(super) wrong: &'static str,
    /// By the way.
    pub(super) remark: &'static str,
    /// A thin rule.
    pub(super) rule: &'static str,
    /// A heavy rule.
    pub(super) heavy: &'static str,
    /// A thin rule standing.
    pub(super) upright: &'static str,
    /// A thin rule with one hanging from it.
    pub(super) hang: &'static str,
    /// A heavy rule with a thin one hanging from it.
    pub(super) heavy_hang: &'static str,
    /// A thin rule with one standing on it.
    pub(super) stand: &'static str,
    /// The corners of a frame: top left, top right, bottom left, bottom right.
    pub(super) corners: [&'static str; 4],
    /// A dotted rule.
    pub(super) dotted: &'static str,
    /// The grid of a curve.
    pub(super) grid: &'static str,
    /// There is more to the left.
    pub(super) more_left: &'static str,
    /// There is more to the right.
    pub(super) more_right: &'static str,
    /// Between two things on a line.
    pub(super) dot: &'static str,
    /// Before a line that was removed.
    pub(super) minus: &'static str,
    /// Before half the width of an interval.
    pub(super) plus_minus: &'static str,
    /// Before a number of things: `×2`.
    pub(super) times: &'static str,
    /// In place of a value that was never measured.
    pub(super) none: &'static str,
    /// A period without a measurement.
    pub(super) gap: &'static str,
    /// A period, or a touchpoint, with too few answers to be relied on.
    pub(super) few: &'static str,
    /// A period without weights, among others with some.
    pub(super) apart: &'static str,
    /// Eight steps around the average of a row, which lies in the middle.
    pub(super) steps: [&'static str; 8],
    /// A value on a curve or a rail.
    pub(super) value: &'static str,
    /// What it was before.
    pub(super) before: &'static str,
    /// Where something was shipped, along time.
    pub(super) shipped: &'static str,
    /// The touchpoint that a walk is at.
    pub(super) here: &'static str,
    /// Its interval, standing and lying.
    pub(super) whiskers: [&'static str; 2],
    /// Eight levels from the bottom of a scale.
    pub(super) rise: [&'static str; 8],
    /// A cell filled from its top: an eighth, a half.
    pub(super) hanging: [&'static str; 2],
    /// A zero line.
    pub(super) zero: &'static str,
    /// A goal that was missed, one that is not reached, one of which that cannot be told, one that is reached.
    pub(super) goal: [&'static str; 4],
    /// Emotions from -2 to 2.
    pub(super) emotion: [&'static str; 5],
}

pub(super) const UNICODE: Glyphs = Glyphs {
    ellipsis: "…",
    selected: "▸",
    news: "✱",
    worst: "◂",
    rose: "▲",
    fell: "▼",
    truth: "◆",
    done: "✓",
    wrong: "✗",
    remark: "›",
    rule: "─",
    heavy: "━",
    upright: "│",
    hang: "┬",
    heavy_hang: "┯",
    stand: "┴",
    corners: ["╭", "╮", "╰", "╯"],
    dotted: "┈",
    grid: "·",
    more_left: "‹",
    more_right: "›",
    dot: "·",
    minus: "−",
    plus_minus: "±",
    times: "×",
    none: "–",
    gap: "·",
    few: "▫",
    apart: "*",
    steps: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    value: "●",
    before: "○",
    shipped: "┊",
    here: "◉",
    whiskers: ["┆", "━"],
    rise: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    hanging: ["▔", "▀"],
    zero: "─",
    goal: ["✗", "○", "◐", "●"],
    emotion: ["−−", "−", "◦", "+", "++"],
};

const ASCII: Glyphs = Glyphs {
    ellipsis: "~",
    selected: ">",
    news: "&",
    worst: "<",
    rose: "^",
    fell: "v",
    truth: "*",
    done: "x",
    wrong: "!",
    remark: ">",
    rule: "-",
    heavy: "=",
    upright: "|",
    hang: "+",
    heavy_hang: "+",
    stand: "+",
    corners: ["+", "+", "+", "+"],
    dotted: ".",
    grid: ".",
    more_left: "<",
    more_right: ">",
    dot: ".",
    minus: "-",
    plus_minus: "+-",
    times: "x",
    none: "-",
    gap: ".",
    few: "o",
    apart: "*",
    steps: ["1", "2", "3", "4", "5", "6", "7", "8"],
    value: "@",
    before: "O",
    shipped: "|",
    here: "#",
    whiskers: [":", "="],
    rise: ["_", ":", "-", "=", "+", "*", "%", "#"],
    hanging: ["'", "\""],
    zero: "-",
    goal: ["!", "o", "?", "*"],
    emotion: ["--", "-", "o", "+", "++"],
};

/// The signs for a terminal with or without UTF-8.
pub(super) const fn glyphs(is_unicode: bool) -> &'static Glyphs {
    if is_unicode { &UNICODE } else { &ASCII }
}

/// The sign as it stands in a mirrored row: what points or opens to one side points to the other.
pub(super) fn facing(sign: &'static str) -> &'static str {
    #[rustfmt::skip]
    const PAIRS: [(&str, &str); 8] =
        [("▸", "◂"), ("›", "‹"), (">", "<"), ("╭", "╮"), ("╰", "╯"), ("├", "┤"), ("┌", "┐"), ("└", "┘")];
    let other = PAIRS.iter().find_map(|(left, right)| match sign {
        sign if sign == *left => Some(*right),
        sign if sign == *right => Some(*left),
        _ => None,
    });
    other.unwrap_or(sign)
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::CellWidth;

    use super::*;

    fn single(glyphs: &Glyphs) -> Vec<&'static str> {
        let mut all = vec![
            glyphs.ellipsis,
            glyphs.selected,
            glyphs.news,
            glyphs.worst,
            glyphs.rose,
            glyphs.fell,
            glyphs.truth,
            glyphs.wrong,
            glyphs.remark,
            glyphs.rule,
            glyphs.heavy,
            glyphs.upright,
            glyphs.hang,
            glyphs.heavy_hang,
            glyphs.stand,
            glyphs.dotted,
            glyphs.grid,
            glyphs.more_left,
            glyphs.more_right,
            glyphs.dot,
            glyphs.minus,
            glyphs.times,
            glyphs.none,
            glyphs.gap,
            glyphs.few,
            glyphs.apart,
            glyphs.value,
            glyphs.before,
            glyphs.shipped,
            glyphs.zero,
        ];
        all.extend(glyphs.corners);
        all.extend(glyphs.rise);
        all.extend(glyphs.steps);
        all.extend(glyphs.whiskers);
        all.extend(glyphs.hanging);
        all.extend(glyphs.goal);
        all
    }

    #[test]
    fn a_sign_takes_one_column() {
        for sign in single(&UNICODE).into_iter().chain(single(&ASCII)) {
            assert_eq!(sign.cell_width(), 1, "{sign}");
        }
    }

    #[test]
    fn a_mirrored_row_points_the_other_way() {
        for glyphs in [&UNICODE, &ASCII] {
            let [top_left, top_right, bottom_left, bottom_right] = glyphs.corners;
            assert_eq!(facing(glyphs.more_left), glyphs.more_right);
            assert_eq!((facing(top_left), facing(bottom_right)), (top_right, bottom_left));
            assert_eq!((facing(glyphs.worst), facing(glyphs.rose)), (glyphs.selected, glyphs.rose));
        }
    }

    #[test]
    fn without_utf8_every_sign_is_ascii() {
        assert!(single(&ASCII).iter().chain(&ASCII.emotion).all(|sign| sign.is_ascii()));
        assert!(ASCII.plus_minus.is_ascii());
    }

    #[test]
    fn no_two_levels_look_alike() {
        for glyphs in [&UNICODE, &ASCII] {
            for (idx, sign) in glyphs.rise.iter().enumerate() {
                assert!(!glyphs.rise[..idx].contains(sign), "{sign}");
                assert_ne!(*sign, glyphs.gap);
            }
            let apart = [glyphs.gap, glyphs.few, glyphs.apart, glyphs.ellipsis];
            for (idx, sign) in glyphs.steps.iter().chain(&apart).enumerate() {
                assert!(!glyphs.steps[..idx.min(8)].contains(sign), "{sign}");
            }
        }
    }
}
