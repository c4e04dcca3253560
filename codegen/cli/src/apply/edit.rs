//! Edits of a catalogue: all of their files get their new texts, or none.
//!
//! A journal is written first, and flushed to the disk: from then on the edit counts. Each file is
//! replaced then, and the journal is deleted last. Whoever finds one finishes the edit.

use std::collections::BTreeSet;

use std::io;

use camino::{Utf8Path, Utf8PathBuf};
use fs_err::File;

use super::{put, waiting};
use crate::load::journal::{Change, JOURNAL, Journal, JournalError, journal};
use crate::load::{Existing, existing, lock, read_if_there};
use errcat_findings::wording::phrase;

const MARK: &str = "\u{feff}";

/// Why an edit is not there as a whole.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// All files are as they were.
    #[error("nothing in {dir} was changed: fix the following problem, and run the command again")]
    Nothing {
        /// The catalogue's folder.
        dir: Utf8PathBuf,
        /// What was in the way.
        #[source]
        why: io::Error,
    },
    /// The next command that writes has to finish it.
    #[error(
        "an edit of {dir} is unfinished: fix the following problem, and run the command again to \
            finish the edit"
    )]
    Unfinished {
        /// The catalogue's folder.
        dir: Utf8PathBuf,
        /// What was in the way.
        #[source]
        why: io::Error,
    },
    /// There is a journal that does not fit the catalogue.
    #[error(
        "the edit in {dir}/{JOURNAL} cannot be finished: {why}; delete that file to keep the \
            other files as they are"
    )]
    Refused {
        /// The catalogue's folder.
        dir: Utf8PathBuf,
        /// What does not fit.
        why: String,
    },
}

/// Makes an edit of the catalogue in `dir`. `old` and `new` of `changes` have no byte order marks:
/// those of the files stay.
///
/// # Errors
/// Where a file is not as it was when it was read, or the disk does not let it be replaced.
pub fn edit(dir: &Utf8Path, mut changes: Vec<Change>) -> Result<(), EditError> {
    let nothing = |why| EditError::Nothing { dir: dir.to_owned(), why };
    let unfinished = |why| EditError::Unfinished { dir: dir.to_owned(), why };
    if changes.is_empty() {
        return Ok(());
    }
    let _lock = lock(dir);
    if existing(dir, JOURNAL).map_err(nothing)? != Existing::Absent {
        let why = io::Error::other("another edit was interrupted meanwhile");
        return Err(nothing(why));
    }
    for change in &mut changes {
        mark(dir, change).map_err(nothing)?;
    }
    let made = folders(dir, &changes).map_err(nothing)?;
    // Those that were made for nothing go. Nothing is lost with one that cannot go: it is empty.
    let nothing = |why| {
        let _ = made.iter().try_for_each(fs_err::remove_dir);
        nothing(why)
    };
    let journal = Journal { changes };
    let path = dir.join(JOURNAL);
    // Once the journal is gone again, the edit never was. While it cannot be deleted, the edit counts.
    let undone = |why| {
        let _ = fs_err::remove_file(&path);
        let is_gone = existing(dir, JOURNAL).is_ok_and(|found| found == Existing::Absent);
        if is_gone { nothing(why) } else { unfinished(why) }
    };
    put(&path, &journal.text()).and_then(|()| flush(dir)).map_err(undone)?;
    carry_out(dir, &journal).map_err(|(why, done)| {
        match done.iter().try_for_each(|change| take_back(dir, change)) {
            Ok(()) => undone(why),
            Err(_) => unfinished(why),
        }
    })?;
    end(dir, &journal)
}

/// Makes the folders of files that are new: an edit that is finished later looks for them.
fn folders(dir: &Utf8Path, changes: &[Change]) -> io::Result<Vec<Utf8PathBuf>> {
    let mut made = Vec::new();
    for change in changes.iter().filter(|change| change.old.is_none()) {
        let Some((folder, _)) = change.path.rsplit_once('/') else { continue };
        if existing(dir, folder)? == Existing::Absent {
            fs_err::create_dir(dir.join(folder))?;
            made.push(dir.join(folder));
        }
    }
    Ok(made)
}

/// Puts the byte order mark that a file has into the texts of its change; refuses a file that is not
/// as it was.
fn mark(dir: &Utf8Path, change: &mut Change) -> io::Result<()> {
    let found = read_if_there(dir, &change.path)?;
    let expected = change.old.as_ref().map(String::as_bytes);
    let plain = found.as_deref().map(|bytes| bytes.strip_prefix(MARK.as_bytes()).unwrap_or(bytes));
    if plain != expected || found.is_none() && existing(dir, &change.path)? != Existing::Absent {
        let message = format!("`{}` has changed since it was read", dir.join(&change.path));
        return Err(io::Error::other(message));
    }
    if plain.map(<[u8]>::len) != found.as_ref().map(Vec::len) {
        change.new.insert_str(0, MARK);
        change.old = change.old.take().map(|old| [MARK, &old].concat());
    }
    Ok(())
}

