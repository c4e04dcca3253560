//! Reading from the disk: the catalogue's files, and what lies where outputs go.
//!
//! With `apply` the only module that touches the disk.

pub mod journal;

use std::fs::File;
use std::io::{self, Read};

use camino::{Utf8Path, Utf8PathBuf};

use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules::{self, Rule};
use errcat_findings::source::{Source, Sources, Span};
use errcat_findings::wording::nearest;

/// Why a catalogue could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no catalogue in the folder.
    #[error(
        "{dir} is not a catalogue: there is no {dir}/catalogue.toml; name the catalogue's folder \
            with --catalogue DIR, or start one with a catalogue.toml that holds\n\n    format = 1\n    title = \"…\"\n    version = \"0.1.0\""
    )]
    NoCatalogue {
        /// The folder.
        dir: Utf8PathBuf,
    },
    /// The disk says no.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The files beside the folders, in the order of messages.
const TOP_FILES: &[&str] = &[
    "catalogue.toml",
    "statuses.toml",
    "actions.toml",
    "conversions.toml",
    "changelog.toml",
    "accepted.toml",
];

/// No file of a catalogue is larger than this, in bytes.
const MOST_BYTES: u64 = 64 << 20;

/// Reads the catalogue in `dir`. Where an edit of it is not finished, that is all there is to say.
///
/// # Errors
/// Where there is no catalogue, or the disk does not let it be read.
pub fn catalogue(dir: &Utf8Path, findings: &mut Findings) -> Result<Sources, LoadError> {
    let mut sources = Sources::default();
    if journal::report(dir, &mut sources, findings)? {
        return Ok(sources);
    }
    files(dir, findings)
}

/// Reads the catalogue's files as they are, whether an edit of them is finished or not.
pub(crate) fn files(dir: &Utf8Path, findings: &mut Findings) -> Result<Sources, LoadError> {
    if !dir.join("catalogue.toml").exists() {
        return Err(LoadError::NoCatalogue { dir: dir.to_owned() });
    }
    let mut sources = Sources::default();
    let entries = entries(dir)?;
    for name in TOP_FILES {
        if entries.iter().any(|entry| entry.name == *name) {
            read(dir, name, &mut sources, findings)?;
        }
    }
    for entry in &entries {
        if is_toml(&entry.name) && !TOP_FILES.contains(&entry.name.as_str()) {
            let help = match nearest(&entry.name, TOP_FILES.iter().copied()) {
                Some(near) => {
                    format!(
                        "did you mean `{near}`? A group of codes belongs in the folder of its \
                        API"
                    )
                }
                None => "move it into the folder of an API, or delete it".to_owned(),
            };
            stray(
                dir,
                &entry.name,
                &format!("`{}` is not a file of a catalogue", entry.name),
                &help,
                &mut sources,
                findings,
            );
        } else if entry.is_dir {
            api(dir, &entry.name, &mut sources, findings)?;
        } else if entry.is_link && !entry.name.contains('.') {
            stray(dir, &entry.name, LINK, LINK_HELP, &mut sources, findings);
        }
    }
    Ok(sources)
}

/// Names are held to the byte, whatever the disk thinks of upper and lower case.
fn is_toml(name: &str) -> bool {
    name.strip_suffix(".toml").is_some()
}

const LINK: &str = "a catalogue cannot contain links";
const LINK_HELP: &str = "replace the link with a copy of the file or folder";

fn api(
    dir: &Utf8Path,
    folder: &str,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Result<(), LoadError> {
    let mut entries = entries(&dir.join(folder))?;
    // A folder without TOML files does not belong to the catalogue.
    if !entries.iter().any(|entry| is_toml(&entry.name)) {
        return Ok(());
    }
    entries.sort_by_key(|entry| entry.name != "api.toml");
    for entry in &entries {
        let path = format!("{folder}/{}", entry.name);
        if is_toml(&entry.name) {
            read(dir, &path, sources, findings)?;
        } else if entry.is_dir {
            let help = "a folder is an API, and each file in it is a group of codes: move the \
                files one level up";
            stray(
                dir,
                &path,
                "the folder of an API contains another folder",
                help,
                sources,
                findings,
            );
        }
    }
    Ok(())
}

struct Entry {
    name: String,
    is_dir: bool,
    is_link: bool,
}

/// The entries of a folder, by name, without hidden files, which editors leave.
fn entries(dir: &Utf8Path) -> Result<Vec<Entry>, LoadError> {
    let mut entries = Vec::new();
    for entry in fs_err::read_dir(dir)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        // Names that are not UTF-8 are not names of the format, so they cannot be files of it.
        let Ok(name) = entry.file_name().into_string() else { continue };
        if !name.starts_with('.') {
            entries.push(Entry { name, is_dir: kind.is_dir(), is_link: kind.is_symlink() });
        }
    }
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(entries)
}

