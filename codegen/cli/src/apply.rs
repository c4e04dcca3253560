//! Writing to the disk: a plan carried out.
//!
//! What is new is written into a folder beside the outputs as soon as it is made, so that the texts
//! of all targets are never in memory at once. Once all of it is there, each file is moved to its
//! place, so that an interruption leaves it whole, old or new. The list of files grows before the
//! first is moved and shrinks after the last is deleted: whatever is interrupted, the next run knows
//! what is its own.

pub mod edit;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};

use camino::{Utf8Path, Utf8PathBuf};

use crate::load::{A_FOLDER, Existing, existing, lock};
use crate::plan::{Change, Content, LIST, Plan, list_file};

/// The folder of files that are not in their place yet, below the folder that is written to.
pub const STAGING: &str = ".errcat-new";

/// Where files wait until all of them are there. What still waits in the end is deleted.
#[derive(Debug)]
pub struct Staging {
    folder: Utf8PathBuf,
    /// How many files were put there: their names.
    count: AtomicUsize,
    /// The folders that were made for it, the innermost first.
    made: Vec<Utf8PathBuf>,
    /// Held to the end, so that a second run waits for this one.
    _lock: Option<File>,
}

impl Staging {
    /// Prepares to write to the folder `out`. Waits where another run writes to it; what an
    /// interrupted run left waiting is deleted.
    ///
    /// # Errors
    /// Where the disk does not let the folder be made or cleared.
    pub fn begin(out: &Utf8Path) -> io::Result<Self> {
        let missing = |folder: &&Utf8Path| !folder.as_str().is_empty() && !folder.exists();
        let made = out.ancestors().take_while(missing).map(Utf8Path::to_owned).collect();
        if !out.is_dir() {
            fs_err::create_dir_all(out)?;
        }
        let lock = lock(out);
        let folder = out.join(STAGING);
        clear(&folder)?;
        Ok(Self { folder, count: AtomicUsize::new(0), made, _lock: lock })
    }

    /// Writes a file that waits, and tells where it is.
    ///
    /// # Errors
    /// Where the disk does not let it be written.
    pub(crate) fn stage(&self, text: &[u8]) -> io::Result<Utf8PathBuf> {
        fs_err::create_dir_all(&self.folder)?;
        let path = self.folder.join(self.count.fetch_add(1, Ordering::Relaxed).to_string());
        fs_err::write(&path, text)?;
        Ok(path)
    }

    /// Ends the writing: the folder of waiting files goes, and the next run may come.
    ///
    /// # Errors
    /// Where the disk does not let it be deleted.
    pub fn end(self) -> io::Result<()> {
        clear(&self.folder)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After a failure, which is reported. What cannot be deleted now is deleted by the next run.
        let _ = clear(&self.folder);
        // Folders that were made for nothing go. Those that hold something cannot be deleted so.
        let _ = self.made.iter().try_for_each(fs_err::remove_dir);
    }
}