/// Replaces the files. Fails with what was done by then.
fn carry_out<'j>(dir: &Utf8Path, journal: &'j Journal) -> Result<(), (io::Error, &'j [Change])> {
    for (at, change) in journal.changes.iter().enumerate() {
        put(&dir.join(&change.path), &change.new).map_err(|why| (why, &journal.changes[..at]))?;
    }
    Ok(())
}

fn take_back(dir: &Utf8Path, change: &Change) -> io::Result<()> {
    let path = dir.join(&change.path);
    match &change.old {
        Some(old) => put(&path, old),
        None => fs_err::remove_file(path),
    }
}

/// Deletes the journal of an edit whose files are all in their places.
fn end(dir: &Utf8Path, journal: &Journal) -> Result<(), EditError> {
    let paths = journal.changes.iter().map(|change| dir.join(&change.path));
    let folders: BTreeSet<Utf8PathBuf> =
        paths.filter_map(|path| path.parent().map(Utf8Path::to_owned)).collect();
    let flushed = folders.iter().try_for_each(|folder| flush(folder));
    flushed
        .and_then(|()| fs_err::remove_file(dir.join(JOURNAL)))
        .map_err(|why| EditError::Unfinished { dir: dir.to_owned(), why })
}

/// Flushes the names in a folder to the disk. Not every system lets a
/// folder be opened.
fn flush(folder: &Utf8Path) -> io::Result<()> {
    File::open(folder).map_or(Ok(()), |folder| folder.sync_all())
}

/// What became of an edit that was interrupted.
#[derive(Debug, PartialEq, Eq)]
pub enum Recovered {
    /// It is finished: its files.
    Finished(Vec<String>),
    /// It had not begun, and what was prepared for it is gone.
    Undone,
}

/// Finishes the edit that an interrupted run left in the catalogue's folder `dir`. `None` if there is no such
/// edit. `is_fit` says what speaks against it, if anything does.
///
/// # Errors
/// Where there is a journal that does not fit the catalogue, or the disk does not let the edit be
/// finished.
pub fn recover(
    dir: &Utf8Path,
    is_fit: impl FnOnce(&Journal) -> Result<(), String>,
) -> Result<Option<Recovered>, EditError> {
    let unfinished = |why| EditError::Unfinished { dir: dir.to_owned(), why };
    let refused = |why| EditError::Refused { dir: dir.to_owned(), why };
    let prepared = waiting(&dir.join(JOURNAL));
    let prepared = prepared.file_name().unwrap_or_default();
    let lies = |name: &str| existing(dir, name).map_err(unfinished);
    if !dir.is_dir() || lies(JOURNAL)? == Existing::Absent && lies(prepared)? == Existing::Absent {
        return Ok(None);
    }
    // Another run may be at it at this moment: then nothing of it is left in the end.
    let _lock = lock(dir);
    let was_prepared = lies(prepared)? == Existing::File;
    if was_prepared {
        fs_err::remove_file(dir.join(prepared)).map_err(unfinished)?;
    }
    let journal = match journal(dir) {
        Ok(Some(journal)) => journal,
        Ok(None) => return Ok(was_prepared.then_some(Recovered::Undone)),
        Err(JournalError::Io(why)) => return Err(unfinished(why)),
        Err(JournalError::Strange(why)) => return Err(refused(why)),
    };
    for change in &journal.changes {
        if !is_known(dir, change).map_err(unfinished)? {
            let path = phrase(&change.path);
            return Err(refused(format!("`{path}` differs from what the edit expects")));
        }
    }
    is_fit(&journal).map_err(refused)?;
    carry_out(dir, &journal).map_err(|(why, _)| unfinished(why))?;
    end(dir, &journal)?;
    Ok(Some(Recovered::Finished(journal.changes.into_iter().map(|it| it.path).collect())))
}

/// Whether a file is as it was before its change, or as it is after it.
fn is_known(dir: &Utf8Path, change: &Change) -> io::Result<bool> {
    let old = change.old.as_ref().map(String::as_bytes);
    Ok(match existing(dir, &change.path)? {
        // Where its folder is gone, there is nothing to make it in.
        Existing::Absent => {
            old.is_none() && dir.join(&change.path).parent().is_some_and(Utf8Path::is_dir)
        }
        Existing::File => {
            let found = read_if_there(dir, &change.path)?;
            found.is_some()
                && (found.as_deref() == old || found.as_deref() == Some(change.new.as_bytes()))
        }
        Existing::Other(_) => false,
    })
}
