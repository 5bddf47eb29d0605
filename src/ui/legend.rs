//! What the signs of the legend look like on this terminal. They come from the table of signs, so they cannot differ from
//! what is painted. Invariant: every field of that table is in the legend, or is named as mere decoration.

use super::glyph::Glyphs;
use crate::app::view::Sign;
use crate::text::Plain;

/// A sign as it is painted; several where they belong together.
pub(super) fn shown(glyphs: &Glyphs, sign: Sign) -> Plain {
    let [low, .., high] = glyphs.rise;
    let text = match sign {
        Sign::Worst => glyphs.worst.to_owned(),
        Sign::Fell => glyphs.fell.to_owned(),
        Sign::Rose => glyphs.rose.to_owned(),
        Sign::Margin => format!("{}2", glyphs.plus_minus),
        Sign::LeftOut => "81!".to_owned(),
        Sign::Unweighted => "81*".to_owned(),
        Sign::Unmeasured => glyphs.none.to_owned(),
        Sign::Value => glyphs.value.to_owned(),
        Sign::Interval => glyphs.whiskers.join(" "),
        Sign::Before => glyphs.before.to_owned(),
        Sign::Shipped => glyphs.shipped.to_owned(),
        Sign::Strip => format!("{}..{}", glyphs.steps[0], glyphs.steps[7]),
        Sign::Chart => format!("{low}..{high}"),
        Sign::NotAsked => glyphs.gap.to_owned(),
        Sign::Few => glyphs.few.to_owned(),
        Sign::Emotion => glyphs.emotion.join(" "),
        Sign::Assumed => format!("{} ({})", glyphs.before, glyphs.emotion[3]),
        Sign::Severity => "! !! !!!".to_owned(),
        Sign::Truth => glyphs.truth.to_owned(),
        Sign::Below => glyphs.hanging.join(""),
        Sign::Goal => glyphs.dotted.repeat(3),
        Sign::Wrong => glyphs.wrong.to_owned(),
        Sign::Remark => glyphs.remark.to_owned(),
        Sign::Selected => glyphs.selected.to_owned(),
        Sign::More => format!("{} {}", glyphs.more_left, glyphs.more_right),
        Sign::Cut => glyphs.ellipsis.to_owned(),
        Sign::News => glyphs.news.to_owned(),
        Sign::Done => glyphs.done.to_owned(),
        Sign::Standing => glyphs.goal.join(" "),
        Sign::Times => format!("{}2", glyphs.times),
        Sign::Walked => [glyphs.value, glyphs.here, glyphs.before].join(" "),
        Sign::Removed => glyphs.minus.to_owned(),
    };
    text.into()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::app::view::LEGEND;
    use crate::ui::glyph::glyphs;

    /// Every sign that means something, and those that only draw lines or stand between words. A new field of the table
    /// does not compile until it is here.
    fn parted(all: &Glyphs) -> (Vec<&'static str>, Vec<&'static str>) {
        let Glyphs {
            ellipsis,
            selected,
            worst,
            rose,
            fell,
            truth,
            wrong,
            remark,
            rule,
            heavy,
            upright,
            hang,
            heavy_hang,
            stand,
            corners,
            dotted,
            more_left,
            more_right,
            dot,
            minus,
            plus_minus,
            times,
            none,
            gap,
            few,
            apart,
            steps,
            value,
            before,
            shipped,
            here,
            whiskers,
            grid,
            news,
            done,
            rise,
            hanging,
            zero,
            goal,
            emotion,
        } = *all;
        let mut meant = vec![
            ellipsis, selected, worst, rose, fell, truth, wrong, remark, dotted, more_left, more_right, minus,
            plus_minus, times, none, gap, few, apart, value, before, shipped, here, news, done,
        ];
        meant.extend([rise[0], rise[7], steps[0], steps[7]]);
        meant.extend(whiskers.into_iter().chain(hanging).chain(goal).chain(emotion));
        let mut decoration = vec![rule, heavy, upright, hang, heavy_hang, stand, dot, zero, grid];
        decoration.extend(corners);
        (meant, decoration)
    }

    #[test]
    fn every_sign_that_means_something_is_explained() {
        for is_unicode in [true, false] {
            let own = glyphs(is_unicode);
            let told: Vec<Plain> = LEGEND.iter().map(|(sign, _)| shown(own, *sign)).collect();
            let (meant, decoration) = parted(own);
            for sign in meant {
                assert!(told.iter().any(|shown| shown.as_str().contains(sign)), "{sign} is not in the legend");
            }
            assert!(!is_unicode || decoration.iter().any(|sign| !told.iter().any(|own| own.as_str().contains(sign))));
            assert!(is_unicode || told.iter().all(|shown| shown.as_str().is_ascii()), "{told:?}");
            let widest = told.iter().map(Plain::width).max();
            assert!(widest <= Some(Sign::WIDEST), "{widest:?}");
        }
    }

    #[test]
    fn no_sign_is_explained_twice() {
        let means: BTreeSet<&str> = LEGEND.iter().map(|(_, means)| *means).collect();
        assert_eq!(means.len(), LEGEND.len());
        assert!(means.iter().all(|means| means.chars().count() <= 84 && !means.ends_with('.')), "{means:?}");
    }
}
