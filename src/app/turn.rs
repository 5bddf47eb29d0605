//! One turn of a session: a command is run by the layer that obeys it, what a layer wants next is done, news is taken
//! in, and what waited has its turn.

use super::command::Command;
use super::desk::Held;
use super::effect::Effect;
use super::event::{Gesture, News, Pointed};
use super::layer::card::Decision;
use super::layer::comments::Reader;
use super::layer::list::List;
use super::layer::panes;
use super::layer::pen::Writing;
use super::layer::standup;
use super::next::{Next, Opening, Todo};
use super::session::Session;
use super::settle::{settle, survey};
use super::stack::{self, Layer};
use super::state::State;
use super::view::Target;
use super::words::Matter;
use super::{bookmarks, news, saving, upkeep};

impl Session {
    /// The layer that obeys does what is asked for, or says why not. Those above it that are not for that go.
    pub(super) fn run(&mut self, command: Command, effects: &mut Vec<Effect>) {
        let Some(obeying) = stack::who_obeys(&self.layers, command) else {
            self.state.say(stack::elsewhere(command));
            return;
        };
        for idx in (obeying + 1..self.layers.len()).rev() {
            if self.layers.get(idx).is_some_and(|layer| !layer.stays_for(command)) {
                self.close(idx, effects);
            }
        }
        let Some(layer) = self.layers.get_mut(obeying) else { return };
        if let Some(why) = layer.why_not(&self.state, command) {
            self.state.say(why);
        } else {
            let todo = layer.run(&mut self.state, command);
            self.follow(obeying, todo, effects);
        }
    }

    /// Nothing waits any more until keys pause. What was painted of it is no longer there for the mouse.
    pub(super) fn end_pause(&mut self) {
        if self.state.pause.end() {
            let is_there = |target: &Target| !matches!(target, Target::Block(_) | Target::Row(_));
            self.state.screen.geometry.targets.retain(|(_, target)| is_there(target));
            self.layers.iter_mut().for_each(|layer| layer.paused(&mut self.state));
        }
    }

    /// Has the layer on top do something.
    pub(super) fn tell_top(&mut self, effects: &mut Vec<Effect>, tell: impl FnOnce(&mut Layer, &mut State) -> Todo) {
        if let Some(layer) = self.layers.last_mut() {
            let todo = tell(layer, &mut self.state);
            self.follow(self.layers.len() - 1, todo, effects);
        }
    }

    /// Does what a layer wants to be done next.
    fn follow(&mut self, from: usize, todo: Todo, effects: &mut Vec<Effect>) {
        for next in todo {
            match next {
                Next::Effect(effect) => effects.push(effect),
                Next::Open(opening) => self.open(opening, effects),
                Next::Close => self.close(from, effects),
                Next::Run(command) => self.run(command, effects),
                Next::Saved { map, done } => {
                    if self.top().is_frame() {
                        panes::follow(&mut self.state, &map, &done);
                    }
                    self.layers.iter_mut().for_each(|layer| layer.saved(&mut self.state, &map, &done));
                }
                Next::Show { map, at } if self.top().is_frame() => panes::show(&mut self.state, &map, &at),
                Next::Show { .. } => {}
            }
        }
    }

    /// Takes a layer away. Nobody wants comments any more that no layer reads.
    fn close(&mut self, idx: usize, effects: &mut Vec<Effect>) {
        if let Layer::Comments(_) = self.layers.remove(idx) {
            effects.push(Effect::Comments(None));
        }
    }

    /// Puts a layer on top. One thing is typed, chosen or decided at a time; only a list lies over comments.
    fn open(&mut self, opening: Opening, effects: &mut Vec<Effect>) {
        settle(&mut self.state, false);
        let (state, layers) = (&mut self.state, &mut self.layers);
        let layer = match opening {
            Opening::Standup(topic) => {
                if let Some((own, todo)) = standup::start(state, topic) {
                    layers.insert(1, Layer::Standup(own));
                    self.follow(1, todo, effects);
                }
                return;
            }
            Opening::List(kind) => {
                let offer = stack::offer(layers, state);
                List::open(state, kind, &offer).map(|own| Layer::List(Box::new(own)))
            }
            Opening::Pen(purpose) => Writing::open(state, purpose).map(|own| Layer::Pen(Box::new(own))),
            Opening::PenAgain { map, words, wrong } => {
                Writing::reopen(state, &map, words, wrong).map(|own| Layer::Pen(Box::new(own)))
            }
            Opening::PenWith { map, purpose, typed } => {
                Writing::open_with(state, &map, purpose, &typed).map(|own| Layer::Pen(Box::new(own)))
            }
            Opening::Card(matter) => Some(Layer::Card(Box::new(Decision::new(matter)))),
            Opening::Comments => Reader::open(state).map(|own| Layer::Comments(Box::new(own))),
        };
        let Some(layer) = layer else { return };
        let is_list = matches!(layer, Layer::List(_));
        for idx in (0..self.layers.len()).rev() {
            let stays = |own: &Layer| own.is_frame() || (is_list && matches!(own, Layer::Comments(_)));
            if self.layers.get(idx).is_some_and(|own| !stays(own)) {
                self.close(idx, effects);
            }
        }
        self.layers.push(layer);
    }

