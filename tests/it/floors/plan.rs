//! How the house is to be: floors, rooms, walls and sizes.

/// Modules by floor, lowest first; those of one floor do not name each other.
pub(super) const FLOORS: &[&[&str]] = &[
    &["metric", "sentiment"],
    &["text"],
    &["journey"],
    &["source"],
    &["search", "standup", "analysis", "lint", "diff", "export", "import"],
    &["app"],
    &["ui", "store"],
    &["terminal"],
    &["cli"],
    &["main"],
];

/// What a floor may name of a lower one only in part: who, of whom, which files (or none), why.
pub(super) const APART: &[(&str, &str, &[&str], &str)] = &[
    ("ui", "app", &["app/view.rs", "app/view/"], "paint sees a view of plain values, never the state"),
    ("store", "app", &[], "files know no state machine"),
];

/// The rooms of `app`, lowest first: each is a file or a folder directly below it. A room names lower ones only; those of
/// one line do not name each other.
pub(super) const APP_ROOMS: &[&[&str]] = &[
    &["command", "key", "lens", "naming", "order", "pen", "request", "unseen", "view", "viewing"],
    &["figures", "history", "keymap", "location", "words"],
    &["movement", "truths", "walk"],
    &["board"],
    &["abreast", "goal", "worst"],
    &["arrival", "effect", "meeting", "pause", "standing"],
    &["analyzed"],
    &["event", "library"],
    &["start"],
    &["desk"],
    &["state"],
    &["saving", "scene", "upkeep"],
    &["bookmarks", "cursor", "lead", "next"],
    &["answer", "row", "settle"],
    &["layer", "news"],
    &["stack"],
    &["session"],
    &["frame", "turn"],
    &["update"],
    &["stand"],
];

/// The rooms of `source`, as those of `app`.
pub(super) const SOURCE_ROOMS: &[&[&str]] = &[
    &["appearance"],
    &["bytes", "caret", "commented", "dates", "format", "mask", "naming"],
    &["charset", "splice"],
    &["cells"],
    &["survey"],
    &["shapes"],
    &["tables"],
    &["atlas", "map", "readings", "unused"],
    &["comments", "locate"],
    &["edit", "settings"],
    &["bind", "resolve", "templates"],
];

/// Paths that a floor must not hold, in test code neither, and why.
pub(super) const WALLS: &[(&str, &[&str], &str)] = &[
    ("metric", &["std::fs", "std::path", "std::env", "std::time"], "numbers know no files and no clocks"),
    ("sentiment", &["std::fs", "std::path", "std::env", "std::time"], "texts come in, nobody asks from where"),
    ("text", &["std::fs", "std::path", "std::env", "std::time"], "what may be shown is a question of characters"),
    ("journey", &["std::fs", "std::path", "std::env", "std::time"], "the vocabulary knows no files and no clocks"),
    ("source", &["std::fs", "std::path", "std::env", "ratatui"], "texts and bytes come in, nobody asks from where"),
    ("search", &["std::fs", "std::path", "std::time"], "a fold over names"),
    (
        "standup",
        &["source", "std::fs", "std::path", "std::time", "Zoned::now"],
        "a fold over maps, which knows no format and reads no clock",
    ),
    (
        "analysis",
        &["source", "std::fs", "std::path", "std::time", "Zoned::now"],
        "a fold over counts, which reads no clock",
    ),
    (
        "app",
        &["std::fs", "std::env", "Instant", "SystemTime", "std::thread", "Zoned::now"],
        "the state machine does no input or output",
    ),
    (
        "ui",
        &["std::fs", "std::env", "std::time", "std::thread", "Zoned::now", "crossterm"],
        "paint sees a view of plain values",
    ),
    ("store", &["ratatui", "crossterm"], "files know no screens"),
];

/// The dependencies that a low floor may name; those for tests only are free, and so are the floors without a line.
pub(super) const DEPENDENCIES: &[(&str, &[&str])] = &[
    ("metric", &["jiff", "statrs"]),
    ("sentiment", &["memchr", "unicode_properties"]),
    ("text", &["unicode_properties", "unicode_width"]),
    ("journey", &["jiff"]),
    ("search", &["fuzzy_matcher"]),
    ("standup", &["jiff"]),
    ("analysis", &["jiff"]),
    ("app", &["diffy", "jiff", "strsim", "unicode_bidi", "unicode_segmentation"]),
    ("ui", &["ratatui", "unicode_bidi", "unicode_properties", "unicode_segmentation"]),
];

/// Where kinds of metrics may be named, by the beginning of the path, and what for. All others ask the row of a kind.
pub(super) const NAMING_KINDS: &[(&str, &str)] = &[
    ("metric/catalog.rs", "metrics that need no definition are of a kind"),
    ("source/shapes/", "a kind is proposed for what a file of that shape holds"),
    ("source/survey/", "a kind is proposed for what a column looks like"),
];

/// The most files that may name each other in a circle.
pub(super) const LARGEST_CIRCLE: usize = 3;

/// The most lines of a file.
pub(super) const LONGEST_FILE: usize = 400;

/// The floors whose public nouns give way where another floor has the same.
pub(super) const GIVING_WAY: &[&str] = &["app", "ui", "terminal", "cli"];
