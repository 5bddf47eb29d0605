//! How a session moves: one event in, a changed session and effects out. The same events give the same session.

use super::command::{Command, Scope};
use super::effect::Effect;
use super::event::{Event, News};
use super::key::{Code, Key};
use super::scene::views;
use super::session::Session;

/// A key was pressed: what it means to the layer on top is done.
#[must_use]
pub fn press(session: &mut Session, key: Key) -> Vec<Effect> {
    session.state.notice = None;
    session.state.arrival.awaited = None;
    let (keymap, scope) = (&session.state.setup.keymap, session.top().scope());
    let meant = keymap.command(scope, key);
    // Where letters are commands, they are so on whatever layout they are typed.
    let in_latin = || if scope.takes_letters() { None } else { keymap.command(scope, key.in_latin()?) };
    match (meant.or_else(in_latin), key.typed()) {
        (Some(command), _) => update(session, Event::Command(command)),
        (None, Some(c)) if scope.takes_letters() => update(session, Event::Text(c)),
        (None, _) => Vec::new(),
    }
}

const PASTED: &str = "this looks like pasted text: ignored";

/// Something happened.
#[must_use]
pub fn update(session: &mut Session, event: Event) -> Vec<Effect> {
    let mut effects = Vec::new();
    if !is_patient(session, &event) {
        session.end_pause();
    }
    if !matches!(event, Event::News(_)) {
        session.state.arrival.awaited = None;
    }
    match event {
        Event::Command(command) => session.run(command, &mut effects),
        Event::See(view, dials) => views::see(&mut session.state, view, &dials),
        Event::Text(c) => session.tell_top(&mut effects, |layer, state| layer.typed(state, c)),
        Event::Paste(text) | Event::Burst(text) if matches!(session.top().scope(), Scope::List | Scope::Pen) => {
            session.tell_top(&mut effects, |layer, state| layer.pasted(state, &text));
        }
        // Where letters are commands, none of pasted text is obeyed.
        Event::Paste(_) => session.state.say(PASTED),
        Event::Burst(text) => {
            if let Some(events) = harmless(session, &text) {
                // A hand that is faster than its line.
                for event in events {
                    effects.extend(update(session, event));
                }
                return effects;
            }
            session.state.say(PASTED);
            effects.push(Effect::Refuse);
        }
        Event::News(news) => session.hear(news, &mut effects),
        Event::Pointed(pointed) => session.point(pointed, &mut effects),
    }
    session.settle(&mut effects);
    let is_mirrored = session.state.is_mirrored();
    session.state.setup.keymap.face(is_mirrored);
    effects
}

/// What characters that came at once ask for, if that does no harm whatever they are: moves of a cursor, and a search
/// with what is searched for.
fn harmless(session: &Session, text: &str) -> Option<Vec<Event>> {
    let (keymap, scope) = (&session.state.setup.keymap, session.top().scope());
    let mut events = Vec::new();
    for (at, c) in text.char_indices() {
        match keymap.command(scope, Key::new(Code::Char(c), false, false, false))? {
            Command::Find => {
                let typed = text.get(at + c.len_utf8()..).unwrap_or_default();
                let (typed, goes_there) = typed.strip_suffix('\r').map_or((typed, false), |typed| (typed, true));
                let is_one_line = !typed.contains(char::is_control);
                events.push(Event::Command(Command::Find));
                events.push(Event::Paste(typed.to_owned()));
                events.extend(goes_there.then_some(Event::Command(Command::Choose)));
                return is_one_line.then_some(events);
            }
            command if is_move(command) => events.push(Event::Command(command)),
            _ => return None,
        }
    }
    Some(events)
}

/// May what waits until keys pause wait on? Only typing and plain moving let it: whatever acts on what is shown finds
/// nothing waiting.
fn is_patient(session: &Session, event: &Event) -> bool {
    match event {
        Event::Text(_)
        | Event::Paste(_)
        | Event::Burst(_)
        | Event::Command(Command::Erase | Command::EraseWord | Command::EraseLine) => true,
        Event::Command(command) => session.top().is_frame() && is_move(*command),
        Event::News(News::Clock(now)) => session.state.pause.due().is_none_or(|due| *now < due),
        Event::News(news) => matches!(news, News::Drawn(_) | News::Progress { .. } | News::Comments { .. }),
        Event::See(..) | Event::Pointed(_) => false,
    }
}

/// Does it do no more than move a cursor?
const fn is_move(command: Command) -> bool {
    use Command as C;
    matches!(
        command,
        C::Down
            | C::Up
            | C::First
            | C::Last
            | C::PageDown
            | C::PageUp
            | C::HalfDown
            | C::HalfUp
            | C::PreviousStage
            | C::NextStage
    )
}

#[cfg(test)]
mod tests;
