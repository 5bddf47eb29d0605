//! How dates are written, and the zone they are counted in.

use super::check;

/// A source with one line more, in line 5.
fn source(line: &str) -> String {
    format!(
        "[[source]]\nid = \"s\"\nfile = \"s.csv\"\ntime = \"date\"\n{line}\n[journey]\ntitle = \"T\"\n[[stage]]\nid = \"a\"\nname = \"A\"\n"
    )
}

#[test]
fn zones_that_there_are() {
    for zone in ["Asia/Jerusalem", "Europe/Berlin", "UTC", "+02:00", "-0330"] {
        let map = check(zone, &source(&format!("zone = \"{zone}\"")), "");
        assert_eq!(map.sources[0].zone.as_deref(), Some(zone));
    }
}

#[test]
fn a_zone_or_format_that_there_is_not_is_not_used() {
    let map = check(
        "no such place",
        &source("zone = \"Asia/Jerusalm\""),
        r#"
unknown-zone 5:8 zone is "Asia/Jerusalm", expected one such as "Asia/Jerusalem" or "+02:00"
  mend it, or write "+02:00" where this machine knows no time zones by name
"#,
    );
    assert_eq!(map.sources[0].zone, None);
    check(
        "an abbreviation",
        &source("zone = \"CEST\""),
        r#"
unknown-zone 5:8 zone is "CEST", expected one such as "Asia/Jerusalem" or "+02:00"
  mend it, or write "+02:00" where this machine knows no time zones by name
"#,
    );
    let map = check(
        "no year",
        &source("format = \"%d.%m.\""),
        r#"
date-pattern 5:10 format is "%d.%m.", expected one with a year
  mend it, or leave it out to have it told from the data
"#,
    );
    assert_eq!(map.sources[0].time_format, None);
}
