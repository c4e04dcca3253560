//! The journal of an edit: a file in the catalogue's folder that holds the edit from its beginning
//! until all of its files are written. One that lies there when a command begins is of a run that
//! was killed.
//!
//! Anybody can put such a file there, in a pull request for one. It names files of a catalogue alone,
//! and counts for nothing unless these are as it says, or as it would make them.

use std::collections::HashSet;
use std::io;

use camino::Utf8Path;

use super::{Existing, LINK_HELP, MARK, MOST_BYTES, existing, stray_as};
use errcat_catalogue::raw::format::file;
use errcat_findings::diagnostic::Findings;
use errcat_findings::rules;
use errcat_findings::source::{Edited, Source, Sources};
use errcat_findings::wording::phrase;

/// The journal's name in the catalogue's folder.
pub const JOURNAL: &str = ".errcat-edit";

/// An edit of a catalogue: all of its files or none get their new texts.
#[derive(Debug, PartialEq, Eq)]
pub struct Journal {
    /// What changes, a file each.
    pub changes: Vec<Change>,
}

/// What an edit does to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path below the catalogue's folder.
    pub path: String,
    /// The text that it had, byte order mark and all; `None` where the edit makes it.
    pub old: Option<String>,
    /// The text that it gets.
    pub new: String,
}

impl Change {
    /// What `edited` does to the files of `sources`.
    pub fn of(edited: &[Edited], sources: &Sources) -> Vec<Self> {
        let change = |Edited { file, text }: &Edited| {
            let source = sources.get(*file);
            Self { path: source.path.clone(), old: Some(source.text.clone()), new: text.clone() }
        };
        edited.iter().map(change).collect()
    }
}

/// Why a journal counts for nothing.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// It is not an edit of this catalogue.
    #[error("{0}")]
    Strange(String),
    /// The disk says no.
    #[error(transparent)]
    Io(#[from] io::Error),
}

const HEAD: &str = "# An unfinished edit of this catalogue. Run errcat's `gen` to finish it.\n";

impl Journal {
    /// Its text: TOML.
    pub(crate) fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        let quoted = |text: &str| toml::Value::from(text).to_string();
        for Change { path, old, new } in &self.changes {
            text.push_str(&format!("\n[[change]]\npath = {}\n", quoted(path)));
            if let Some(old) = old {
                text.push_str(&format!("old = {}\n", quoted(old)));
            }
            text.push_str(&format!("new = {}\n", quoted(new)));
        }
        text
    }

    /// The files of a catalogue with the texts that they have after the edit, or had before it.
    pub(crate) fn over(&self, sources: &Sources, after: bool) -> Sources {
        let mut over = Sources::default();
        let text = |change: &Change| {
            let text = if after { Some(&change.new) } else { change.old.as_ref() };
            text.map(|text| text.strip_prefix(MARK).unwrap_or(text).to_owned())
        };
        let of = |path: &str| self.changes.iter().find(|change| change.path == path);
        for (_, source) in sources.iter() {
            let change = of(&source.path);
            let Some(text) = change.map_or_else(|| Some(source.text.clone()), text) else {
                continue;
            };
            over.add(Source {
                display: source.display.clone(),
                path: source.path.clone(),
                text,
                readable: source.readable,
            });
        }
        let is_new = |change: &&Change| sources.iter().all(|(_, it)| it.path != change.path);
        for change in self.changes.iter().filter(is_new) {
            if let Some(text) = text(change) {
                let (display, path) = (change.path.clone(), change.path.clone());
                over.add(Source { display, path, text, readable: true });
            }
        }
        over
    }

    fn parse(text: &str) -> Result<Self, String> {
        let table: toml::Table = text.parse().map_err(|_| "it is not TOML".to_owned())?;
        let list = match table.into_iter().collect::<Vec<_>>().as_mut_slice() {
            [(key, toml::Value::Array(list))] if key == "change" => std::mem::take(list),
            _ => return Err("it is not a list of changes".to_owned()),
        };
        let mut paths = HashSet::new();
        let mut changes = Vec::new();
        for one in list {
            let change = change(one).ok_or("one of its changes does not describe a file")?;
            let path = &change.path;
            if !is_of_a_catalogue(path) {
                return Err(format!("`{}` is not a file of a catalogue", phrase(path)));
            }
            if !paths.insert(path.clone()) {
                return Err(format!("it changes `{}` twice", phrase(path)));
            }
            changes.push(change);
        }
        Ok(Self { changes })
    }
}

fn change(value: toml::Value) -> Option<Change> {
    let toml::Value::Table(mut table) = value else { return None };
    let mut take = |key| match table.remove(key) {
        Some(toml::Value::String(text)) => Some(Some(text)),
        Some(_) => None,
        None => Some(None),
    };
    let (path, old, new) = (take("path")??, take("old")?, take("new")??);
    table.is_empty().then_some(Change { path, old, new })
}

