//! Maps written where it is easy and where it is not.

use std::convert::Infallible;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::thread;

use rustix::fs::{XattrFlags, getxattr, setxattr};
use tempfile::TempDir;

use super::*;
use crate::store::Outside;

/// A folder of maps, and a state folder that is no one's.
struct Desk {
    maps: TempDir,
    state: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { maps: TempDir::new().expect("a folder"), state: TempDir::new().expect("a folder") };
        desk.put("trip.toml", "[journey]\ntitle = \"Trip\"\n");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.maps.path().join(name)
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).expect("written");
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("read")
    }

    fn state(&self) -> State {
        State::at(self.state.path())
    }

    fn root(&self) -> Root {
        Root::open(self.maps.path(), Outside::Refuse).expect("opened")
    }

    /// Adds a line to a map.
    fn add(&self, label: &str, line: &str) -> Result<Rewritten, Unwritten<Infallible>> {
        self.root().rewrite_with(&self.state(), label, |text| Ok(format!("{text}{line}\n")))
    }

    /// The names in the folder, hidden ones too.
    fn names(&self) -> Vec<String> {
        names_in(self.maps.path())
    }

    fn n_backups(&self) -> usize {
        names_in(&self.state.path().join("backup")).len()
    }

    fn mode(&self, name: &str, mode: u32) {
        fs::set_permissions(self.path(name), Permissions::from_mode(mode)).expect("changed");
    }

    fn metadata(&self, name: &str) -> fs::Metadata {
        fs::metadata(self.path(name)).expect("there")
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[track_caller]
fn message(unwritten: Result<Rewritten, Unwritten<Infallible>>) -> (String, &'static str) {
    match unwritten {
        Err(Unwritten::Failed(error)) => (error.to_string(), error.help().unwrap_or_default()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_map_is_written_byte_for_byte() {
    let desk = Desk::new();
    for (name, text) in [
        ("plain", "a = 1\n"),
        ("windows", "a = 1\r\nb = 2\r\n"),
        ("bom", "\u{feff}a = 1\n"),
        ("no end", "a = 1"),
        ("empty", ""),
        ("hebrew", "# שלום\r\n"),
    ] {
        desk.put("trip.toml", text);
        let rewritten = desk.add("trip.toml", "# more").expect("written");
        assert_eq!(rewritten.before, text, "{name}");
        assert_eq!(rewritten.after, format!("{text}# more\n"), "{name}");
        assert_eq!(desk.text("trip.toml"), rewritten.after, "{name}");
    }
    assert_eq!(desk.names(), ["trip.toml"]);
}

#[test]
fn the_same_text_is_not_written_and_a_refusal_changes_nothing() {
    let desk = Desk::new();
    let before = desk.metadata("trip.toml");
    let same = desk.root().rewrite_with(&desk.state(), "trip.toml", |text| Ok::<_, Infallible>(text.to_owned()));
    assert!(same.is_ok());
    let refused = desk.root().rewrite_with(&desk.state(), "trip.toml", |_| Err("no"));
    assert!(matches!(refused, Err(Unwritten::Refused("no"))));
    let after = desk.metadata("trip.toml");
    assert_eq!((before.ino(), before.ctime_nsec()), (after.ino(), after.ctime_nsec()));
}

#[test]
fn mode_and_attributes_stay() {
    let desk = Desk::new();
    let path = desk.path("trip.toml");
    // Version 2; user, named user 1000, group, mask and others.
    let entries: [(u16, u16, u32); 5] = [(1, 6, !0), (2, 6, 1000), (4, 4, !0), (16, 6, !0), (32, 0, !0)];
    let mut list = 2_u32.to_le_bytes().to_vec();
    for (tag, may, id) in entries {
        list.extend(tag.to_le_bytes());
        list.extend(may.to_le_bytes());
        list.extend(id.to_le_bytes());
    }
    // A disk without attributes has none to lose.
    let attributes: Vec<(&str, Vec<u8>)> =
        vec![("user.color", b"blue\0green".to_vec()), ("user.empty", Vec::new()), ("system.posix_acl_access", list)];
    let kept: Vec<_> = attributes
        .into_iter()
        .filter(|(name, value)| setxattr(&path, *name, value, XattrFlags::empty()).is_ok())
        .collect();
    for mode in [0o640, 0o604, 0o200, 0o4755] {
        desk.mode("trip.toml", mode);
        let before = desk.metadata("trip.toml");
        desk.add("trip.toml", "# more").expect("written");
        let after = desk.metadata("trip.toml");
        assert_eq!(after.mode() & 0o7777, mode, "{mode:o}");
        assert_eq!((before.uid(), before.gid()), (after.uid(), after.gid()));
        for (name, value) in kept.iter().filter(|(name, _)| name.starts_with("user.")) {
            let mut now = vec![0; 1024];
            let length = getxattr(&path, *name, &mut now[..]).expect("still there");
            assert_eq!(now[..length], value[..], "{name}");
        }
    }
    if kept.iter().any(|(name, _)| name.contains("acl")) {
        let mut now = vec![0; 1024];
        let length = getxattr(&path, "system.posix_acl_access", &mut now[..]).expect("still there");
        assert_eq!(length, 44, "five entries");
    }
    assert_eq!(desk.n_backups(), 0);
}

#[test]
fn the_owner_stays() {
    let desk = Desk::new();
    let owned = std::os::unix::fs::chown(desk.path("trip.toml"), Some(1234), Some(4321));
    if owned.is_err() {
        // Only root gives files away.
        return;
    }
    desk.add("trip.toml", "# more").expect("written");
    let after = desk.metadata("trip.toml");
    assert_eq!((after.uid(), after.gid()), (1234, 4321));
}

#[test]
fn a_link_stays_a_link() {
    let desk = Desk::new();
    fs::create_dir(desk.path("inner")).expect("made");
    desk.put("inner/real.toml", "a = 1\n");
    symlink("inner/real.toml", desk.path("link.toml")).expect("linked");
    symlink(desk.path("link.toml"), desk.path("far.toml")).expect("linked");
    desk.add("far.toml", "b = 2").expect("written");
    assert_eq!(desk.text("inner/real.toml"), "a = 1\nb = 2\n");
    assert_eq!(fs::read_link(desk.path("link.toml")).expect("a link"), Path::new("inner/real.toml"));
    assert!(desk.path("far.toml").is_symlink());
    assert_eq!(desk.names(), ["far.toml", "inner", "link.toml", "trip.toml"]);
}

#[test]
fn a_link_that_leads_out_is_not_followed() {
    let desk = Desk::new();
    let other = TempDir::new().expect("a folder");
    fs::write(other.path().join("theirs.toml"), "a = 1\n").expect("written");
    symlink(other.path().join("theirs.toml"), desk.path("out.toml")).expect("linked");
    let (said, _) = message(desk.add("out.toml", "b = 2"));
    assert_eq!(said, "`out.toml` lies outside the folder that was opened");
    let outside = Root::open(desk.maps.path(), Outside::Allow).expect("opened");
    let written = outside.rewrite_with(&desk.state(), "out.toml", |text| Ok::<_, Infallible>(format!("{text}b = 2\n")));
    assert!(written.is_ok());
    assert_eq!(fs::read_to_string(other.path().join("theirs.toml")).expect("read"), "a = 1\nb = 2\n");
    assert!(desk.path("out.toml").is_symlink());
}

#[test]
fn all_names_of_a_file_stay() {
    let desk = Desk::new();
    fs::hard_link(desk.path("trip.toml"), desk.path("again.toml")).expect("linked");
    let before = desk.metadata("trip.toml").ino();
    for line in ["# longer than before", "# and more"] {
        desk.add("trip.toml", line).expect("written");
        assert_eq!(desk.text("trip.toml"), desk.text("again.toml"));
    }
    let shorter = desk.root().rewrite_with(&desk.state(), "trip.toml", |_| Ok::<_, Infallible>("a = 1\n".to_owned()));
    assert!(shorter.is_ok());
    assert_eq!(desk.text("again.toml"), "a = 1\n");
    assert_eq!((desk.metadata("trip.toml").ino(), desk.metadata("trip.toml").nlink()), (before, 2));
    assert_eq!(desk.names(), ["again.toml", "trip.toml"]);
    assert_eq!(desk.n_backups(), 0);
}

#[test]
fn in_place_needs_a_copy_meanwhile() {
    let desk = Desk::new();
    fs::hard_link(desk.path("trip.toml"), desk.path("again.toml")).expect("linked");
    let before = desk.text("trip.toml");
    fs::write(desk.state.path().join("backup"), "a file where the folder should be").expect("written");
    let (said, help) = message(desk.add("trip.toml", "# more"));
    assert!(said.starts_with("cannot write `trip.toml` in place, no copy can be kept meanwhile: "), "{said}");
    assert_eq!(help, "set XDG_STATE_HOME to a folder that can be written");
    assert_eq!(desk.text("trip.toml"), before);
}

#[test]
fn a_read_only_file_says_so_before_and_when_it_is_written() {
    let desk = Desk::new();
    assert_eq!(desk.root().locked("trip.toml"), None);
    desk.mode("trip.toml", 0o444);
    assert_eq!(desk.root().locked("trip.toml"), Some(crate::journey::ReadOnly::File));
    let before = desk.text("trip.toml");
    let (said, help) = message(desk.add("trip.toml", "# more"));
    assert_eq!((said.as_str(), help), ("`trip.toml` is read-only", "let it be written with `chmod u+w`"));
    assert_eq!(desk.text("trip.toml"), before);
    assert_eq!(desk.names(), ["trip.toml"]);
}

#[test]
fn a_folder_is_no_map() {
    let desk = Desk::new();
    fs::create_dir(desk.path("folder.toml")).expect("made");
    assert_eq!(message(desk.add("folder.toml", "")).0, "`folder.toml` is a folder, expected a regular file");
    assert_eq!(message(desk.add("none.toml", "")).0, "cannot open `none.toml`: no such file");
    assert_eq!(desk.root().locked("none.toml"), None);
}

#[test]
fn what_another_program_writes_at_the_last_moment_is_not_lost() {
    let desk = Desk::new();
    for (name, is_replaced) in [("written in place", false), ("replaced", true)] {
        desk.put("trip.toml", "a = 1\n");
        let mut n_asked = 0;
        let rewritten = desk.root().rewrite_with(&desk.state(), "trip.toml", |text| {
            n_asked += 1;
            if n_asked == 1 && is_replaced {
                desk.put("theirs", "a = 2\n");
                fs::rename(desk.path("theirs"), desk.path("trip.toml")).expect("renamed");
            } else if n_asked == 1 {
                desk.put("trip.toml", "a = 2\n");
            }
            Ok::<_, Infallible>(format!("{text}b = 3\n"))
        });
        assert_eq!(rewritten.expect("written").before, "a = 2\n", "{name}");
        assert_eq!((n_asked, desk.text("trip.toml").as_str()), (2, "a = 2\nb = 3\n"), "{name}");
    }
    assert_eq!(desk.names(), ["trip.toml"]);
}

#[test]
fn one_gives_up_where_another_program_never_stops() {
    let desk = Desk::new();
    let mut n_asked = 0;
    let rewritten = desk.root().rewrite_with(&desk.state(), "trip.toml", |text| {
        n_asked += 1;
        desk.put("trip.toml", format!("a = {n_asked}\n"));
        Ok::<_, Infallible>(format!("{text}b = 3\n"))
    });
    assert_eq!(message(rewritten).0, "cannot write `trip.toml`: another program keeps writing it");
    assert_eq!(desk.text("trip.toml"), format!("a = {n_asked}\n"));
    assert_eq!(desk.names(), ["trip.toml"]);
}

#[test]
fn two_at_once_lose_nothing() {
    const N_EACH: usize = 60;
    for is_linked in [false, true] {
        let desk = Desk::new();
        desk.put("trip.toml", "");
        if is_linked {
            fs::hard_link(desk.path("trip.toml"), desk.path("again.toml")).expect("linked");
        }
        thread::scope(|scope| {
            for who in ["anna", "ben", "chen"] {
                let desk = &desk;
                scope.spawn(move || {
                    for idx in 0..N_EACH {
                        desk.add("trip.toml", &format!("{who} {idx}")).expect("written");
                    }
                });
            }
        });
        let text = desk.text("trip.toml");
        for who in ["anna", "ben", "chen"] {
            let own: Vec<String> = text.lines().filter(|line| line.starts_with(who)).map(ToOwned::to_owned).collect();
            let expected: Vec<String> = (0..N_EACH).map(|idx| format!("{who} {idx}")).collect();
            assert_eq!(own, expected, "linked: {is_linked}");
        }
        assert_eq!(desk.names().len(), 1 + usize::from(is_linked));
        assert_eq!(desk.n_backups(), 0);
    }
}

#[test]
fn what_a_killed_save_left_is_cleared_away() {
    let desk = Desk::new();
    for name in [".trip.toml.cjm-abcdefgh~", ".other.toml.cjm-22334455~", ".trip.toml.swp", ".notes~"] {
        desk.put(name, "left over");
    }
    let held = fs::File::create(desk.path(".trip.toml.cjm-hhhhhhhh~")).expect("made");
    assert_eq!(lock::ask(&held).expect("locked"), lock::Lock::Ours);
    desk.add("trip.toml", "# more").expect("written");
    assert_eq!(desk.names(), [".notes~", ".trip.toml.cjm-hhhhhhhh~", ".trip.toml.swp", "trip.toml"]);
}

/// What a kill in the middle of a write in place leaves.
fn interrupt(desk: &Desk, old: &str, new: &str, torn: &[u8]) {
    desk.put("trip.toml", old);
    let root = desk.root();
    let place = Place::find(&root.folder, "trip.toml").expect("found");
    backup::Backup::keep(&desk.state(), &place, old, new).expect("kept").leave();
    desk.put("trip.toml", torn);
}

#[test]
fn a_write_in_place_that_was_killed_is_put_right() {
    let desk = Desk::new();
    let (old, new) = ("title = \"a\"\n", "title = \"שלום\"\nmore = 1\n");
    for cut in [1, 10, 11, old.len(), new.len() - 1] {
        let mut torn = new.as_bytes()[..cut].to_vec();
        torn.extend(old.as_bytes().get(cut..).unwrap_or_default());
        interrupt(&desk, old, new, &torn);
        desk.root().mend(&desk.state(), "trip.toml");
        assert_eq!(desk.text("trip.toml"), old, "read after {cut} bytes");
        interrupt(&desk, old, new, &torn);
        desk.add("trip.toml", "# more").expect("written");
        assert_eq!(desk.text("trip.toml"), format!("{old}# more\n"), "written after {cut} bytes");
        assert_eq!(desk.n_backups(), 0);
    }
    // It was all there but for the last word about it.
    interrupt(&desk, old, new, new.as_bytes());
    desk.root().mend(&desk.state(), "trip.toml");
    assert_eq!((desk.text("trip.toml").as_str(), desk.n_backups()), (new, 0));
}

#[test]
fn what_somebody_wrote_after_a_kill_is_left_alone() {
    let desk = Desk::new();
    interrupt(&desk, "a = 1\n", "a = 2\nb = 3\n", b"a = 1 # mended by hand\n");
    desk.root().mend(&desk.state(), "trip.toml");
    assert_eq!(desk.text("trip.toml"), "a = 1 # mended by hand\n");
    let kept = names_in(&desk.state.path().join("backup"));
    assert!(kept.len() == 1 && kept[0].contains(".kept"), "{kept:?}");
    desk.add("trip.toml", "# more").expect("written");
}

#[test]
fn a_new_map_is_never_put_over_another() {
    let desk = Desk::new();
    let root = desk.root();
    root.create("copy.toml", "a = 1\r\n").expect("created");
    assert_eq!(desk.text("copy.toml"), "a = 1\r\n");
    let error = root.create("copy.toml", "b = 2\n").expect_err("is there");
    assert_eq!(error.to_string(), "cannot create `copy.toml`: there is one already");
    assert_eq!(error.help(), Some("choose another name"));
    assert_eq!(desk.text("copy.toml"), "a = 1\r\n");
    symlink("nowhere.toml", desk.path("loose.toml")).expect("linked");
    assert!(root.create("loose.toml", "b = 2\n").is_err(), "not through a link");
    for (label, said) in [
        ("../out.toml", "`../out.toml` lies outside the folder that was opened"),
        ("none/new.toml", "cannot create `none/new.toml`: no such file"),
        ("..", "cannot create `..`: invalid filename"),
    ] {
        assert_eq!(root.create(label, "b = 2\n").expect_err("refused").to_string(), said);
    }
    assert_eq!(desk.names(), ["copy.toml", "loose.toml", "trip.toml"]);
}
