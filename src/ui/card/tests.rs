//! Cards that fit, with every choice and a count of what is not shown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::view::{Frame, Geometry, Target};
use crate::ui::{Look, picture, sample};

fn painted(view: &Frame, width: u16, height: u16) -> (String, Geometry) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let geometry = crate::ui::paint(view, &Look::default(), &mut buffer);
    (picture::text(&buffer), geometry)
}

fn long(n_lines: usize) -> String {
    (1..=n_lines).map(|nth| format!("line {nth} of what was said")).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_choice_is_seen_and_can_be_clicked() {
    let text = long(30);
    let view = sample::deciding(
        sample::airport(),
        "thinks",
        &[("when you began", &text), ("theirs", &text), ("yours", &text)],
    );
    for width in (40..130).step_by(9) {
        for height in [12, 16, 24, 40] {
            let (frame, geometry) = painted(&view, width, height);
            for words in ["m merge", "▸ t keep theirs", "k keep mine", "s save as"] {
                assert!(frame.contains(words), "{words} at {width}x{height}:\n{frame}");
            }
            for idx in 0..4 {
                assert!(geometry.targets.iter().any(|(_, target)| *target == Target::Choice(idx)), "{idx}");
            }
            for label in ["when you began", "theirs", "yours"] {
                assert!(frame.contains(label) || width < 50, "{label} at {width}x{height}:\n{frame}");
            }
        }
    }
}

#[test]
fn a_cut_text_says_how_much_is_missing() {
    let text = long(30);
    let view = sample::deciding(sample::airport(), "thinks", &[("yours", &text), ("theirs", "short")]);
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        let (frame, _) = painted(&view, width, height);
        let shown = frame.matches(" of what").count();
        assert!(frame.contains(&format!("… {} more", 30 - shown)), "{frame}");
        assert!(frame.contains("short"), "the short one is whole\n{frame}");
    }
}

#[test]
fn a_short_card_has_air() {
    let view = sample::deciding(sample::airport(), "thinks", &[("yours", "one"), ("theirs", "two")]);
    let (frame, _) = painted(&view, 80, 24);
    let rows: Vec<&str> = frame.lines().map(|row| row.trim_matches(['│', ' '])).collect();
    let at = rows.iter().position(|row| *row == "yours").expect("a label");
    assert_eq!(rows[at - 1..at + 5], ["", "yours", "one", "", "theirs", "two"], "{frame}");
    assert!(!frame.contains("more"), "{frame}");
}

#[test]
fn only_a_difference_has_signs() {
    let view = sample::deciding(
        sample::airport(),
        "note",
        &[("", "+ added\n- gone\n  same"), ("yours", "- a list\n- of two")],
    );
    let (frame, _) = painted(&view, 80, 24);
    for words in ["+ added", "− gone", "  same", "- a list", "- of two"] {
        assert!(frame.contains(words), "{words}:\n{frame}");
    }
}