/// Deletes the folder of waiting files, if there is one.
fn clear(folder: &Utf8Path) -> io::Result<()> {
    match fs_err::symlink_metadata(folder) {
        Ok(metadata) if metadata.is_dir() => fs_err::remove_dir_all(folder),
        Ok(_) => fs_err::remove_file(folder),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Carries out `plan` in the output folder `out`; its new files wait in `staging`. A plan with
/// conflicts is not for this.
///
/// # Errors
/// Where the disk does not let a file be moved or deleted.
pub fn apply(out: &Utf8Path, plan: &Plan, staging: &Staging) -> io::Result<()> {
    if plan.list_differs {
        list(out, plan, &plan.listed.union(&plan.to_list).cloned().collect(), staging)?;
    }
    for change in &plan.changes {
        match change {
            Change::Create(file) | Change::Update(file) => {
                let target = out.join(&file.path);
                fs_err::create_dir_all(target.parent().unwrap_or(out))?;
                match &file.content {
                    Content::Staged(path) => replace(path, &target)?,
                    Content::Text(text) => replace(&staging.stage(text.as_bytes())?, &target)?,
                }
            }
            Change::Delete { path } => fs_err::remove_file(out.join(path))?,
        }
    }
    for path in plan.listed.difference(&plan.to_list) {
        prune(out, Utf8Path::new(path))?;
    }
    if plan.list_differs {
        list(out, plan, &plan.to_list, staging)?;
    }
    Ok(())
}

/// Writes the list of files.
fn list(
    out: &Utf8Path,
    plan: &Plan,
    paths: &BTreeSet<String>,
    staging: &Staging,
) -> io::Result<()> {
    match list_file(plan.maker, paths) {
        Some(text) => replace(&staging.stage(text.as_bytes())?, &out.join(LIST)),
        None if existing(out, LIST)? == Existing::File => fs_err::remove_file(out.join(LIST)),
        None => Ok(()),
    }
}

/// Deletes the folder `path` below `base` and those around it, as far as nothing is left in them.
///
/// # Errors
/// Where the disk does not let one be deleted.
pub fn clear_away(base: &Utf8Path, path: &Utf8Path) -> io::Result<()> {
    prune(base, &path.join(LIST))
}

/// Replaces a small file that errcat keeps beside others; without text, it goes. No link is followed:
/// what lies there is [`Existing::File`] or nothing.
///
/// # Errors
/// Where the disk does not let it be written.
pub fn keep(path: &Utf8Path, text: &str) -> io::Result<()> {
    if !text.is_empty() {
        return put(path, text);
    }
    match fs_err::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Writes a new file, and the folders around it. Returns whether it is new: one that exists, a link too,
/// stays as it is.
///
/// # Errors
/// Where the disk does not let it be written.
pub fn create(path: &Utf8Path, text: &str) -> io::Result<bool> {
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    if let Some(folder) = path.parent() {
        fs_err::create_dir_all(folder)?;
    }
    put(path, text)?;
    Ok(true)
}

/// Moves a file to where another may be.
fn replace(staged: &Utf8Path, target: &Utf8Path) -> io::Result<()> {
    std::fs::rename(staged, target).map_err(|error| {
        io::Error::new(error.kind(), format!("failed to replace `{target}`: {error}"))
    })
}

/// Replaces the text of one file that somebody else made, a link's target rather than the link, and
/// leaves its permissions as they are. What is new waits beside it until it is whole.
///
/// # Errors
/// Where the disk does not let it be written.
pub fn overwrite(path: &Utf8Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize_utf8().unwrap_or_else(|_| path.to_owned());
    // A second run waits until this one's file is in its place.
    let folder = path.parent().filter(|folder| !folder.as_str().is_empty());
    let _lock = lock(folder.unwrap_or(Utf8Path::new(".")));
    put(&path, text)
}

/// Where the new text of the file at `path` waits until it is whole.
fn waiting(path: &Utf8Path) -> Utf8PathBuf {
    path.with_file_name(format!(".errcat-{}", path.file_name().unwrap_or_default()))
}

/// The same without a lock, for a file that is not a link.
fn put(path: &Utf8Path, text: &str) -> io::Result<()> {
    let waiting = waiting(path);
    let replaced = wait(&waiting, path, text).and_then(|()| replace(&waiting, path));
    if replaced.is_err() {
        // The first failure is the one to tell of.
        let _ = fs_err::remove_file(&waiting);
    }
    replaced
}

/// Makes the file that waits to be at `path`.
fn wait(waiting: &Utf8Path, path: &Utf8Path, text: &str) -> io::Result<()> {
    // It deletes the file of an interrupted run, but nothing else than a file.
    match fs_err::remove_file(waiting) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = fs_err::OpenOptions::new().write(true).create_new(true).open(waiting)?;
    file.write_all(text.as_bytes())?;
    // Nothing can make this text again: it is on the disk before the old one is gone.
    file.sync_all()?;
    match fs_err::metadata(path) {
        Ok(metadata) => fs_err::set_permissions(waiting, metadata.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Deletes the folders that a file left empty when it was deleted, by this run or by one that was
/// interrupted. `path` is the file's, below the output folder `out`.
fn prune(out: &Utf8Path, path: &Utf8Path) -> io::Result<()> {
    for folder in path.ancestors().skip(1).filter(|folder| !folder.as_str().is_empty()) {
        match existing(out, folder.as_str())? {
            Existing::Absent => continue,
            Existing::Other(A_FOLDER) => {}
            // Something else lies there now, and it is not `gen`'s.
            _ => break,
        }
        match fs_err::remove_dir(out.join(folder)) {
            Ok(()) => {}
            // It holds something. Some systems say so in other words.
            Err(_) if !is_empty(&out.join(folder))? => break,
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn is_empty(folder: &Utf8Path) -> io::Result<bool> {
    Ok(fs_err::read_dir(folder)?.next().is_none())
}
