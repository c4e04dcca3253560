//! What is known of an API before anything in it is looked up.

use crate::lower::lowering::CodeName;
use crate::lower::scope::Scope;
use crate::model::{Wire, WireType};
use crate::raw::Table;
use errcat_findings::source::Span;

/// What is known of an API before anything in it is looked up.
#[derive(Debug)]
pub struct ApiDraft<'a> {
    pub id: &'a str,
    /// Its `api.toml`, if that can be read.
    pub root: Option<Table<'a>>,
    /// Its `operations.toml`, if there is one that can be read.
    pub operations: Option<Table<'a>>,
    /// The place that stands for it in messages.
    pub span: Span,
    pub wire: WireType,
    /// In the order of the docs.
    pub groups: Vec<GroupDraft<'a>>,
    /// In the order of the groups and their files.
    pub codes: Vec<CodeDraft<'a>>,
    pub retired: Vec<RetiredDraft<'a>>,
    /// Codes, aliases and tombstones.
    pub names: Scope<'a, CodeName>,
    pub envelopes: Scope<'a, usize>,
    pub types: Scope<'a, usize>,
    /// Whether nothing of its `api.toml` could be missed.
    pub whole: bool,
    /// Whether something of a group file could be missed.
    pub partial: bool,
}

#[derive(Debug)]
pub struct GroupDraft<'a> {
    pub id: &'a str,
    pub root: Option<Table<'a>>,
    /// The numbers of its codes, once that has been looked at.
    pub range: Option<std::ops::RangeInclusive<i64>>,
}

#[derive(Debug)]
pub struct CodeDraft<'a> {
    pub name: &'a str,
    pub span: Span,
    pub table: Table<'a>,
    pub group: usize,
    pub internal: bool,
    /// Whether it and its file say that in words of the format.
    pub visibility_known: bool,
    /// Whether nothing of it or its file's defaults could be missed.
    pub whole: bool,
    pub wire: Option<Wire>,
}

#[derive(Debug)]
pub struct RetiredDraft<'a> {
    pub name: &'a str,
    pub span: Span,
    pub table: Table<'a>,
    pub group: usize,
    pub wire: Option<Wire>,
}