/// Whether `load` would read a file of this path: a name of the format's, at most one folder deep,
/// with nothing hidden in it.
fn is_of_a_catalogue(path: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && !part.contains(['/', '\\', ':', '\0'])
    };
    let parts = path.split_once('/');
    let is_plain = parts.map_or(plain(path), |(folder, name)| plain(folder) && plain(name));
    is_plain && file(path).is_some()
}

/// The journal in the catalogue's folder `dir`; `None` where there is none.
///
/// # Errors
/// If the file is not a journal of this catalogue, or the disk does not let it be read.
pub fn journal(dir: &Utf8Path) -> Result<Option<Journal>, JournalError> {
    match existing(dir, JOURNAL)? {
        Existing::Absent => return Ok(None),
        Existing::Other(what) => return Err(JournalError::Strange(format!("it is {what}"))),
        Existing::File => {}
    }
    let path = dir.join(JOURNAL);
    // It holds two texts of each file.
    if fs_err::metadata(&path)?.len() > 4 * MOST_BYTES {
        return Err(JournalError::Strange("it is larger than 256 MiB".to_owned()));
    }
    let text = String::from_utf8(fs_err::read(&path)?);
    let text = text.map_err(|_| JournalError::Strange("it is not UTF-8".to_owned()))?;
    Journal::parse(&text).map(Some).map_err(JournalError::Strange)
}

/// Reports an edit that is not finished, and tells whether there is one. Nothing else that is wrong
/// in its files would mean anything.
pub(super) fn report(
    dir: &Utf8Path,
    sources: &mut Sources,
    findings: &mut Findings,
) -> io::Result<bool> {
    if !dir.is_dir() || existing(dir, JOURNAL)? == Existing::Absent {
        return Ok(false);
    }
    // Another run may be at it at this moment: then it is soon over.
    super::wait(dir);
    let found = journal(dir);
    let (message, help) = match &found {
        Ok(None) => return Ok(false),
        Err(JournalError::Io(_)) | Ok(Some(_)) => (
            "an edit of the catalogue was interrupted".to_owned(),
            "run `gen` to finish it, or delete this file to keep the others as they are",
        ),
        Err(JournalError::Strange(why)) => (
            format!("this is not the journal of an edit: {why}"),
            if why.contains("link") {
                LINK_HELP
            } else {
                "delete this file: errcat did not write it"
            },
        ),
    };
    stray_as(&rules::UNFINISHED_EDIT, (dir, JOURNAL), &message, help, sources, findings);
    Ok(true)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test ends at the first thing that is not expected")]

    use super::{Change, Journal, is_of_a_catalogue};

    #[test]
    fn a_journal_is_read_as_it_was_written() {
        let texts =
            ["", "\n", "a\r\nb\r\n", "\u{feff}x = '''\n'''\n", "\\ \" \"\"\" \t \u{7f}\0", "\r"];
        let change = |at: usize| Change {
            path: if at > 0 { format!("api/group_{at}.toml") } else { "changelog.toml".to_owned() },
            old: (at > 0).then(|| texts[at].to_owned()),
            new: texts[texts.len() - 1 - at].to_owned(),
        };
        let journal = Journal { changes: (0..texts.len()).map(change).collect() };
        assert_eq!(Journal::parse(&journal.text()).unwrap(), journal);
    }

    #[test]
    fn a_journal_names_files_of_a_catalogue_alone() {
        for path in ["catalogue.toml", "changelog.toml", "shop/api.toml", "shop/orders.toml"] {
            assert!(is_of_a_catalogue(path), "{path}");
        }
        let foreign = [
            "",
            ".",
            "..",
            "/",
            "/etc/passwd",
            "/catalogue.toml",
            "../catalogue.toml",
            "shop/../x.toml",
            "./catalogue.toml",
            "shop/x/y.toml",
            "shop//x.toml",
            ".git/config.toml",
            ".cargo/config.toml",
            "shop/.hidden.toml",
            "Cargo.toml",
            "api.toml",
            "shop/x.rs",
            "shop\\x.toml",
            "c:/x.toml",
            "shop/",
            "shop/x.toml/",
            "shop/x.toml\0",
            ".errcat-edit",
        ];
        for path in foreign {
            assert!(!is_of_a_catalogue(path), "{path}");
        }
    }

    #[test]
    fn what_is_no_journal_is_refused() {
        const GOOD: &str = "[[change]]\npath = \"catalogue.toml\"\nold = \"\"\nnew = \"\"\n";
        assert!(Journal::parse(GOOD).is_ok());
        let strange = [
            "",
            "[",
            "change = []\nmore = 1",
            "change = 1",
            "change = [1]",
            "[[change]]\npath = \"catalogue.toml\"\nold = \"\"\n",
            "[[change]]\npath = \"catalogue.toml\"\nold = 1\nnew = \"\"\n",
            "[[change]]\nold = \"\"\nnew = \"\"\n",
            &format!("{GOOD}mode = \"0777\"\n"),
            &GOOD.repeat(2),
            &GOOD.replace("catalogue", "Cargo"),
        ];
        for text in strange {
            assert!(Journal::parse(text).is_err(), "{text}");
        }
    }
}
