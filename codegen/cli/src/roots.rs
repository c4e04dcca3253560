//! The folders that outputs go to: one for all targets of which the catalogue says nothing, and one for each
//! that has a `path`.
//!
//! A path is held to the format when the catalogue is read. Here it is checked against the disk:
//! no link leads to the folder, it is apart from the catalogue and from all other outputs.

use anyhow::bail;
use camino::Utf8Path;
use errcat_catalogue::lower::is_output_path;
use errcat_catalogue::model::Catalogue;
use errcat_emit::{TARGETS, Target};

use crate::apart::{Below, real};
use crate::load::{A_FOLDER, Existing, existing, read_if_there};
use crate::plan::LIST;
use crate::root::Root;

/// The file of the catalogue's folder that names the folders which targets had to themselves when `gen` ran
/// last: what it leaves there, it takes away.
pub(crate) const MEMORY: &str = ".errcat-outputs";

/// All folders of a run, and what it is to remember of them.
#[derive(Debug)]
pub(crate) struct Roots {
    pub(crate) all: Vec<Root>,
    /// What the memory holds, what it is to hold while files are moved, and afterwards.
    pub(crate) memory: [String; 3],
}

/// The folders of a run for `selected` targets of the catalogue in `dir`. By default, outputs go to `out`,
/// which has the catalogue `below` it or not; paths are meant from `base`.
pub(crate) fn roots(
    catalogue: &Catalogue,
    selected: &[&'static Target],
    (dir, base, out): (&Utf8Path, &Utf8Path, &Utf8Path),
    below: Below,
) -> anyhow::Result<Roots> {
    let outputs = &catalogue.outputs;
    let own = |target: &Target| {
        let path = outputs.path(target.name).filter(|_| outputs.is_enabled(target.name))?;
        Some(path.text.as_str())
    };
    let mut all = Vec::new();
    let in_place: Vec<_> =
        selected.iter().copied().filter(|it| outputs.is_in_place(it.name)).collect();
    // Without any target of its own it still may hold what one has left.
    if !in_place.is_empty() || existing(out, LIST)? == Existing::File {
        let judged = Some(selected.to_vec());
        all.push(Root { folder: out.to_owned(), targets: in_place, judged, below });
    }
    for target in selected {
        let Some(path) = own(target) else { continue };
        refuse(target, path, (dir, base, out))?;
        all.push(alone(base, path, vec![target]));
    }
    // What targets had before.
    let old = remembered(dir)?;
    let current: Vec<&str> = TARGETS.iter().filter_map(own).collect();
    let mut kept = Vec::new();
    for (name, path) in &old {
        let is_selected = selected.iter().any(|target| target.name == name);
        let is_own = TARGETS.iter().any(|target| target.name == name && own(target) == Some(path));
        if is_own || !is_selected {
            kept.push((name.clone(), path.clone()));
        }
        let left = is_selected && !current.contains(&path.as_str());
        // `gen` does not tidy up a folder that is no longer its own.
        if left && existing(base, &format!("{path}/{LIST}"))? == Existing::File {
            all.push(alone(base, path, Vec::new()));
        }
    }
    let mut new: Vec<(String, String)> = kept;
    for target in selected {
        new.extend(own(target).map(|path| (target.name.to_owned(), path.to_owned())));
    }
    let during = [old.clone(), new.clone()].concat();
    Ok(Roots { all, memory: [text(old), text(during), text(new)] })
}

fn alone(base: &Utf8Path, path: &str, targets: Vec<&'static Target>) -> Root {
    Root::alone(base.join(path), targets, Below::default())
}

/// Refuses the path of a target where the disk has something in its way.
fn refuse(
    target: &Target,
    path: &str,
    (dir, base, out): (&Utf8Path, &Utf8Path, &Utf8Path),
) -> anyhow::Result<()> {
    let folder = base.join(path);
    let says = format!("[outputs.{}] path = \"{path}\"", target.name);
    match existing(base, path)? {
        Existing::Absent | Existing::Other(A_FOLDER) => {}
        Existing::File => bail!(
            "{says}: {folder} is a file, but an output needs a folder; name another folder; \
                nothing was written"
        ),
        Existing::Other(what) => bail!(
            "{says}: {folder} is {what}, and errcat does not follow links; name another folder; \
                nothing was written"
        ),
    }
    let own = real(folder.as_std_path())?;
    let others = [(dir, "the catalogue"), (out, "the folder of the other outputs")];
    for (other, what) in others {
        let Ok(other) = real(other.as_std_path()) else { continue };
        if own.starts_with(&other) || other.starts_with(&own) {
            bail!(
                "{says}: {folder} overlaps {what}; name a folder that is not the same, not inside \
                    it and not around it; nothing was written"
            );
        }
    }
    Ok(())
}

/// What the memory names: targets and their paths. Other lines are ignored.
fn remembered(dir: &Utf8Path) -> anyhow::Result<Vec<(String, String)>> {
    match existing(dir, MEMORY)? {
        Existing::Absent | Existing::File => {}
        Existing::Other(what) => {
            bail!("{} is {what}: move or delete it; nothing was written", dir.join(MEMORY))
        }
    }
    let bytes = read_if_there(dir, MEMORY)?.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    let known = |name: &str| TARGETS.iter().any(|target| target.name == name);
    Ok(lines
        .filter(|(name, path)| known(name) && is_output_path(path))
        .map(|(name, path)| (name.to_owned(), path.to_owned()))
        .collect())
}

/// The memory's text; none where there is nothing to remember.
fn text(mut entries: Vec<(String, String)>) -> String {
    entries.sort();
    entries.dedup();
    if entries.is_empty() {
        return String::new();
    }
    let mut text = "# Outputs that have their own folder. When an output moves, errcat's `gen` deletes what it made in the old folder.\n"
        .to_owned();
    for (name, path) in entries {
        text.push_str(&format!("{name} {path}\n"));
    }
    text
}
