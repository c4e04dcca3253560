//! The catalogue's files by their part in it, each parsed and held against the format.

use super::format::{self, Def};
use super::shape::{check_map, check_table};
use super::{Document, Table, format::Shape, parse};
use crate::diagnostic::{Diagnostic, Findings};
use crate::name::Grammar;
use crate::rules;
use crate::source::{FileId, Source, Sources, Span};

/// All files of a catalogue.
#[derive(Debug, Default)]
pub struct Tree<'s> {
    /// `catalogue.toml`.
    pub catalogue: File<'s>,
    /// `statuses.toml`.
    pub statuses: File<'s>,
    /// `actions.toml`.
    pub actions: File<'s>,
    /// `conversions.toml`.
    pub conversions: File<'s>,
    /// The folders, by name.
    pub apis: Vec<ApiFolder<'s>>,
}

/// One file of it.
#[derive(Debug, Default)]
pub enum File<'s> {
    /// It is not there.
    #[default]
    Absent,
    /// It is there, but not TOML; that has been reported.
    Broken(FileId),
    /// It is there.
    Parsed(FileId, Document<'s>),
}

/// The folder of an API.
#[derive(Debug)]
pub struct ApiFolder<'s> {
    /// Its name.
    pub name: &'s str,
    /// `api.toml`.
    pub api: File<'s>,
    /// The other files by stem.
    pub groups: Vec<(&'s str, File<'s>)>,
}

impl File<'_> {
    /// Its top level, if it can be read.
    pub fn root(&self) -> Option<Table<'_>> {
        match self {
            Self::Parsed(_, document) => Some(document.root()),
            _ => None,
        }
    }

    /// Its name for spans.
    pub fn id(&self) -> Option<FileId> {
        match self {
            Self::Absent => None,
            Self::Broken(id) | Self::Parsed(id, _) => Some(*id),
        }
    }

    /// Whether there may be more in it than can be read.
    pub fn is_broken(&self) -> bool {
        matches!(self, Self::Broken(_))
    }
}

impl ApiFolder<'_> {
    /// The place that stands for the whole folder in messages.
    pub fn span(&self) -> Option<Span> {
        let groups = self.groups.iter().map(|(_, file)| file);
        std::iter::once(&self.api).chain(groups).find_map(File::id).map(Span::start_of)
    }
}

/// Parses all files and holds each against the format.
pub fn read<'s>(sources: &'s Sources, findings: &mut Findings) -> Tree<'s> {
    let mut tree = Tree::default();
    for (id, source) in sources.iter() {
        let Some((folder, file)) = source.path.split_once('/') else {
            match source.path.as_str() {
                "catalogue.toml" => {
                    tree.catalogue = match parse(id, source, findings) {
                        Some(document) if is_of_other_format(document.root(), findings) => {
                            // Whatever else could be said would be said of this format.
                            return Tree { catalogue: File::Broken(id), ..Tree::default() };
                        }
                        Some(document) => {
                            check_table(document.root(), &format::CATALOGUE, findings);
                            File::Parsed(id, document)
                        }
                        None => File::Broken(id),
                    };
                }
                "statuses.toml" => {
                    tree.statuses = map(id, source, &format::STATUSES_FILE, findings);
                }
                "actions.toml" => tree.actions = map(id, source, &format::ACTIONS_FILE, findings),
                "conversions.toml" => {
                    tree.conversions = table(id, source, &format::CONVERSIONS, findings);
                }
                // `load` takes no other file at this level.
                _ => {}
            }
            continue;
        };
        if tree.apis.last().is_none_or(|api| api.name != folder) {
            if let Err(fault) = Grammar::Api.check(folder) {
                findings.push(fault.at(Span::start_of(id)).label("in the folder of this name"));
            }
            tree.apis.push(ApiFolder { name: folder, api: File::Absent, groups: Vec::new() });
        }
        let Some(api) = tree.apis.last_mut() else { continue };
        match file.strip_suffix(".toml").unwrap_or(file) {
            "api" => api.api = table(id, source, &format::API, findings),
            stem => {
                if let Err(fault) = Grammar::Group.check(stem) {
                    findings.push(fault.at(Span::start_of(id)).label("in the file of this name"));
                }
                api.groups.push((stem, table(id, source, &format::GROUP, findings)));
            }
        }
    }
    for api in &tree.apis {
        if let (File::Absent, Some(span)) = (&api.api, api.span()) {
            findings.push(
                Diagnostic::new(
                    &rules::MISSING_KEY,
                    span,
                    format!("the folder `{}` has no `api.toml`", api.name),
                )
                .help("a folder is an API: add an `api.toml` to it that holds `title = \"…\"`"),
            );
        }
    }
    tree
}

/// Reports a catalogue that is made for another version of this program.
fn is_of_other_format(root: Table<'_>, findings: &mut Findings) -> bool {
    let Some(node) = root.get("format") else { return false };
    let Some(format) = node.integer().filter(|format| *format != 1) else { return false };
    findings.push(
        Diagnostic::new(
            &rules::BAD_VALUE,
            node.span(),
            format!("this program reads format 1, not {format}"),
        )
        .help("write `format = 1`, or update the program"),
    );
    true
}

fn table<'s>(id: FileId, source: &'s Source, def: &Def, findings: &mut Findings) -> File<'s> {
    match parse(id, source, findings) {
        Some(document) => {
            check_table(document.root(), def, findings);
            File::Parsed(id, document)
        }
        None => File::Broken(id),
    }
}

fn map<'s>(id: FileId, source: &'s Source, shape: &Shape, findings: &mut Findings) -> File<'s> {
    match (parse(id, source, findings), shape) {
        (Some(document), Shape::Map(grammar, item)) => {
            check_map(document.root(), *grammar, item, findings);
            File::Parsed(id, document)
        }
        _ => File::Broken(id),
    }
}
