//! How a session moves: one action in, a changed session and effects out. The same actions give the same session.

use super::action::Action;
use super::command::Scope;
use super::effect::Effect;
use super::key::Key;
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
        (Some(command), _) => update(session, Action::Command(command)),
        (None, Some(c)) if scope.takes_letters() => update(session, Action::Text(c)),
        (None, _) => Vec::new(),
    }
}

/// Something happened.
#[must_use]
pub fn update(session: &mut Session, action: Action) -> Vec<Effect> {
    let mut effects = Vec::new();
    match action {
        Action::Command(command) => session.run(command, &mut effects),
        Action::Text(c) => session.tell_top(&mut effects, |layer, state| layer.typed(state, c)),
        Action::Paste(text) => session.tell_top(&mut effects, |layer, state| layer.pasted(state, &text)),
        // Where letters are commands, none of pasted text is obeyed.
        Action::Burst(text) => match session.top().scope() {
            Scope::List | Scope::Pen => session.tell_top(&mut effects, |layer, state| layer.pasted(state, &text)),
            Scope::Page | Scope::Comments | Scope::Card => {
                session.state.say("this looks like pasted text: ignored");
                effects.push(Effect::Refuse);
            }
        },
        Action::News(news) => session.hear(news, &mut effects),
        Action::Pointed(pointed) => session.point(pointed, &mut effects),
    }
    session.settle(&mut effects);
    effects
}

#[cfg(test)]
mod tests;
