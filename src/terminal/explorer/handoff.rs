//! Lending the terminal: to the shell that stops us, and to the user's own editor. Must not know what they do with it.
//! Invariant: nothing is drawn and no key is read until the terminal is ours again.

use std::io;
use std::process::{Child, ExitStatus};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use rustix::process::{Signal, kill_current_process_group};

use super::super::editor::Editor;
use super::{Event, Explorer};
use crate::app::action::{Action, News};

/// How long a shell may take to stop us.
const UNTIL_STOPPED: Duration = Duration::from_millis(200);
/// How long a save may take before an editor is started all the same.
const UNTIL_WRITTEN: Duration = Duration::from_secs(1);

impl Explorer {
    /// Stops with the whole job, as Ctrl-Z does everywhere, and comes back with a fresh screen.
    pub(super) fn suspend(&mut self, events: &Receiver<Event>) -> io::Result<()> {
        self.crew.tty.leave();
        kill_current_process_group(Signal::TSTP)?;
        // Stopped somewhere in here. Without a shell that minds jobs nothing stops, and we go on at once.
        loop {
            match events.recv_timeout(UNTIL_STOPPED) {
                Ok(Event::Continued) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
                Ok(event) => self.pending.push_back(event),
            }
        }
        self.come_back()
    }

    /// Lets the user's own editor have the terminal and a map, and tells what it made of the map.
    pub(super) fn hand_over(&mut self, map: &str, line: usize, events: &Receiver<Event>) -> io::Result<()> {
        self.await_orders(events);
        let editor = Editor::new(&self.environment.editor, &self.root.path(map), line);
        let (texts, failed) = match (self.root.text(map), editor) {
            (Err(error), _) => (None, Some(error.to_string())),
            (Ok(_), Err(words)) => (None, Some(words)),
            (Ok(before), Ok(editor)) => {
                let failed = self.lend(&editor, events)?;
                match self.root.text(map) {
                    Ok(after) if after == before => (None, failed),
                    Ok(after) => (Some((Arc::from(before), Arc::from(after))), failed),
                    Err(error) => (None, failed.or_else(|| Some(error.to_string()))),
                }
            }
        };
        self.act(Action::News(News::Edited { map: map.to_owned(), texts, failed }));
        Ok(())
    }

    /// Waits until what was ordered before is written and heard of: it is no work of the editor's.
    fn await_orders(&mut self, events: &Receiver<Event>) {
        self.crew.writer.rest(UNTIL_WRITTEN);
        self.pending.extend(events.try_iter());
        for event in std::mem::take(&mut self.pending) {
            match event {
                Event::News(news) => news.into_iter().for_each(|news| self.hear_of(news)),
                event => self.pending.push_back(event),
            }
        }
    }

    /// Lets an editor have the terminal until it ends; tells what went wrong.
    fn lend(&mut self, editor: &Editor, events: &Receiver<Event>) -> io::Result<Option<String>> {
        // What was typed ahead was meant for the editor, not for us.
        self.pending.retain(|event| !matches!(event, Event::Heard(_)));
        self.crew.tty.lend();
        let failed = match editor.start() {
            Ok(child) => editor.complaint(&self.await_end(child, events)),
            Err(words) => Some(words),
        };
        self.come_back()?;
        Ok(failed)
    }

    /// Waits for a program to end. Ctrl-Z may stop it and us in here, and `fg` continues both.
    fn await_end(&mut self, mut child: Child, events: &Receiver<Event>) -> io::Result<ExitStatus> {
        let told = self.told.clone();
        thread::spawn(move || {
            // The loop is gone when the line hung up.
            told.send(Event::Returned(child.wait())).ok();
        });
        loop {
            match events.recv() {
                Ok(Event::Returned(status)) => return status,
                // The terminal is not ours to draw on; all is drawn anew in the end.
                Ok(Event::Continued | Event::Resized) => {}
                Ok(Event::HungUp) => {
                    self.pending.push_front(Event::HungUp);
                    return Err(io::ErrorKind::BrokenPipe.into());
                }
                Ok(event) => self.pending.push_back(event),
                Err(_) => return Err(io::ErrorKind::BrokenPipe.into()),
            }
        }
    }

    fn come_back(&mut self) -> io::Result<()> {
        self.crew.tty.enter(self.modes)?;
        self.resize();
        Ok(())
    }
}
