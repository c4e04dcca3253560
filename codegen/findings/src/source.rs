//! The catalogue's files as text, and places in them.

use std::ops::Range;

/// A file of one [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A place in a file: a half-open range of byte offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// The range `range` of `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        // `load` refuses files that are larger than a `u32` can count.
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: offset(range.start), end: offset(range.end) }
    }

    /// The very beginning of `file`: for what a whole file lacks.
    pub fn start_of(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// The range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// One file of the catalogue.
#[derive(Debug)]
pub struct Source {
    /// Where it lies, as a message shows it.
    pub display: String,
    /// Its path below the catalogue's folder, with `/` between folders.
    pub path: String,
    /// Its text, without a byte order mark.
    pub text: String,
    /// Whether the text is what the file holds; if not, that has been reported.
    pub readable: bool,
}

/// A file with the text that it is to have.
#[derive(Debug)]
pub struct Edited {
    /// Which file.
    pub file: FileId,
    /// Its text.
    pub text: String,
}

/// All files of a catalogue, in the order in which findings are reported.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
    /// For each file the offsets at which its lines begin.
    lines: Vec<Vec<u32>>,
    /// For each file how many characters are before each block of it, so that a column is found as
    /// quickly in a long line as in a short one.
    characters: Vec<Vec<u32>>,
}

/// At most this many bytes are a block.
const BLOCK: usize = 1024;

/// A line and column, both counted from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Sources {
    /// Adds a file and returns its name for spans.
    pub fn add(&mut self, source: Source) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let feeds = source.text.bytes().zip(1..).filter(|(byte, _)| *byte == b'\n');
        self.lines.push(std::iter::once(0).chain(feeds.map(|(_, behind)| behind)).collect());
        let blocks = source.text.as_bytes().chunks(BLOCK).scan(0, |before, block| {
            let here = *before;
            *before += count(block);
            Some(here)
        });
        self.characters.push(blocks.collect());
        self.files.push(source);
        id
    }

    /// The same files, some of them with another text.
    #[must_use]
    pub fn edited(&self, edited: &[Edited]) -> Self {
        let mut sources = Self::default();
        for (id, source) in self.iter() {
            let new = edited.iter().find(|it| it.file == id);
            sources.add(Source {
                display: source.display.clone(),
                path: source.path.clone(),
                text: new.map_or(&source.text, |new| &new.text).clone(),
                readable: source.readable,
            });
        }
        sources
    }

    /// The file `id`.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// All files with their names, in order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        (0..).map(FileId).zip(&self.files)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Where `span` begins.
    pub fn position(&self, span: Span) -> Position {
        let text = &self.get(span.file).text;
        let (number, line) = self.line(span);
        let before = |at| self.characters_before(span.file, at);
        let at = floor_char_boundary(text, span.start as usize);
        Position { line: number, column: (before(at) - before(line.start)) as usize + 1 }
    }

    /// How many characters of a file are before the offset `at`.
    fn characters_before(&self, file: FileId, at: usize) -> u32 {
        let blocks = &self.characters[file.0 as usize];
        // At the very end of the last block there is no block that begins.
        let block = (at / BLOCK).min(blocks.len().saturating_sub(1));
        let text = self.get(file).text.as_bytes();
        blocks.get(block).copied().unwrap_or(0) + count(&text[block * BLOCK..at])
    }

    /// Where `span` ends: the place behind its last character.
    pub fn end(&self, span: Span) -> Position {
        self.position(Span { start: span.end, ..span })
    }

    /// The line in which `span` begins: its number, and its range of bytes without the line end.
    pub fn line(&self, span: Span) -> (usize, Range<usize>) {
        let text = &self.get(span.file).text;
        let starts = &self.lines[span.file.0 as usize];
        // The first line begins at 0, so there is at least one.
        let number = starts.partition_point(|start| *start <= span.start).max(1);
        let start = starts[number - 1] as usize;
        let end = starts.get(number).map_or(text.len(), |next| *next as usize - 1);
        let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
        (number, start..end)
    }
}

/// How many characters begin in a piece of a text: their further bytes are `10xxxxxx`.
fn count(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(byte & 0b1100_0000 != 0b1000_0000)).sum()
}

/// The last character boundary of `text` that is not behind `at`.
pub fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
