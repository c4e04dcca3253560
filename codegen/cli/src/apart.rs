//! The catalogue and the outputs lie apart: what `gen` wrote into the catalogue, its next run would
//! read.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::apply::STAGING;
use crate::plan::Plan;
use anyhow::bail;
use camino::Utf8Path;
use errcat_catalogue::model::GENERATED;

/// Where the catalogue lies below the folder of the outputs, if it does. That does no harm as long as no
/// output meets it.
#[derive(Debug, Default)]
pub(crate) struct Below(Option<String>);

/// Refuses a folder of outputs that is the catalogue's, or lies in it. Links are followed.
pub(crate) fn check(dir: &Utf8Path, out: &Utf8Path) -> anyhow::Result<Below> {
    // Where there is no catalogue, the reading of it says so.
    let Ok(catalogue) = dir.as_std_path().canonicalize() else { return Ok(Below(None)) };
    // A folder that cannot be entered cannot be written to: the run reports that when it tries.
    let Ok(outputs) = real(out.as_std_path()) else { return Ok(Below(None)) };
    if outputs.starts_with(&catalogue) {
        let place = if outputs == catalogue {
            format!("{out} is the folder of the catalogue")
        } else {
            format!("{out} lies in the catalogue {dir}")
        };
        bail!(
            "{place}, and the next run would read what this run writes there: {}; nothing was \
                written",
            advice(dir)
        );
    }
    let below = catalogue.strip_prefix(&outputs).ok();
    let below = below.map(|below| below.to_string_lossy().replace('\\', "/"));
    if below.as_deref().is_some_and(|it| it.split('/').next() == Some(STAGING)) {
        bail!(
            "the catalogue {dir} lies in {out}/{STAGING}, which every run deletes: move the \
                catalogue, or name another folder with --out DIR; nothing was written"
        );
    }
    Ok(Below(below))
}

impl Below {
    /// Refuses a plan that has a file in the catalogue.
    pub(crate) fn check(&self, dir: &Utf8Path, out: &Utf8Path, plan: &Plan) -> anyhow::Result<()> {
        let Some(path) = self.0.as_deref().and_then(|below| plan.first_in(below)) else {
            return Ok(());
        };
        bail!(
            "{} is an output, and lies in the catalogue {dir}: {}; nothing was written",
            out.join(path),
            advice(dir)
        )
    }
}

/// What to type instead: a folder beside the catalogue.
fn advice(dir: &Utf8Path) -> String {
    let beside = match (dir.parent(), dir.file_name()) {
        (Some(parent), Some(GENERATED)) => parent.join("outputs"),
        (Some(parent), Some(_)) => parent.join(GENERATED),
        _ => dir.join("..").join(GENERATED),
    };
    format!("name a folder beside the catalogue, such as `--out {beside}`")
}

/// The path without links and without `..`, of a folder that need not be there yet.
pub(crate) fn real(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let mut there = path.as_path();
    let mut missing = Vec::new();
    let mut real = loop {
        match there.canonicalize() {
            Ok(real) => break real,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                missing.extend(there.components().next_back());
                there = there.parent().ok_or(error)?;
            }
            Err(error) => return Err(error),
        }
    };
    for part in missing.into_iter().rev() {
        if part == Component::ParentDir {
            real.pop();
        } else {
            real.push(part);
        }
    }
    Ok(real)
}
