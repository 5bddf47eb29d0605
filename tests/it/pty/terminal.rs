//! A terminal for tests: a pseudo terminal, the program on it, and what a person would see.

use std::fs;
use std::io::{Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{LocalModes, tcgetattr};
use tempfile::TempDir;

const DEADLINE: Duration = Duration::from_secs(40);

/// A slow hand.
const BETWEEN_KEYS: Duration = Duration::from_millis(300);

/// How a program is started.
pub(crate) struct Start {
    command: CommandBuilder,
    columns: u16,
    rows: u16,
    /// What is kept between sessions, unless another place is named: nobody's words are found by another test.
    state: TempDir,
}

impl Start {
    /// Our program with these arguments.
    pub(crate) fn cjm(arguments: &[&str]) -> Self {
        let mut start = Self::program(env!("CARGO_BIN_EXE_cjm"));
        start.command.args(arguments);
        start
    }

    /// Another program, on a terminal of 120 columns and 40 rows with 256 colors.
    pub(crate) fn program(name: &str) -> Self {
        let mut command = CommandBuilder::new(name);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        let unset =
            ["COLORTERM", "COLORFGBG", "TMUX", "LC_ALL", "LC_CTYPE", "COLUMNS", "LINES", "NO_COLOR", "ENV", "VISUAL"];
        for name in unset {
            command.env_remove(name);
        }
        // Whoever forgets to name an editor gets one that ends at once.
        command.env("EDITOR", "true");
        command.env("TERM", "xterm-256color");
        command.env("LANG", "en_US.UTF-8");
        // No settings file of whoever runs the tests.
        command.env("XDG_CONFIG_HOME", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/no-settings"));
        let state = tempfile::tempdir().unwrap();
        command.env("XDG_STATE_HOME", state.path());
        Self { command, columns: 120, rows: 40, state }
    }

    /// On a map that somebody left at its first touchpoint: it opens there again, and not at what hurts most.
    pub(crate) fn left_at(self, map: impl AsRef<Path>, stage: &str, touchpoint: &str) -> Self {
        leave(self.state.path(), map.as_ref(), stage, touchpoint);
        self
    }

    /// With this variable.
    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// On a terminal that says it is so large.
    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        (self.columns, self.rows) = (columns, rows);
        self
    }

    /// On a terminal whose end sends no signal.
    pub(crate) fn without_signals(mut self) -> Self {
        self.command.set_controlling_tty(false);
        self
    }

    /// Starts it.
    pub(crate) fn open(self) -> Terminal {
        let size = PtySize { rows: self.rows, cols: self.columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let name = pair.master.tty_name().unwrap();
        // Held open, so that the modes can still be seen when the program is gone.
        let line = rustix::fs::open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
        let mut child = pair.slave.spawn_command(self.command).unwrap();
        drop(pair.slave);
        let pid = i32::try_from(child.process_id().unwrap()).unwrap();
        let (seen, bytes) = channel();
        let is_closing = Arc::new(AtomicBool::new(false));
        let closing = Arc::clone(&is_closing);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let reading = std::thread::spawn(move || {
            let mut chunk = vec![0; 1 << 16];
            while let Ok(n @ 1..) = reader.read(&mut chunk) {
                if seen.send(chunk[..n].to_vec()).is_err() || closing.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        let (ended, gone) = channel();
        std::thread::spawn(move || ended.send(child.wait().unwrap()));
        Terminal {
            keyboard: Some(pair.master.take_writer().unwrap()),
            master: Some(pair.master),
            line,
            pid: Pid::from_raw(pid).unwrap(),
            reading: Some(reading),
            is_closing,
            bytes,
            gone,
            // A line that does not know its size is taken for 80x24.
            _state: self.state,
            screen: vt100::Parser::new(
                if self.rows == 0 { 24 } else { self.rows },
                if self.columns == 0 { 80 } else { self.columns },
                0,
            ),
            raw: Vec::new(),
        }
    }
}

/// Writes down in the folder of what is kept where somebody left a map, as the program does: at the first touchpoint of
/// the first stage.
pub(crate) fn leave(kept: &Path, map: &Path, stage: &str, touchpoint: &str) {
    let folder = kept.join("cjm/bookmark");
    fs::create_dir_all(&folder).unwrap();
    let map = fs::canonicalize(map).unwrap();
    let bookmark = serde_json::json!({
        "path": map, "real": map, "stage": [stage, 0], "touchpoint": [touchpoint, 0],
        "pane": "touchpoints", "about": "touchpoint", "scroll": 0, "seen": [],
    });
    // The name that the program gives it: the path as FNV-1a.
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let name = map.to_str().unwrap().bytes().fold(0xcbf2_9ce4_8422_2325, mix);
    fs::write(folder.join(format!("{name:016x}.json")), bookmark.to_string()).unwrap();
}

/// What a person can read: blanks at the end of a row are nothing.
pub(crate) fn text(screen: &vt100::Screen) -> String {
    let rows: Vec<String> = screen.rows(0, screen.size().1).map(|row| row.trim_end().to_owned()).collect();
    rows.join("\n")
}

/// A terminal with a program on it.
pub(crate) struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn std::io::Write + Send>>,
    line: OwnedFd,
    pid: Pid,
    reading: Option<JoinHandle<()>>,
    is_closing: Arc<AtomicBool>,
    bytes: Receiver<Vec<u8>>,
    gone: Receiver<ExitStatus>,
    screen: vt100::Parser,
    raw: Vec<u8>,
    _state: TempDir,
}

impl Terminal {
    /// What is on the screen.
    pub(crate) fn text(&self) -> String {
        text(self.screen.screen())
    }

    /// The screen.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// Every byte that came so far.
    pub(crate) fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// How often these bytes came.
    pub(crate) fn count(&self, wanted: &[u8]) -> usize {
        self.raw.windows(wanted.len()).filter(|window| *window == wanted).count()
    }

    /// Waits until the screen is as said.
    #[track_caller]
    pub(crate) fn until(&mut self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        self.wait(what, |terminal| is_so(terminal.screen()));
    }

    /// Waits until so many frames were drawn.
    #[track_caller]
    pub(crate) fn until_drawn(&mut self, n_frames: usize) {
        self.wait("another frame", |terminal| terminal.count(b"\x1b[?2026h") >= n_frames);
    }

    #[track_caller]
    fn wait(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        // Half a frame is nothing a person sees.
        while self.is_mid_frame() || !is_so(self) {
            match self.bytes.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(chunk) => {
                    self.screen.process(&chunk);
                    self.raw.extend_from_slice(&chunk);
                }
                Err(why) => panic!("waited for {what}: {why}; the screen shows\n{}", self.text()),
            }
        }
    }

    fn is_mid_frame(&self) -> bool {
        self.last(b"\x1b[?2026h") > self.last(b"\x1b[?2026l")
    }

    fn last(&self, wanted: &[u8]) -> Option<usize> {
        self.raw.windows(wanted.len()).rposition(|window| window == wanted)
    }

    /// Waits for a text.
    #[track_caller]
    pub(crate) fn until_shown(&mut self, text: &str) {
        self.until(&format!("`{text}`"), |screen| self::text(screen).contains(text));
    }

    /// Types.
    pub(crate) fn press(&mut self, keys: &[u8]) {
        let keyboard = self.keyboard.as_mut().unwrap();
        keyboard.write_all(keys).unwrap();
        keyboard.flush().unwrap();
    }

    /// Presses keys, waits for a frame, and then as long as a hand does: what comes at once might be taken for a paste.
    #[track_caller]
    pub(crate) fn press_by_hand(&mut self, keys: &[u8]) {
        let n_frames = self.count(b"\x1b[?2026h");
        self.press(keys);
        self.until_drawn(n_frames + 1);
        self.see(BETWEEN_KEYS);
    }

    /// Presses keys and waits until the screen is another.
    #[track_caller]
    pub(crate) fn press_and_see(&mut self, keys: &[u8]) {
        let before = self.text();
        self.press(keys);
        self.until("another screen", |screen| text(screen) != before);
    }

    /// Presses a key again and again until the screen is as said.
    #[track_caller]
    pub(crate) fn press_until(&mut self, key: &[u8], is_so: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !is_so(self.screen()) {
            assert!(Instant::now() < deadline, "the screen shows\n{}", self.text());
            self.press(key);
            self.see(BETWEEN_KEYS);
        }
    }

    /// Takes in what comes within this time.
    pub(crate) fn see(&mut self, patience: Duration) {
        let until = Instant::now() + patience;
        while let Ok(chunk) = self.bytes.recv_timeout(until.saturating_duration_since(Instant::now())) {
            self.screen.process(&chunk);
            self.raw.extend_from_slice(&chunk);
        }
    }

    /// Makes the window another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.screen.screen_mut().set_size(rows, columns);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    /// Closes the window. The key makes the program write, so that the thread that reads wakes and lets go too.
    pub(crate) fn hang_up(&mut self, key: &[u8]) {
        self.is_closing.store(true, Ordering::SeqCst);
        self.press(key);
        self.reading.take().unwrap().join().unwrap();
        self.keyboard = None;
        self.master = None;
    }

    /// Sends a signal to the program.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// Waits until the program ends; gives its exit code.
    #[track_caller]
    pub(crate) fn until_gone(&mut self) -> u32 {
        match self.gone.recv_timeout(DEADLINE) {
            Ok(status) => status.exit_code(),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                self.signal(Signal::KILL);
                panic!("it does not end; the screen shows\n{}", self.text());
            }
        }
    }

    /// Does the line give every key as it comes, without an echo?
    pub(crate) fn is_raw(&self) -> bool {
        !tcgetattr(&self.line).unwrap().local_modes.intersects(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG)
    }

    /// The terminal is as it was before the program came.
    #[track_caller]
    pub(crate) fn check_left_clean(&mut self) {
        self.until("the usual screen", |screen| !screen.alternate_screen());
        let screen = self.screen.screen();
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert!(!screen.bracketed_paste(), "pastes are still marked");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is still taken");
        assert!(self.last(b"\x1b[8h") >= self.last(b"\x1b[8l"), "the terminal still leaves right-to-left text alone");
        assert!(!self.is_mid_frame(), "a frame is still open");
        let modes = tcgetattr(&self.line).unwrap().local_modes;
        assert!(modes.contains(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG), "the line is still raw");
    }
}
