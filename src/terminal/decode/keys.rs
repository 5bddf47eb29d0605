//! Parameters and last byte of a sequence to the key it stands for, on every terminal that sends it.
//! Invariant: what two terminals send for different keys is no key.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::Sent;

/// `ESC O`. Nobody turns on application mode here, in which arrows are sent like this, but a program that crashed may have
/// left it on. `PuTTY` sends the same for an arrow with control; what most terminals mean is the arrow.
pub(super) fn ss3(parameters: &[u8], last: u8) -> Option<Sent> {
    // Konsole's F1 to F4 say only what is held with them.
    let held = Fields::read(parameters)?.last(1)?;
    let code = match last {
        b'a'..=b'd' => return Some(pressed(letter(last - b'a' + b'A')?, KeyModifiers::CONTROL)),
        b'M' => KeyCode::Enter,
        _ => letter(last)?,
    };
    Some(pressed(code, modifiers(held)?))
}

/// May these be the digits of a key that rxvt ends with `$`?
pub(super) fn is_of_rxvt(digits: &[u8]) -> bool {
    let number = std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    matches!(number.and_then(|digits| digits.parse().ok()), Some(1_u8..=8 | 11..=34))
}

/// `ESC [`.
pub(super) fn csi(parameters: &[u8], last: u8) -> Option<Sent> {
    if let Some(mouse) = parameters.strip_prefix(b"<") {
        return matches!(last, b'M' | b'm').then(|| mouse_of(mouse, 0, last == b'M')).flatten();
    }
    let fields = Fields::read(parameters)?;
    let (first, held) = (fields.number(0, 0), fields.number(1, 0).unwrap_or(1));
    let is_bare = parameters.is_empty();
    let code = match last {
        // The mouse of urxvt. Without parameters it is SCO's F1, or another way to report the mouse.
        b'M' => return mouse_of(parameters, 32, true),
        b'Z' => return Some(pressed(KeyCode::BackTab, modifiers(held)? | KeyModifiers::SHIFT)),
        // rxvt, where shift, control or both are held.
        b'$' | b'^' | b'@' if fields.0.len() == 1 => {
            let held = match last {
                b'$' => KeyModifiers::SHIFT,
                b'^' => KeyModifiers::CONTROL,
                _ => KeyModifiers::SHIFT | KeyModifiers::CONTROL,
            };
            return Some(pressed(numbered(first?)?, held));
        }
        b'a'..=b'd' if is_bare => return Some(pressed(letter(last - b'a' + b'A')?, KeyModifiers::SHIFT)),
        // The keys of SCO that no other terminal has for others, or for the focus.
        b'N' if is_bare => KeyCode::F(2),
        b'T'..=b'X' if is_bare => KeyCode::F(8 + last - b'T'),
        // `CSI 27;5;97~`
        b'~' if first == Some(27) => spelled(fields.number(2, 0)?, None)?,
        b'~' => numbered(first?)?,
        b'u' => spelled(first?, fields.number(0, 1).filter(|_| modifiers(held).is_some_and(is_shifted)))?,
        // `CSI 24;80R` is a place of the cursor, for which nobody asks here, so that `CSI 1;2R` is F3 with shift. F1 to F4
        // without anything held are `ESC O P` to `S`: SCO has other keys for `CSI P` to `S`.
        b'P'..=b'S' if first == Some(1) && (2..=16).contains(&held) => letter(last)?,
        b'A'..=b'D' | b'F' | b'H' if matches!(first, None | Some(1)) => letter(last)?,
        // What is held without a number before it.
        b'A'..=b'D' | b'F' | b'H' if fields.0.len() == 1 => return Some(pressed(letter(last)?, modifiers(first?)?)),
        _ => return None,
    };
    let mut held = modifiers(held)?;
    if last == b'u' && matches!(code, KeyCode::Char(_)) && fields.number(0, 1).is_some() {
        held -= KeyModifiers::SHIFT;
    }
    let kind = match fields.number(1, 1) {
        Some(2) => KeyEventKind::Repeat,
        Some(3) => KeyEventKind::Release,
        _ => KeyEventKind::Press,
    };
    let code = if code == KeyCode::Tab && is_shifted(held) { KeyCode::BackTab } else { code };
    Some(Sent::Key(KeyEvent::new_with_kind(code, held, kind)))
}

fn pressed(code: KeyCode, held: KeyModifiers) -> Sent {
    Sent::Key(KeyEvent::new(code, held))
}

/// Numbers between `;`, each with what belongs to it after a `:`.
struct Fields(Vec<Vec<Option<u32>>>);

