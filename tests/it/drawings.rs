//! The page of drawings: its pictures are what the program draws of the example maps.
//! `UPDATE_DOCS=1 cargo test` draws them anew.

use std::path::Path;

use assert_cmd::Command;

use super::readme::check_or_write;

/// The pictures of the page, and the map that each is of.
const SHEETS: &[(&str, &str)] = &[
    ("curve", "maps/cocoa"),
    ("wheel", "maps/flight"),
    ("goals", "maps/b2b"),
    ("consults", "maps/car"),
    ("plan", "maps/product"),
];

#[test]
fn the_page_of_drawings_shows_what_is_drawn() {
    let maps = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps");
    let page = std::fs::read_to_string(maps.join("DRAWINGS.md")).expect("the page");
    let settings = tempfile::tempdir().expect("a folder");
    for (view, map) in SHEETS {
        let mut command = Command::cargo_bin("cjm").expect("the program");
        command
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("XDG_CONFIG_HOME", settings.path())
            .env("LC_ALL", "C.UTF-8");
        let ran = command.args([*view, *map, "--format", "svg"]).assert().success();
        let drawn = String::from_utf8(ran.get_output().stdout.clone()).expect("text");
        assert!(drawn.len() < 60_000, "{view}: {} bytes", drawn.len());
        let path = maps.join("drawings").join(format!("{view}.svg"));
        check_or_write(&path, &std::fs::read_to_string(&path).unwrap_or_default(), &drawn);
        assert!(
            page.contains(&format!("](drawings/{view}.svg)"))
                && page.contains(&format!("`cjm {view} {map} --format svg`")),
            "{view}"
        );
    }
}
