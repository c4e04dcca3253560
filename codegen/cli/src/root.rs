//! A folder of outputs.

use camino::{Utf8Path, Utf8PathBuf};
use errcat_emit::Target;

use crate::apart::Below;
use crate::plan::Plan;

/// A folder of outputs.
#[derive(Debug)]
pub struct Root {
    /// The folder, from the current one.
    pub folder: Utf8PathBuf,
    /// The targets whose files lie there now.
    pub targets: Vec<&'static Target>,
    /// Those whose former files are taken away, too; `None` where all that is listed is one target's.
    pub judged: Option<Vec<&'static Target>>,
    /// Where the catalogue lies below it.
    pub(crate) below: Below,
}

impl Root {
    /// Whether one target has it to itself.
    pub(crate) fn is_alone(&self) -> bool {
        self.judged.is_none()
    }

    /// One that a target has to itself.
    pub(crate) fn alone(folder: Utf8PathBuf, targets: Vec<&'static Target>, below: Below) -> Self {
        Self { folder, targets, judged: None, below }
    }

    /// Refuses a plan that would write into the catalogue.
    pub(crate) fn check(&self, dir: &Utf8Path, plan: &Plan) -> anyhow::Result<()> {
        self.below.check(dir, &self.folder, plan)
    }
}