impl Fields {
    /// `None` where there is anything else than numbers.
    fn read(parameters: &[u8]) -> Option<Self> {
        let number = |digits: &[u8]| match std::str::from_utf8(digits) {
            Ok("") => Some(None),
            Ok(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok().map(Some),
            _ => None,
        };
        let fields = parameters.split(|byte| *byte == b';');
        fields.map(|field| field.split(|byte| *byte == b':').map(number).collect()).collect::<Option<_>>().map(Self)
    }

    fn number(&self, field: usize, part: usize) -> Option<u32> {
        self.0.get(field)?.get(part).copied()?
    }

    /// The last number, which is that one unless there is one.
    fn last(&self, usual: u32) -> Option<u32> {
        Some(self.0.last()?.first().copied()?.unwrap_or(usual))
    }
}

/// What is held, as terminals count it: one more than the sum of the bits.
fn modifiers(number: u32) -> Option<KeyModifiers> {
    let bits = number.saturating_sub(1);
    let names = [
        KeyModifiers::SHIFT,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL,
        KeyModifiers::SUPER,
        KeyModifiers::HYPER,
        KeyModifiers::META,
        // Caps lock and num lock change what is typed, and the terminal did that already.
        KeyModifiers::NONE,
        KeyModifiers::NONE,
    ];
    let held = names.iter().enumerate().filter(|(bit, _)| bits & (1 << bit) != 0).map(|(_, name)| *name);
    (bits < 256).then(|| held.collect())
}

fn is_shifted(held: KeyModifiers) -> bool {
    held.contains(KeyModifiers::SHIFT)
}

fn letter(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(1 + last - b'P'),
        _ => return None,
    })
}

fn numbered(number: u32) -> Option<KeyCode> {
    let function = |base: u32| u8::try_from(number - base).ok().map(KeyCode::F);
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23..=26 => function(12),
        28 | 29 => function(13),
        31..=34 => function(14),
        _ => None,
    }
}

/// A key by its code point, as some terminals send it; `shifted` is what it types with shift.
fn spelled(code_point: u32, shifted: Option<u32>) -> Option<KeyCode> {
    Some(match code_point {
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        // Private use: kitty's names for keys that type nothing.
        0xe000..=0xf8ff => keypad(code_point)?,
        _ => KeyCode::Char(char::from_u32(shifted.unwrap_or(code_point)).filter(|c| !c.is_control())?),
    })
}

/// The keys of a keypad and those beyond F12 in the kitty protocol. The others change nothing here: locks, media, modifiers.
fn keypad(code_point: u32) -> Option<KeyCode> {
    const SIGNS: &[u8] = b"0123456789./*-+\r=,";
    const MOVES: &[KeyCode] = &[
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Insert,
        KeyCode::Delete,
    ];
    let nth = |first: u32| usize::try_from(code_point - first).ok();
    match code_point {
        57_376..=57_398 => u8::try_from(13 + code_point - 57_376).ok().map(KeyCode::F),
        57_399..=57_416 => SIGNS.get(nth(57_399)?).map(|sign| match sign {
            b'\r' => KeyCode::Enter,
            sign => KeyCode::Char(char::from(*sign)),
        }),
        57_417..=57_426 => MOVES.get(nth(57_417)?).copied(),
        _ => None,
    }
}

/// `button;column;row`, counted from one; urxvt adds 32 to the button, as the oldest way did.
fn mouse_of(fields: &[u8], base: u32, is_press: bool) -> Option<Sent> {
    let fields = Fields::read(fields).filter(|fields| fields.0.len() == 3)?;
    let place = |nth| u16::try_from(fields.number(nth, 0)?.checked_sub(1)?).ok();
    pointed(fields.number(0, 0)?.checked_sub(base)?, place(1)?, place(2)?, is_press)
}

/// What the mouse did there. Bits 2 to 4 are shift, alt and control, bit 5 is a move, bits 6 and 7 are more buttons.
pub(super) fn pointed(button: u32, column: u16, row: u16, is_press: bool) -> Option<Sent> {
    let is_move = button & 0b10_0000 != 0;
    let kind = match ((button & 0b11) | ((button & 0b1100_0000) >> 4), is_move) {
        (n @ 0..=2, _) => {
            let button = [MouseButton::Left, MouseButton::Middle, MouseButton::Right].get(usize::try_from(n).ok()?)?;
            match (is_move, is_press) {
                (true, _) => MouseEventKind::Drag(*button),
                (false, true) => MouseEventKind::Down(*button),
                (false, false) => MouseEventKind::Up(*button),
            }
        }
        (3, false) => MouseEventKind::Up(MouseButton::Left),
        (4, false) => MouseEventKind::ScrollUp,
        (5, false) => MouseEventKind::ScrollDown,
        (6, false) => MouseEventKind::ScrollLeft,
        (7, false) => MouseEventKind::ScrollRight,
        (3..=5, true) => MouseEventKind::Moved,
        _ => return None,
    };
    let names = [KeyModifiers::SHIFT, KeyModifiers::ALT, KeyModifiers::CONTROL];
    let held = names.iter().enumerate().filter(|(bit, _)| button & (0b100 << bit) != 0).map(|(_, name)| *name);
    Some(Sent::Mouse(MouseEvent { kind, column, row, modifiers: held.collect() }))
}