    pub(super) fn point(&mut self, pointed: Pointed, effects: &mut Vec<Effect>) {
        if self.state.setup.settings.mouse {
            let target = self.state.screen.geometry.target((pointed.x, pointed.y));
            if let (Gesture::Click, Some(Target::Hint(hint_idx, key_idx))) = (pointed.gesture, target) {
                // A click on a key is that key.
                self.state.notice = None;
                let hints = stack::hints(&self.layers, &self.state);
                if let Some(command) = hints.get(hint_idx).and_then(|hint| hint.command(key_idx)) {
                    self.run(command, effects);
                }
                return;
            }
            self.tell_top(effects, |layer, state| layer.pointed(state, target, pointed.gesture));
        }
    }

    pub(super) fn hear(&mut self, news: News, effects: &mut Vec<Effect>) {
        match news {
            News::Comments { request, told } => {
                let readers = self.layers.iter_mut().rev();
                let reader = readers.filter_map(|own| if let Layer::Comments(own) = own { Some(own) } else { None });
                reader.take(1).for_each(|own| own.hear(&request, told.clone()));
            }
            News::Answered { ref map, .. } => {
                let (map, here) = (map.clone(), saving::target(&self.state));
                self.take_in(news, effects);
                // What waits for this is about the same thing as before, wherever that is now.
                self.fit();
                let now = saving::target(&self.state);
                self.state.desk.relocate(&map, &here, &now);
            }
            News::Drawn(_) => {
                self.take_in(news, effects);
                self.layers.iter_mut().for_each(|layer| layer.painted(&mut self.state));
            }
            news => self.take_in(news, effects),
        }
    }

    fn take_in(&mut self, news: News, effects: &mut Vec<Effect>) {
        let is_of_maps = matches!(news, News::Loaded { .. } | News::Looked { .. } | News::Answered { .. });
        let has_pen = self.has_pen();
        let todo = news::hear(&mut self.state, news, has_pen);
        self.follow(0, todo, effects);
        if is_of_maps {
            self.layers.iter_mut().for_each(|layer| layer.hear_of_maps(&self.state));
        }
    }

    /// Makes place and numbers fit the maps.
    fn fit(&mut self) {
        let has_pen = self.has_pen();
        settle(&mut self.state, has_pen);
    }

    /// The same, and does what was waiting for its turn.
    pub(super) fn settle(&mut self, effects: &mut Vec<Effect>) {
        self.fit();
        while let Some((held, behind)) = self.state.desk.release() {
            self.resume(&held, effects);
            self.state.desk.hold(behind);
            self.fit();
        }
        if self.state.book().is_some()
            && let Some(topic) = self.state.opening.take()
        {
            self.open(Opening::Standup(topic), effects);
        }
        for idx in (0..self.layers.len()).rev() {
            if let Some(layer) = self.layers.get_mut(idx) {
                let todo = layer.settled(&mut self.state);
                self.follow(idx, todo, effects);
            }
        }
        if self.top().is_frame()
            && let Some(matter) = self.state.desk.next_matter(&self.state.library)
        {
            let opening = match matter {
                // Words that were refused are in the pen again at once.
                Matter::Refused(map, words, why) => Opening::PenAgain { map, words: *words, wrong: Some(why) },
                matter => Opening::Card(matter),
            };
            self.open(opening, effects);
        }
        self.fit();
        let asked = upkeep::attend(&mut self.state);
        if !asked.is_empty() {
            effects.extend(asked);
            self.fit();
        }
        effects.extend(self.state.sight.analyzed.order());
        let place = self.state.place.clone();
        effects.extend(bookmarks::attend(&mut self.state));
        survey(&mut self.state, false);
        if self.state.place != place {
            self.fit();
        }
    }

    /// Does what waited for the orders before it, unless the cursor is elsewhere by now.
    fn resume(&mut self, held: &Held, effects: &mut Vec<Effect>) {
        let state = &mut self.state;
        let is_here = state.volume().is_some_and(|volume| volume.label == held.map);
        let still_meant = |state: &State| held.at.as_ref().is_none_or(|at| *at == saving::target(state));
        match held.command {
            Command::Undo => effects.extend(saving::turn(state, &held.map, true)),
            Command::Redo => effects.extend(saving::turn(state, &held.map, false)),
            command if is_here && still_meant(state) => {
                if let Some(page) = self.layers.first_mut() {
                    let todo = page.run(state, command);
                    self.follow(0, todo, effects);
                }
            }
            command => state.say(format!("the cursor moved on: `{}` was left out", command.name())),
        }
    }
}
