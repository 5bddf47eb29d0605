//! A file that changes while one looks at it: the view stays where it was, and says what is broken.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use cjm::app::{News, Size};
use cjm::terminal::Rehearsal;

use super::session::{LARGE, USUAL, open, play, text};

const MAP: &str = r#"
[journey]
title = "Buying bread"

[[persona]]
id = "far"
name = "Ada, lives far off"
segment = { town = "Acre" }

[[source]]
id = "answers"
file = "answers.csv"
time = "date"
touchpoint = "where"
csat = "csat"

[[stage]]
id = "choose"
name = "Choosing"

[[stage.touchpoint]]
id = "menu"
name = "Menu"

[[stage]]
id = "order"
name = "Ordering"

[[stage.touchpoint]]
id = "basket"
name = "Basket"

[[stage.touchpoint]]
id = "form"
name = "Form"
does = "Fills in eleven fields"
thinks = "Why my birthday?"
feels = "impatient"
goal = "To be done"
obstacle = "A long form"
expectation = "Three fields"
owner = "Mia"

[[stage.touchpoint.note]]
text = "Tried on a phone"

[[stage.touchpoint.note]]
text = "Tried on a tablet"

[[stage.touchpoint.note]]
text = "Tried with gloves"

[[stage.touchpoint.note]]
text = "Tried by a child"

[[stage.touchpoint.note]]
text = "Tried in the dark"

[[stage.touchpoint.note]]
text = "Tried twice"

[[stage.touchpoint.note]]
text = "Tried in a hurry"

[[stage.touchpoint.note]]
text = "The last line of the form"

[[stage.touchpoint]]
id = "receipt"
name = "Receipt"
"#;

/// A session on a map of its own.
struct Bakery {
    folder: tempfile::TempDir,
    session: Rehearsal,
}

impl Bakery {
    /// In the touchpoint `Form`, as Ada's town answered, by month.
    fn open(size: Size) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("journey.toml"), MAP).unwrap();
        std::fs::write(folder.path().join("answers.csv"), answers(40)).unwrap();
        let mut session = open(folder.path().join("journey.toml"), size);
        play(&mut session, "p l j enter");
        let bakery = Self { folder, session };
        bakery.check_shows(&["Form", "Ada, lives far off", "n 40"]);
        bakery
    }

    /// Writes a file, and says so as the watcher does.
    fn save(&mut self, name: &str, text: &str) {
        std::fs::write(self.folder.path().join(name), text).unwrap();
        self.session.hear(News::Changed("journey.toml".to_owned()));
    }

    #[track_caller]
    fn check_shows(&self, wanted: &[&str]) {
        let shown = text(&self.session);
        for words in wanted {
            assert!(shown.contains(words), "`{words}` is not on the screen:\n{shown}");
        }
    }

    #[track_caller]
    fn check_hides(&self, unwanted: &str) {
        let shown = text(&self.session);
        assert!(!shown.contains(unwanted), "`{unwanted}` is on the screen:\n{shown}");
    }
}

/// So many answers from Acre, and as many from Haifa, about the form.
fn answers(n: usize) -> String {
    let rows = ["2026-03-02,Acre,form,4\n", "2026-03-02,Haifa,form,2\n"].map(|row| row.repeat(n)).concat();
    format!("date,town,where,csat\n{rows}")
}

#[test]
fn a_changed_map_keeps_touchpoint_scroll_and_people() {
    let mut bakery = Bakery::open(Size::new(80, 24));
    play(&mut bakery.session, "3 G");
    bakery.check_shows(&["The last line of the form"]);
    bakery.check_hides("±");
    let before = text(&bakery.session);
    // Another stage, and another touchpoint before it.
    let stage =
        "[[stage]]\nid = \"hear\"\nname = \"Hearing\"\n\n[[stage.touchpoint]]\nid = \"radio\"\nname = \"Radio\"\n\n";
    let map = MAP.replacen("[[stage]]", &format!("{stage}[[stage]]"), 1);
    let map = map.replace(
        "[[stage.touchpoint]]\nid = \"basket\"",
        "[[stage.touchpoint]]\nid = \"hat\"\nname = \"Hat\"\n\n[[stage.touchpoint]]\nid = \"basket\"",
    );
    bakery.save("journey.toml", &map);
    assert_eq!(text(&bakery.session), before);
    play(&mut bakery.session, "2");
    bakery.check_shows(&["▸ Form", "Hat", "Hearing", "Ada, lives far off"]);
}

#[test]
fn a_changed_csv_counts_again_where_one_is() {
    let mut bakery = Bakery::open(USUAL);
    bakery.save("answers.csv", &answers(52));
    bakery.check_shows(&["Form", "n 52", "Ada, lives far off"]);
    bakery.check_hides("n 40");
}

#[test]
fn a_broken_file_keeps_the_last_good_view_and_says_where_it_is_broken() {
    let mut bakery = Bakery::open(LARGE);
    let good = text(&bakery.session);
    let broken = MAP.replace("thinks = \"Why my birthday?\"", "thinks = Why my birthday?");
    let line = broken.lines().position(|line| line.starts_with("thinks")).unwrap() + 1;
    bakery.save("journey.toml", &broken);
    bakery.check_shows(&[&format!("journey.toml:{line}:10: "), "last good shown", "Fills in eleven fields", "n 40"]);
    play(&mut bakery.session, "2 k");
    bakery.check_shows(&["Basket"]);
    play(&mut bakery.session, "j enter");
    bakery.save("journey.toml", MAP);
    assert_eq!(text(&bakery.session), good, "mended, all is as it was");
}

#[test]
fn a_file_that_is_gone_keeps_the_last_good_view() {
    let mut bakery = Bakery::open(USUAL);
    std::fs::remove_file(bakery.folder.path().join("journey.toml")).unwrap();
    bakery.session.hear(News::Changed("journey.toml".to_owned()));
    bakery.check_shows(&["no such file", "Fills in eleven fields", "n 40"]);
    bakery.save("journey.toml", MAP);
    bakery.check_hides("no such file");
}

#[test]
fn where_the_touchpoint_is_gone_the_nearest_is_taken() {
    let header = "[[stage.touchpoint]]\n";
    let without = |id: &str| {
        let is_other = |part: &&str| !part.starts_with(&format!("id = \"{id}\""));
        MAP.split(header).filter(is_other).collect::<Vec<_>>().join(header)
    };
    let mut bakery = Bakery::open(USUAL);
    bakery.save("journey.toml", &without("form"));
    play(&mut bakery.session, "2");
    bakery.check_shows(&["▸ Receipt", "Ada, lives far off"]);
    bakery.save("journey.toml", &without("receipt"));
    bakery.check_shows(&["▸ Form"]);
}

#[test]
fn a_source_that_breaks_takes_only_its_numbers() {
    let mut bakery = Bakery::open(USUAL);
    std::fs::remove_file(bakery.folder.path().join("answers.csv")).unwrap();
    bakery.session.hear(News::Changed("journey.toml".to_owned()));
    bakery.check_shows(&["cannot open `answers.csv`", "Fills in eleven fields"]);
    bakery.check_hides("n 40");
    bakery.save("answers.csv", &answers(41));
    bakery.check_shows(&["n 41"]);
    bakery.check_hides("cannot open");
}
