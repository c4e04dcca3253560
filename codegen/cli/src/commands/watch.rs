//! `--watch`: a command that runs again whenever a file of the catalogue changes.

use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use camino::{Utf8Path, Utf8PathBuf};

use crate::Outcome;
use crate::terminal::{error, lost};

/// How often errcat looks at the files. Polling their times works on every disk, and in containers without
/// notifications.
const PAUSE: Duration = Duration::from_millis(150);

/// When each file was written last, and its length.
type Seen = BTreeMap<Utf8PathBuf, (SystemTime, u64)>;

/// Runs `once`, and again after each change in the folder `dir`, until the process is ended.
pub(crate) fn run(
    dir: &Utf8Path,
    once: impl Fn() -> anyhow::Result<Outcome>,
) -> anyhow::Result<Outcome> {
    loop {
        // What changes in the meantime is seen afterwards.
        let seen = look(dir);
        if let Err(failure) = once() {
            error(&format!("error: {failure:#}\n"));
        }
        error(&format!("waiting for changes in {dir} (Ctrl+C ends it)\n"));
        if let Some(lost) = lost() {
            anyhow::bail!("{lost}");
        }
        let mut now = look(dir);
        while now == seen {
            sleep(PAUSE);
            now = look(dir);
        }
        // Editors write a file in several steps, and several files at once.
        loop {
            sleep(PAUSE);
            let then = std::mem::replace(&mut now, look(dir));
            if then == now {
                break;
            }
        }
    }
}

/// The catalogue's files: those of its folder and of each API's. What cannot be seen is not there: an
/// editor may be about to put another in its place.
fn look(dir: &Utf8Path) -> Seen {
    let mut seen = Seen::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir_utf8().into_iter().flatten().flatten() {
            let (path, Ok(metadata)) = (entry.path(), entry.metadata()) else { continue };
            if entry.file_name().starts_with('.') {
                continue;
            }
            match metadata.modified() {
                _ if metadata.is_dir() && folder == dir => folders.push(path.to_owned()),
                Ok(modified) => {
                    seen.insert(path.to_owned(), (modified, metadata.len()));
                }
                Err(_) => {}
            }
        }
    }
    seen
}
