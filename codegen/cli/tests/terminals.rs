//! What is printed on a terminal, and asked there.

#![cfg(target_os = "linux")]

use std::io::{Read, Write};
use std::os::fd::AsFd;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::scratch::{self, PROGRAM, Scratch};
use nix::pty::{Winsize, openpty};

/// A program at a terminal of its own.
struct Terminal {
    child: Child,
    keys: std::fs::File,
    pieces: Receiver<Vec<u8>>,
    shown: String,
}

impl Terminal {
    fn run(scratch: &Scratch, arguments: &[&str], columns: u16) -> Self {
        let size = Winsize { ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        let pty = openpty(&size, None).unwrap();
        let end = || Stdio::from(pty.slave.as_fd().try_clone_to_owned().unwrap());
        let child = Command::new(PROGRAM)
            .args(arguments)
            .args(["--catalogue", "catalogue"])
            .current_dir(&scratch.root)
            .env("TERM", "xterm-256color")
            .stdin(end())
            .stdout(end())
            .stderr(end())
            .spawn()
            .unwrap();
        drop(pty.slave);
        let keys = std::fs::File::from(pty.master);
        let mut screen = keys.try_clone().unwrap();
        let (send, pieces) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            // The terminal is gone once the program has ended.
            while let Ok(count @ 1..) = screen.read(&mut bytes) {
                if send.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { child, keys, pieces, shown: String::new() }
    }

    /// Waits until `words` are shown.
    fn wait(&mut self, words: &str) {
        while !self.shown.contains(words) {
            let piece = self.pieces.recv_timeout(Duration::from_secs(20));
            let piece = piece.unwrap_or_else(|_| {
                let _ = self.child.kill();
                #[allow(clippy::panic, reason = "a test says what is not as expected")]
                {
                    panic!("no `{words}` in: {}", plain(&self.shown))
                }
            });
            self.shown.push_str(&String::from_utf8_lossy(&piece));
        }
    }

    /// Waits until `words` are shown, and then types `keys`. What was shown before counts no more.
    fn answer(&mut self, words: &str, keys: &str) {
        self.wait(words);
        self.shown.clear();
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    /// Everything that is shown up to the end, and the exit status.
    fn end(mut self) -> (String, Option<i32>) {
        while let Ok(piece) = self.pieces.recv_timeout(Duration::from_secs(20)) {
            self.shown.push_str(&String::from_utf8_lossy(&piece));
        }
        let _ = self.child.kill();
        (self.shown.clone(), self.child.wait().unwrap().code())
    }
}

/// Without what only a terminal understands.
fn plain(text: &str) -> String {
    console::strip_ansi_codes(text).into_owned()
}

#[test]
fn what_is_missing_is_asked_for() {
    let scratch = Scratch::new();
    let mut terminal = Terminal::run(&scratch, &["add"], 100);
    // Lists are narrowed down by what one types.
    terminal.answer("API", "numer\r");
    terminal.answer("Name", "bad name\r");
    terminal.answer(
        "is not a valid name for a code",
        "\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}TOO_BUSY\r",
    );
    // The next free number is offered.
    terminal.answer("13", "\r");
    terminal.answer("Status", "4XX\r");
    terminal.answer("Message", "Try again later\r");
    terminal.answer("What happened", "Too much is going on.\r");
    let (shown, status) = terminal.end();
    assert_eq!(status, Some(0), "{}", plain(&shown));
    let text = fs_err::read_to_string(scratch.path("catalogue/numeric/errors.toml")).unwrap();
    let entry = "\n[codes.TOO_BUSY]\nwire = 13\nstatus = \"4XX\"\nmessage = \"Try again later\"\n\
                 description = \"Too much is going on.\"\n";
    assert!(text.ends_with(entry), "{text}");
}

/// Nobody has to answer: Escape ends it, and nothing is written.
#[test]
fn a_question_can_be_refused() {
    let scratch = Scratch::new();
    let before = scratch::tree(&scratch.path("catalogue"));
    let mut terminal = Terminal::run(&scratch, &["add", "rest/NEW"], 100);
    terminal.answer("Group", "\u{1b}");
    let (shown, status) = terminal.end();
    assert_eq!(status, Some(2), "{}", plain(&shown));
    assert_eq!(before, scratch::tree(&scratch.path("catalogue")));
}

/// What a catalogue or an argument says is not a command to the runner of a CI job, there neither.
#[test]
fn questions_are_no_commands() {
    let scratch = Scratch::new();
    let title = "##[error]a ##vso[task]b that is all";
    scratch.edit("catalogue/numeric/api.toml", "title = \"", &format!("title = \"{title} "));
    let mut terminal = Terminal::run(&scratch, &["add", "--title", "::error::##[c] in it"], 100);
    terminal.wait("that is all");
    let choices = plain(&terminal.shown);
    assert!(choices.contains("##\\[error]a") && !choices.contains("##["), "{choices}");
    terminal.answer("API", "numer\r");
    terminal.answer("Name", "TOO_BUSY\r");
    terminal.answer("13", "\r");
    terminal.answer("Status", "4XX\r");
    terminal.wait("in it");
    let offered = plain(&terminal.shown);
    assert!(offered.contains("##\\[c]") && !offered.contains("##["), "{offered}");
    // What is taken as it is offered is the title itself.
    terminal.answer("in it", "\r");
    terminal.answer("What happened", "\r");
    let (shown, status) = terminal.end();
    assert_eq!(status, Some(0), "{}", plain(&shown));
    let text = fs_err::read_to_string(scratch.path("catalogue/numeric/errors.toml")).unwrap();
    assert!(text.contains("title = \"::error::##[c] in it\"") && !text.contains("\\["), "{text}");
}

#[test]
fn tables_fit_the_terminal() {
    let scratch = Scratch::new();
    for columns in [20, 60, 100] {
        let commands: &[&[&str]] = &[&["list"], &["search", "token"], &["stats"], &["show", "10"]];
        for command in commands {
            let (shown, status) = Terminal::run(&scratch, command, columns).end();
            assert_eq!(status, Some(0), "{}", plain(&shown));
            let shown = plain(&shown);
            assert!(shown.lines().count() > 3, "{shown}");
            // Addresses, and words longer than the line, are not broken.
            let may_be_wide =
                |line: &str| command[0] == "show" && (columns < 60 || line.contains("://"));
            for line in shown.lines().filter(|line| !may_be_wide(line)) {
                let width = console::measure_text_width(line.trim_end());
                assert!(width <= usize::from(columns), "{command:?} {columns}: {line}");
            }
        }
    }
}
