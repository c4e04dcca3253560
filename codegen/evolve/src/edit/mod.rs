//! Edits of a catalogue's files that keep everything else as it is, byte for byte: what `add`,
//! `rename`, `deprecate`, `retire` and `mv` of the command line do.
//!
//! Each takes a valid catalogue and gives the texts of the files that change. Nothing is written
//! here, and the result may be invalid: the caller checks it with
//! the pipeline first.

mod add;
mod bulk;
mod conversions;
mod deprecate;
mod draft;
mod draft_file;
mod find;
mod list;
pub mod literals;
mod mentions;
mod mv;
mod put;
mod release;
mod rename;
mod retire;

use errcat_catalogue::model::{Api, Catalogue, Code};
use errcat_catalogue::name::Grammar;
use errcat_catalogue::raw::{self, Table, Tree};
use errcat_findings::diagnostic::Findings;
use errcat_findings::source::{FileId, Sources, Span};

pub use errcat_findings::source::Edited;

#[cfg(feature = "import")]
pub(crate) use bulk::{append, bury, entry, set};

pub use add::{New, add, default_title, next_number};
pub use deprecate::deprecate;
pub use errcat_findings::wording::one_of;
pub use find::{api, code, group, with_slash};
pub use mentions::mentions;
pub use mv::mv;
pub use release::{Gone, release};
pub use rename::recase;
pub use rename::{Rename, rename};
pub use retire::retire;

/// Text that takes the place of other text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What it replaces.
    pub span: Span,
    /// What is there then.
    pub text: String,
}

/// The note about a code that goes.
#[derive(Debug, Clone, Copy, Default)]
pub struct End<'a> {
    /// The version in which this happens.
    pub since: Option<&'a str>,
    /// The day on which a code that is deprecated may go.
    pub sunset: Option<&'a str>,
    /// The name of the code to use instead.
    pub replaced_by: Option<&'a str>,
    /// A note for readers.
    pub note: Option<&'a str>,
}

/// Why an edit cannot be made: what is wrong with what was asked for, and what to ask for instead.
#[derive(Debug, thiserror::Error)]
#[error("{message}\n  = help: {help}")]
pub struct Refused {
    message: String,
    help: String,
}

impl Refused {
    /// A refusal: a phrase on what is wrong, and one on what to do.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// A valid catalogue that is to be edited.
#[derive(Debug)]
pub struct Opened<'a> {
    /// What it means.
    pub catalogue: &'a Catalogue,
    /// Its files.
    pub sources: &'a Sources,
    tree: Tree<'a>,
}

impl<'a> Opened<'a> {
    /// Opens the catalogue that was read from `sources`.
    pub fn new(catalogue: &'a Catalogue, sources: &'a Sources) -> Self {
        let tree = raw::read(sources, &mut Findings::default());
        Self { catalogue, sources, tree }
    }

    /// Whether a group gives its codes a default for `key`.
    pub fn gives(&self, api: usize, group: usize, key: &str) -> bool {
        self.group(api, group).is_some_and(|(_, root)| root.get(key).is_some())
    }

    /// The file of a group, and its top level.
    fn group(&self, api: usize, group: usize) -> Option<(FileId, Table<'_>)> {
        let api = &self.catalogue.apis[api];
        let name = api.groups[group].name.as_str();
        let folder = self.tree.apis.iter().find(|folder| folder.name == api.name.as_str())?;
        let (_, file) = folder.groups.iter().find(|(stem, _)| *stem == name)?;
        Some((file.id()?, file.root()?))
    }

    /// The file of a code, and the code's table.
    fn code(&self, api: usize, code: usize) -> Option<(FileId, Table<'_>)> {
        let code = &self.catalogue.apis[api].codes[code];
        let (file, root) = self.group(api, code.group)?;
        Some((file, root.table("codes")?.table(code.name.as_str())?))
    }
}

/// Makes edits of one text, in order of their places. Of several for one place the first is taken:
/// those that are made are kept in `edits`.
pub fn splice(old: &str, edits: &mut Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.span);
    let mut text = String::with_capacity(old.len());
    let mut done = 0;
    edits.retain(|edit| {
        let range = edit.span.range();
        let (Some(before), true) = (old.get(done..range.start), range.end >= range.start) else {
            return false;
        };
        text.push_str(before);
        text.push_str(&edit.text);
        done = range.end;
        true
    });
    text.push_str(old.get(done..).unwrap_or_default());
    text
}

/// Refuses a name that no new code of an API can have. `of` may take up its own aliases again.
fn check_name(api: &Api, name: &str, of: Option<&Code>) -> Result<(), Refused> {
    if let Err(fault) = Grammar::Code.check(name) {
        return Err(Refused::new(fault.message(), fault.help()));
    }
    let id = api.name.as_str();
    if api.retired.iter().any(|it| it.name.as_str() == name) {
        let message = format!("`{name}` is retired, and its name is never used again");
        return Err(Refused::new(message, "choose another name"));
    }
    for code in &api.codes {
        if code.name.as_str() == name {
            let message = format!("`{id}` already has a code `{name}`");
            return Err(Refused::new(message, "choose another name"));
        }
        let own = of.is_some_and(|of| of.name == code.name);
        if !own && code.aliases.iter().any(|alias| alias.as_str() == name) {
            let message = format!("`{name}` is an alias of `{}`", code.name.as_str());
            return Err(Refused::new(message, "take another name, or delete the alias first"));
        }
    }
    Ok(())
}

/// What to say where a code's place in its file is not found, or not one that can be edited.
fn strange(name: &str) -> Refused {
    Refused::new(
        format!("a command cannot edit the entry of `{name}` as it is written"),
        format!("write it as its own table, `[codes.{name}]`"),
    )
}
