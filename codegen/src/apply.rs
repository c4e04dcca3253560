//! Writing to the disk: a plan carried out.
//!
//! What is new is written into a folder beside the outputs as soon as it is made, so that the texts
//! of all targets are never in memory at once. Once all of it is there, each file is moved to its
//! place, so that an interruption leaves it whole, old or new. The list of files grows before the
//! first is moved and shrinks after the last is deleted: whatever is interrupted, the next run knows
//! what is its own.

use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use camino::{Utf8Path, Utf8PathBuf};

use crate::plan::{Change, Content, LIST, Plan, list_file};

/// The folder of files that are not in their place yet, below the output folder.
const STAGING: &str = ".errcat-new";

/// Where files wait until all of them are there. What still waits in the end is deleted.
#[derive(Debug)]
pub struct Staging {
    folder: Utf8PathBuf,
    /// How many files were put there: their names.
    count: AtomicUsize,
    /// Held to the end, so that a second run waits for this one.
    _lock: Option<File>,
}

impl Staging {
    /// Prepares to write to the output folder `out`. Waits where another run writes to it; what an
    /// interrupted run left waiting is deleted.
    ///
    /// # Errors
    /// Where the disk does not let the folder be made or cleared.
    pub fn begin(out: &Utf8Path) -> io::Result<Self> {
        fs_err::create_dir_all(out)?;
        // Not every system lets a folder be opened or locked. There, two runs at once may find that
        // a file of theirs is gone, and say so.
        let lock = File::open(out).ok().filter(|folder| folder.lock().is_ok());
        let folder = out.join(STAGING);
        clear(&folder)?;
        Ok(Self { folder, count: AtomicUsize::new(0), _lock: lock })
    }

    /// Writes a file that waits, and tells where it is.
    ///
    /// # Errors
    /// Where the disk does not let it be written.
    pub(crate) fn stage(&self, text: &str) -> io::Result<Utf8PathBuf> {
        fs_err::create_dir_all(&self.folder)?;
        let path = self.folder.join(self.count.fetch_add(1, Ordering::Relaxed).to_string());
        fs_err::write(&path, text)?;
        Ok(path)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be deleted now is deleted by the next run.
        let _ = clear(&self.folder);
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
        let all = plan.listed.union(&plan.to_list).cloned().collect();
        replace(&staging.stage(&list_file(&all))?, &out.join(LIST))?;
    }
    for change in &plan.changes {
        match change {
            Change::Create(file) | Change::Update(file) => {
                let target = out.join(&file.path);
                fs_err::create_dir_all(target.parent().unwrap_or(out))?;
                match &file.content {
                    Content::Staged(path) => replace(path, &target)?,
                    Content::Text(text) => replace(&staging.stage(text)?, &target)?,
                }
            }
            Change::Delete { path } => delete(out, path)?,
        }
    }
    if plan.list_differs {
        replace(&staging.stage(&list_file(&plan.to_list))?, &out.join(LIST))?;
    }
    Ok(())
}

/// Replaces a file of the catalogue, whose text was `old`, by one with the text `new`. A byte order
/// mark stays.
///
/// # Errors
/// Where the disk does not let it be replaced, or the file has changed since it was read.
pub fn rewrite(path: &Utf8Path, old: &str, new: &str) -> io::Result<()> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    let bytes = fs_err::read(path)?;
    let (mark, text) = match bytes.strip_prefix(MARK) {
        Some(text) => (MARK, text),
        None => (&[] as &[u8], bytes.as_slice()),
    };
    if text != old.as_bytes() {
        let message = format!("`{path}` has changed since it was read");
        return Err(io::Error::other(message));
    }
    let mark = if mark.is_empty() { "" } else { "\u{feff}" };
    overwrite(path, &[mark, new].concat())
}

/// Moves a file to where another may be.
fn replace(staged: &Utf8Path, target: &Utf8Path) -> io::Result<()> {
    std::fs::rename(staged, target).map_err(|error| {
        io::Error::new(error.kind(), format!("failed to replace `{target}`: {error}"))
    })
}

/// Replaces the text of one file that somebody else made, a link's target rather than the link, and
/// leaves its permissions as they are. What is new waits beside it.
///
/// # Errors
/// Where the disk does not let it be written.
pub fn overwrite(path: &Utf8Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize_utf8().unwrap_or_else(|_| path.to_owned());
    let waiting = path.with_file_name(format!(".errcat-{}", path.file_name().unwrap_or_default()));
    fs_err::write(&waiting, text)?;
    if let Ok(metadata) = fs_err::metadata(&path) {
        fs_err::set_permissions(&waiting, metadata.permissions())?;
    }
    let replaced = replace(&waiting, &path);
    if replaced.is_err() {
        // The first failure is the one to tell of.
        let _ = fs_err::remove_file(&waiting);
    }
    replaced
}

/// Deletes a file, and the folders that it leaves empty.
fn delete(out: &Utf8Path, path: &str) -> io::Result<()> {
    let target = out.join(path);
    fs_err::remove_file(&target)?;
    let mut folder = target.parent();
    while let Some(empty) = folder.filter(|folder| *folder != out) {
        // A folder that still holds something refuses to go.
        if std::fs::remove_dir(empty).is_err() {
            break;
        }
        folder = empty.parent();
    }
    Ok(())
}
