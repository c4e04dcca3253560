//! What is expected against what is on disk: the one plan that `--check` prints and `gen` applies.
//!
//! The output folder's `.errcat-files` lists what `gen` made there. Only a file on that list is
//! ever overwritten or deleted; anything else in the folder is not `gen`'s.

use std::collections::BTreeSet;
use std::io;

use camino::Utf8Path;

use crate::emit::Target;
use crate::load::{Existing, existing};
use crate::output::Artifact;
use crate::parallel;

/// The list of the files that `gen` made, below the output folder.
pub const LIST: &str = ".errcat-files";

/// The command that mends every difference.
pub const COMMAND: &str = "cargo xtask gen";

/// The differences between what is expected and what is there.
#[derive(Debug)]
pub struct Plan {
    /// What is to be done, in order of path.
    pub changes: Vec<Change>,
    /// How many files are as they should be.
    pub unchanged: usize,
    /// Expected files where something lies that `gen` did not make: path and what it is.
    pub conflicts: Vec<(String, &'static str)>,
    /// The list as it is, and as it will be.
    pub(crate) listed: BTreeSet<String>,
    pub(crate) to_list: BTreeSet<String>,
    /// Whether the list's file has to be written.
    pub list_differs: bool,
}

/// One difference.
#[derive(Debug)]
pub enum Change {
    /// A file that is missing.
    Create(Artifact),
    /// A file that has another text.
    Update {
        /// As it should be.
        artifact: Artifact,
        /// As it is.
        old: Vec<u8>,
    },
    /// A file that `gen` made, and no longer makes.
    Delete {
        /// Its path below the output folder.
        path: String,
    },
}

impl Change {
    /// The file's path below the output folder.
    pub fn path(&self) -> &str {
        match self {
            Self::Create(artifact) | Self::Update { artifact, .. } => &artifact.path,
            Self::Delete { path } => path,
        }
    }
}

impl Plan {
    /// Whether nothing is to be done.
    pub fn is_clean(&self) -> bool {
        self.changes.is_empty() && self.conflicts.is_empty() && !self.list_differs
    }
}

/// Compares `artifacts`, which are all that `targets` make, with the output folder `out`. What
/// belongs to other targets is left out of account.
pub fn plan(out: &Utf8Path, artifacts: Vec<Artifact>, targets: &[&Target]) -> io::Result<Plan> {
    let (list_text, listed) = match existing(out, LIST, None)? {
        Existing::File(bytes) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let listed = parse_list(&text);
            (Some(text), listed)
        }
        _ => (None, BTreeSet::new()),
    };
    let mut changes = Vec::new();
    let mut unchanged = 0;
    let mut conflicts = Vec::new();
    let mut to_list: BTreeSet<String> = listed
        .iter()
        .filter(|path| !targets.iter().any(|target| target.owns(path)))
        .cloned()
        .collect();
    let stale: Vec<String> = listed.difference(&to_list).cloned().collect();
    let found = parallel::map(&artifacts, |artifact| {
        existing(out, &artifact.path, Some(artifact.text.as_bytes()))
    });
    for (artifact, found) in artifacts.into_iter().zip(found) {
        to_list.insert(artifact.path.clone());
        match found? {
            Existing::Same => unchanged += 1,
            Existing::Absent => changes.push(Change::Create(artifact)),
            Existing::File(old) if listed.contains(&artifact.path) => {
                changes.push(Change::Update { artifact, old });
            }
            Existing::File(_) => conflicts.push((artifact.path, "a file that `gen` did not make")),
            Existing::Other(what) => conflicts.push((artifact.path, what)),
        }
    }
    for path in stale.into_iter().filter(|path| !to_list.contains(path)) {
        // What is no longer a file is no longer the file that `gen` made.
        if matches!(existing(out, &path, None)?, Existing::File(_)) {
            changes.push(Change::Delete { path });
        }
    }
    changes.sort_by(|a, b| a.path().cmp(b.path()));
    let list_differs = list_text.as_deref() != Some(&list_file(&to_list));
    Ok(Plan { changes, unchanged, conflicts, listed, to_list, list_differs })
}

/// The list's text.
pub(crate) fn list_file(paths: &BTreeSet<String>) -> String {
    let mut text = format!(
        "# The files that `{COMMAND}` made in this folder: these it may overwrite and delete.\n"
    );
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}

/// The paths of a list. Lines that are none, such as the marks of an unfinished merge, are passed
/// over: the next run writes the list anew.
fn parse_list(text: &str) -> BTreeSet<String> {
    let is_path = |line: &&str| {
        !line.is_empty()
            && !line.contains(['\\', ':', '<', '>', '#', '\0'])
            && line.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
    };
    text.lines().filter(is_path).map(str::to_owned).collect()
}
