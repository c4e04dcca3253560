//! What is expected against what is on disk: the one plan that `--check` prints and `gen` applies.
//!
//! The output folder's `.errcat-files` lists what its command made there. Only a file on that list is
//! ever overwritten or deleted; anything else in the folder is not the command's.

use std::collections::BTreeSet;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use crate::load::{Existing, existing, read_if_there};

/// The list of the files that a command made, below the folder that it writes to.
pub const LIST: &str = ".errcat-files";

/// A command that writes a folder of files.
#[derive(Debug)]
pub struct Maker {
    /// Its name: it fixes every difference.
    pub command: &'static str,
    /// What a file is that another made.
    foreign: &'static str,
}

/// `gen`, which writes the outputs.
pub static GEN: Maker = Maker { command: "gen", foreign: "a file that `gen` did not make" };

/// `schema`, which writes the schemas beside the catalogue.
pub static SCHEMA: Maker =
    Maker { command: "schema", foreign: "a file that `schema` did not make" };

/// The differences between what is expected and what is there.
#[derive(Debug)]
pub struct Plan {
    /// Whose files they are.
    pub maker: &'static Maker,
    /// What is to be done, in order of path.
    pub changes: Vec<Change>,
    /// How many files are as they should be.
    pub unchanged: usize,
    /// Expected files where something lies that the command did not make: path and what it is.
    pub conflicts: Vec<(String, &'static str)>,
    /// The list as it is, and as it will be.
    pub(crate) listed: BTreeSet<String>,
    pub(crate) to_list: BTreeSet<String>,
    /// Whether the list's file has to be written.
    pub list_differs: bool,
}

/// A file of a target, compared with the file in its place.
#[derive(Debug)]
pub struct Compared {
    /// Its path below the output folder.
    pub path: String,
    /// What lies there.
    pub found: Existing,
    /// What should; `None` where it does.
    pub content: Option<Content>,
}

/// One difference.
#[derive(Debug)]
pub enum Change {
    /// A file that is missing.
    Create(NewFile),
    /// A file that has another text.
    Update(NewFile),
    /// A file that the command made, and no longer makes.
    Delete {
        /// Its path below the output folder.
        path: String,
    },
}

/// A file as it should be.
#[derive(Debug)]
pub struct NewFile {
    /// Its path below the output folder.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

/// What a file should hold.
#[derive(Debug)]
pub enum Content {
    /// This text.
    Text(String),
    /// What is in this file, which only has to be moved to its place.
    Staged(Utf8PathBuf),
}

impl Change {
    /// The file's path below the output folder.
    pub fn path(&self) -> &str {
        match self {
            Self::Create(file) | Self::Update(file) => &file.path,
            Self::Delete { path } => path,
        }
    }
}

impl Plan {
    /// Whether nothing is to be done.
    pub fn is_clean(&self) -> bool {
        self.changes.is_empty() && self.conflicts.is_empty() && !self.list_differs
    }

    /// The first file of the command's, old or new, that lies in the folder `below` of the output
    /// folder.
    pub fn first_in(&self, below: &str) -> Option<&str> {
        let lies_there =
            |path: &&String| path.strip_prefix(below).is_some_and(|rest| rest.starts_with('/'));
        self.listed.union(&self.to_list).find(lies_there).map(String::as_str)
    }
}

/// What is to be done in the folder `out` that `maker` writes to, given all files that this run makes.
/// Of the files that are on the list, those are `judged` which this run would make if they were still
/// to be there; the others are left out of account.
///
/// # Errors
/// Where the disk does not let the folder be read.
pub fn plan(
    out: &Utf8Path,
    maker: &'static Maker,
    files: Vec<Compared>,
    judged: impl Fn(&str) -> bool,
) -> io::Result<Plan> {
    let list_text = read_if_there(out, LIST)?;
    let list_text = list_text.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let listed = list_text.as_deref().map(parse_list).unwrap_or_default();
    let mut changes = Vec::new();
    let mut unchanged = 0;
    let mut conflicts = Vec::new();
    if let Existing::Other(what) = existing(out, LIST)? {
        conflicts.push((LIST.to_owned(), what));
    }
    let mut to_list: BTreeSet<String> =
        listed.iter().filter(|path| !judged(path)).cloned().collect();
    let stale: Vec<String> = listed.difference(&to_list).cloned().collect();
    for Compared { path, found, content } in files {
        to_list.insert(path.clone());
        let Some(content) = content else {
            unchanged += 1;
            continue;
        };
        match found {
            Existing::Other(what) => conflicts.push((path, what)),
            Existing::File if !listed.contains(&path) => {
                conflicts.push((path, maker.foreign));
            }
            Existing::File => changes.push(Change::Update(NewFile { path, content })),
            Existing::Absent => changes.push(Change::Create(NewFile { path, content })),
        }
    }
    for path in stale.into_iter().filter(|path| !to_list.contains(path)) {
        // What is no longer a file is no longer the file that was made.
        if existing(out, &path)? == Existing::File {
            changes.push(Change::Delete { path });
        }
    }
    changes.sort_by(|a, b| a.path().cmp(b.path()));
    let list_differs = list_text != list_file(maker, &to_list);
    Ok(Plan { maker, changes, unchanged, conflicts, listed, to_list, list_differs })
}

/// The list's text; there is none of no files.
pub(crate) fn list_file(maker: &Maker, paths: &BTreeSet<String>) -> Option<String> {
    if paths.is_empty() {
        return None;
    }
    let mut text = format!(
        "# The files in this folder that errcat's `{}` made, and may overwrite or delete.\n",
        maker.command
    );
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    Some(text)
}

/// The paths of a list. Lines that are not paths, such as merge conflict markers, are ignored: the next run
/// writes the list again.
fn parse_list(text: &str) -> BTreeSet<String> {
    let is_path = |line: &&str| {
        !line.is_empty()
            && !line.contains(['\\', ':', '<', '>', '#', '\0'])
            && line.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
    };
    text.lines().filter(is_path).map(str::to_owned).collect()
}
