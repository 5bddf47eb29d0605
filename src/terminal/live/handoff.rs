//! Lending the terminal: to the shell that stops us, and to the user's own editor.
//! Invariant: nothing is drawn and no key is read until the terminal is ours again.

use std::collections::VecDeque;
use std::io;
use std::process::{Child, ExitStatus};
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::Duration;

use rustix::process::{Signal, kill_current_process_group};

use super::Live;
use crate::app::News;
use crate::terminal::driver::Given;
use crate::terminal::editor::Editor;
use crate::terminal::wakeup::Wakeup;

/// How long a shell may take to stop us.
const UNTIL_STOPPED: Duration = Duration::from_millis(200);
/// How long a save may take before an editor is started all the same.
const UNTIL_WRITTEN: Duration = Duration::from_secs(1);

impl Live {
    /// Stops with the whole job, as Ctrl-Z does everywhere, and comes back with a fresh screen.
    pub(super) fn suspend(&mut self, answers: &mut VecDeque<Given>) -> io::Result<()> {
        self.crew.tty.leave();
        kill_current_process_group(Signal::TSTP)?;
        // Stopped somewhere in here. Without a shell that minds jobs nothing stops, and we go on at once.
        loop {
            match self.wakeups.recv_timeout(UNTIL_STOPPED) {
                Ok(Wakeup::Continued) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
                Ok(wakeup) => self.pending.push_back(wakeup),
            }
        }
        answers.push_back(self.come_back()?);
        Ok(())
    }

    /// Lets the user's own editor have the terminal and a map, and answers what it made of the map.
    pub(super) fn hand_over(&mut self, map: String, line: usize, answers: &mut VecDeque<Given>) -> io::Result<()> {
        self.await_orders(answers);
        let editor = Editor::new(&self.environment.editor, &self.root.path(&map), line);
        let (texts, failed) = match (self.root.text(&map), editor) {
            (Err(error), _) => (None, Some(error.to_string())),
            (Ok(_), Err(words)) => (None, Some(words)),
            (Ok(before), Ok(editor)) => {
                let failed = self.lend(&editor, answers)?;
                match self.root.text(&map) {
                    Ok(after) if after == before => (None, failed),
                    Ok(after) => (Some((Arc::from(before), Arc::from(after))), failed),
                    Err(error) => (None, failed.or_else(|| Some(error.to_string()))),
                }
            }
        };
        answers.push_back(News::Edited { map, texts, failed }.into());
        Ok(())
    }

    /// Waits until what was ordered before is written, and answers that: it is no work of the editor's.
    fn await_orders(&mut self, answers: &mut VecDeque<Given>) {
        self.crew.writer.rest(UNTIL_WRITTEN);
        self.pending.extend(self.wakeups.try_iter());
        for wakeup in self.take_pending() {
            match wakeup {
                Wakeup::News(news @ News::Answered { .. }) => answers.push_back(news.into()),
                wakeup => self.pending.push_back(wakeup),
            }
        }
    }

    /// Lets an editor have the terminal until it ends; tells what went wrong.
    fn lend(&mut self, editor: &Editor, answers: &mut VecDeque<Given>) -> io::Result<Option<String>> {
        // What was typed ahead was meant for the editor, not for us.
        self.pending.retain(|wakeup| !matches!(wakeup, Wakeup::Input(..)));
        self.crew.tty.lend();
        let failed = match editor.start() {
            Ok(child) => editor.complaint(&self.await_end(child)),
            Err(words) => Some(words),
        };
        self.crew.tty.repair()?;
        answers.push_back(self.come_back()?);
        Ok(failed)
    }

    /// Waits for a program to end. Ctrl-Z may stop it and us in here, and `fg` continues both.
    fn await_end(&mut self, mut child: Child) -> io::Result<ExitStatus> {
        let told = self.told.clone();
        thread::spawn(move || {
            // The loop is gone when the line hung up.
            told.send(Wakeup::Returned(child.wait())).ok();
        });
        loop {
            match self.wakeups.recv() {
                Ok(Wakeup::Returned(status)) => return status,
                // The terminal is not ours to draw on; all is drawn anew in the end.
                Ok(Wakeup::Continued | Wakeup::Resized) => {}
                Ok(Wakeup::HungUp) => {
                    self.pending.push_front(Wakeup::HungUp);
                    return Err(io::ErrorKind::BrokenPipe.into());
                }
                Ok(wakeup) => self.pending.push_back(wakeup),
                Err(_) => return Err(io::ErrorKind::BrokenPipe.into()),
            }
        }
    }

    fn come_back(&mut self) -> io::Result<Given> {
        self.crew.tty.enter(self.modes)?;
        Ok(self.resized())
    }
}
