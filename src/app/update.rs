//! How a session moves: one event in, a changed session and effects out. The same events give the same session.

use super::command::Scope;
use super::effect::Effect;
use super::event::Event;
use super::key::Key;
use super::scene::views;
use super::session::Session;

/// A key was pressed: what it means to the layer on top is done.
#[must_use]
pub fn press(session: &mut Session, key: Key) -> Vec<Effect> {
    session.state.notice = None;
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
    match event {
        Event::Command(command) => session.run(command, &mut effects),
        Event::See(view, dials) => views::see(&mut session.state, view, &dials),
        Event::Text(c) => session.tell_top(&mut effects, |layer, state| layer.typed(state, c)),
        Event::Paste(text) | Event::Burst(text) if matches!(session.top().scope(), Scope::List | Scope::Pen) => {
            session.tell_top(&mut effects, |layer, state| layer.pasted(state, &text));
        }
        // Where letters are commands, none of pasted text is obeyed.
        Event::Paste(_) => session.state.say(PASTED),
        Event::Burst(_) => {
            session.state.say(PASTED);
            effects.push(Effect::Refuse);
        }
        Event::News(news) => session.hear(news, &mut effects),
        Event::Pointed(pointed) => session.point(pointed, &mut effects),
    }
    session.settle(&mut effects);
    effects
}

#[cfg(test)]
mod tests;