/// Adds the file at `path`; what cannot be read as text is reported and added as unreadable.
fn read(
    dir: &Utf8Path,
    path: &str,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Result<(), LoadError> {
    let full = dir.join(path);
    let metadata = fs_err::symlink_metadata(&full)?;
    let fault = if metadata.is_symlink() {
        Some((LINK, LINK_HELP))
    } else if metadata.is_dir() {
        Some((
            "a folder is not a TOML file",
            "rename the folder: the folder of an API cannot have a `.` in its name",
        ))
    } else if !metadata.is_file() {
        Some(("this is not a regular file", "put a TOML file here"))
    } else if metadata.len() > MOST_BYTES {
        Some(("the file is larger than 64 MiB", "split it into several groups"))
    } else {
        None
    };
    if let Some((message, help)) = fault {
        stray(dir, path, message, help, sources, findings);
        return Ok(());
    }
    let bytes = fs_err::read(&full)?;
    add(path, full.into_string(), bytes, sources, findings);
    Ok(())
}

/// The byte order mark.
const MARK: char = '\u{feff}';

/// Adds the file at `path` below the catalogue's folder, which messages call `display` and which holds
/// `bytes`. What is not UTF-8, or begins with two byte order marks, is reported and added as unreadable.
pub fn add(
    path: &str,
    display: String,
    bytes: Vec<u8>,
    sources: &mut Sources,
    findings: &mut Findings,
) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes);
    let path = path.to_owned();
    let error = match String::from_utf8(bytes) {
        Ok(text) => {
            // The parser would pass over another one.
            let again = text.starts_with(MARK);
            let id = sources.add(Source { display, path, text, readable: !again });
            if again {
                let span = Span::new(id, 0..MARK.len_utf8());
                let message = "the file begins with two byte order marks";
                let help = "delete both: a file may begin with one, but needs none";
                let it = Diagnostic::new(&rules::ENCODING, span, message).label(
                    "the second byte \
                    order mark",
                );
                findings.push(it.help(help));
            }
            return;
        }
        Err(error) => error,
    };
    let valid = error.utf8_error().valid_up_to();
    let wide = matches!(error.as_bytes(), [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    let id = sources.add(Source { display, path, text, readable: false });
    // In the text a mark stands for what is not a character, and that is longer than a byte.
    let first = valid..valid + char::REPLACEMENT_CHARACTER.len_utf8();
    let message = "the file is not UTF-8";
    findings.push(
        Diagnostic::new(&rules::ENCODING, Span::new(id, first), message)
            .label("the first invalid byte")
            .help(if wide {
                "save the file as UTF-8: it seems to be UTF-16"
            } else {
                "save the file as UTF-8"
            }),
    );
}

fn stray(
    dir: &Utf8Path,
    path: &str,
    message: &str,
    help: &str,
    sources: &mut Sources,
    findings: &mut Findings,
) {
    stray_as(&rules::STRAY_FILE, (dir, path), message, help, sources, findings);
}

/// Reports the entry at a path below the catalogue's folder, and adds it as unreadable.
fn stray_as(
    rule: &'static Rule,
    (dir, path): (&Utf8Path, &str),
    message: &str,
    help: &str,
    sources: &mut Sources,
    findings: &mut Findings,
) {
    let display = dir.join(path).into_string();
    let id = sources.add(Source {
        display,
        path: path.to_owned(),
        text: String::new(),
        readable: false,
    });
    findings.push(Diagnostic::new(rule, Span::start_of(id), message).help(help));
}

/// Locks a folder as long as the file lives. Not every system lets a folder be opened or locked.
/// There, two runs at once may find that a file of theirs is gone, and say so.
pub(crate) fn lock(folder: &Utf8Path) -> Option<File> {
    File::open(folder).ok().filter(|folder| folder.lock().is_ok())
}

/// Waits until nobody has a folder locked.
fn wait(folder: &Utf8Path) {
    drop(File::open(folder).ok().filter(|folder| folder.lock_shared().is_ok()));
}

/// What is in the place of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Nothing.
    Absent,
    /// A file.
    File,
    /// Something that is not a file: what.
    Other(&'static str),
}

/// How [`existing`] calls a folder.
pub const A_FOLDER: &str = "a folder";

/// What is at `path` below the output folder `out`. Links are not followed, neither the last part
/// of the path nor one before it.
///
/// # Errors
/// Where the disk does not let it be seen.
pub fn existing(out: &Utf8Path, path: &str) -> io::Result<Existing> {
    let mut at = out.to_owned();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        at.push(part);
        let metadata = match fs_err::symlink_metadata(&at) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Existing::Absent),
            Err(error) => return Err(error),
        };
        if metadata.is_symlink() {
            return Ok(Existing::Other("a link"));
        }
        let last = parts.peek().is_none();
        match (last, metadata.is_dir()) {
            (false, false) => return Ok(Existing::Other("below something that is not a folder")),
            (false, true) => {}
            (true, true) => return Ok(Existing::Other(A_FOLDER)),
            (true, false) if metadata.is_file() => {}
            (true, false) => return Ok(Existing::Other("not a regular file")),
        }
    }
    Ok(Existing::File)
}

/// The bytes of the file at `path` below the output folder `out`; `None` where there is no file.
///
/// # Errors
/// Where the disk does not let it be read.
pub fn read_if_there(out: &Utf8Path, path: &str) -> io::Result<Option<Vec<u8>>> {
    match existing(out, path)? {
        Existing::File => fs_err::read(out.join(path)).map(Some),
        _ => Ok(None),
    }
}

/// Whether the file at `path` below the output folder `out` holds these bytes. It is read piece by
/// piece: of large outputs there is no room for two.
///
/// # Errors
/// Where the disk does not let it be read.
pub fn holds(out: &Utf8Path, path: &str, mut bytes: &[u8]) -> io::Result<bool> {
    let mut file = fs_err::File::open(out.join(path))?;
    if file.metadata()?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut piece = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(bytes.is_empty());
        }
        match bytes.split_at_checked(read) {
            Some((expected, rest)) if *expected == piece[..read] => bytes = rest,
            _ => return Ok(false),
        }
    }
}
