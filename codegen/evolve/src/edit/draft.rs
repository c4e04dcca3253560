//! The catalogue's files while they are edited.

use std::collections::BTreeMap;

use super::page::Page;
use super::{Edit, Edited, splice};
use errcat_findings::source::{FileId, Sources};

/// Files, some of them with another text than on the disk.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    sources: &'a Sources,
    texts: BTreeMap<FileId, String>,
}

impl<'a> Draft<'a> {
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources, texts: BTreeMap::new() }
    }

    /// A file as it is by now.
    pub fn page(&self, file: FileId) -> Page<'_> {
        let text = self.texts.get(&file).unwrap_or(&self.sources.get(file).text);
        Page::new(file, text)
    }

    /// Makes edits whose places are those of the files as they are by now.
    pub fn make(&mut self, edits: impl IntoIterator<Item = Edit>) {
        let mut files: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
        for edit in edits {
            files.entry(edit.span.file).or_default().push(edit);
        }
        for (file, mut edits) in files {
            let text = splice(self.page(file).text, &mut edits);
            self.texts.insert(file, text);
        }
    }

    /// The files that have changed.
    pub fn end(self) -> Vec<Edited> {
        let sources = self.sources;
        let changed =
            self.texts.into_iter().filter(|(file, text)| sources.get(*file).text != *text);
        changed.map(|(file, text)| Edited { file, text }).collect()
    }
}
