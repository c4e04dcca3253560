//! The catalogue's files while they are edited.

use std::collections::BTreeMap;

use super::draft_file::DraftFile;
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
    pub fn file(&self, id: FileId) -> DraftFile<'_> {
        DraftFile::new(id, self.text(id))
    }

    fn text(&self, id: FileId) -> &str {
        self.texts.get(&id).unwrap_or(&self.sources.get(id).text)
    }

    /// Makes edits whose places are those of the files as they are by now.
    pub fn make(&mut self, edits: impl IntoIterator<Item = Edit>) {
        let mut files: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
        for edit in edits {
            files.entry(edit.span.file).or_default().push(edit);
        }
        for (id, mut edits) in files {
            let text = splice(self.text(id), &mut edits);
            self.texts.insert(id, text);
        }
    }

    /// The files that have changed.
    pub fn end(self) -> Vec<Edited> {
        let sources = self.sources;
        let changed = self.texts.into_iter().filter(|(id, text)| sources.get(*id).text != *text);
        changed.map(|(id, text)| Edited { file: id, text }).collect()
    }
}
