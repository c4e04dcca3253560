//! The files that blocks hold.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use camino::Utf8Path;

use crate::Block;

/// Files by path, with `/` between its parts.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Lays the files of blocks over others.
///
/// # Errors
///
/// If a block does not fit the files that are there, or its bytes cannot be told.
pub fn lay<'a, 'p: 'a>(
    files: &mut Files,
    blocks: impl IntoIterator<Item = &'a Block<'p>>,
) -> Result<()> {
    let mut begun = BTreeSet::new();
    for block in blocks {
        let Some((name, note)) = block.file() else { continue };
        if let Some(other) = note.strip_prefix(", instead of ") {
            let (before, folder) = (files.len(), format!("{other}/"));
            files.retain(|path, _| path != other && !path.starts_with(&folder));
            ensure!(files.len() < before, "there is no {other} that {name} could replace");
        }
        let bytes = block.bytes().with_context(|| format!("cannot save {name}"))?;
        let first = begun.insert(name);
        let file = files.entry(name.to_owned()).or_default();
        if block.info == "diff" {
            *file = patched(file, block.text).with_context(|| format!("cannot change {name}"))?;
        } else if first && note != "(continued)" {
            *file = bytes;
        } else {
            file.push(b'\n');
            file.extend(bytes);
        }
    }
    Ok(())
}

/// Writes files below a folder.
///
/// # Errors
///
/// If the disk refuses.
pub fn write(files: &Files, dir: &Utf8Path) -> Result<()> {
    for (name, bytes) in files {
        let path = dir.join(name);
        fs_err::create_dir_all(path.parent().context("a file lies in a folder")?)?;
        fs_err::write(path, bytes)?;
    }
    Ok(())
}

/// A file with the changes of a diff: hunks, with a line `@@` between them. What a hunk changes must be there
/// once.
fn patched(file: &[u8], hunks: &str) -> Result<Vec<u8>> {
    let mut text = format!("\n{}", std::str::from_utf8(file)?);
    for hunk in hunks.split("@@\n") {
        let without = |mark: char| -> String {
            let lines = hunk.lines().filter(|line| !line.starts_with(mark));
            lines.flat_map(|line| ["\n", line.get(1..).unwrap_or_default()]).collect()
        };
        let (old, new) = (without('+') + "\n", without('-') + "\n");
        ensure!(text.matches(&old).count() == 1, "this is not there once:{old}");
        text = text.replace(&old, &new);
    }
    Ok(text.split_off(1).into_bytes())
}

impl Block<'_> {
    /// The file as it is written: in UTF-8, with LF, unless the page says otherwise.
    ///
    /// # Errors
    ///
    /// If the page says it in words that are not known.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        let mut text = self.text.to_owned();
        let how = self.file().and_then(|(_, note)| note.strip_prefix(", saved "));
        for how in how.into_iter().flat_map(|how| how.split(" and ")) {
            match how {
                "as UTF-8" => {}
                "as ISO 8859-1" => {
                    let bytes = text.chars().map(u8::try_from);
                    return bytes.collect::<Result<_, _>>().context("it lacks a character");
                }
                "as UTF-16" => {
                    let units: Vec<u16> = format!("\u{FEFF}{text}").encode_utf16().collect();
                    return Ok(units.into_iter().flat_map(u16::to_le_bytes).collect());
                }
                "with CRLF" => text = text.replace('\n', "\r\n"),
                "with a byte order mark" => text.insert(0, '\u{FEFF}'),
                "with two byte order marks" => text.insert_str(0, "\u{FEFF}\u{FEFF}"),
                "without an end of line" => {
                    text.truncate(text.trim_end_matches(['\r', '\n']).len());
                }
                other => bail!("nothing is saved `{other}`"),
            }
        }
        Ok(text.into_bytes())
    }
}
