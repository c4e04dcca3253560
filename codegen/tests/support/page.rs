//! Headings and fenced blocks of a page.

use std::ops::Range;

/// A page of Markdown.
#[derive(Debug, Default)]
pub struct Page<'a> {
    /// The headings of the second level.
    pub sections: Vec<&'a str>,
    /// The fenced blocks.
    pub blocks: Vec<Block<'a>>,
}

/// A fenced block.
#[derive(Debug)]
pub struct Block<'a> {
    /// The heading of the second level above it, or nothing.
    pub section: &'a str,
    /// What is behind the fence.
    pub info: &'a str,
    /// Its lines, without the one that names a file.
    pub text: &'a str,
    /// Where these lines are in the page.
    pub at: Range<usize>,
    /// The line that ends it.
    pub fence: &'a str,
    /// Its first line without the `# `, where that names a file.
    title: Option<&'a str>,
}

impl<'a> Page<'a> {
    /// Reads a page. A block that is not closed goes on to the end.
    pub fn new(text: &'a str) -> Self {
        let mut page = Self::default();
        let mut open: Option<Block<'a>> = None;
        let mut end = 0;
        for line in text.split_inclusive('\n') {
            end += line.len();
            let line = line.trim_end_matches('\n');
            if let Some(block) = &mut open {
                let named = block.title.is_some() || !block.at.is_empty() || block.info == "text";
                if line == block.fence {
                    page.blocks.extend(open.take());
                } else if let Some(title) = line.strip_prefix("# ").filter(|_| !named) {
                    block.title = Some(title);
                    block.at = end..end;
                } else {
                    block.at.end = end;
                    block.text = &text[block.at.clone()];
                }
            } else if line.starts_with("```") {
                let info = line.trim_start_matches('`');
                let fence = &line[..line.len() - info.len()];
                let section = page.sections.last().copied().unwrap_or_default();
                open = Some(Block { section, info, text: "", at: end..end, fence, title: None });
            } else if let Some(title) = line.strip_prefix("## ") {
                page.sections.push(title);
            }
        }
        page.blocks.extend(open);
        page
    }

    /// The blocks of a section that hold files.
    pub fn files(&self, section: &str) -> impl Iterator<Item = &Block<'a>> {
        self.blocks.iter().filter(move |it| it.section == section && it.file().is_some())
    }
}

impl Block<'_> {
    /// The name of the file that it holds, and what is behind it.
    pub fn file(&self) -> Option<(&str, &str)> {
        let title = self.title?;
        let at = title.find([',', ':', '(']).unwrap_or(title.len());
        Some((title[..at].trim_end(), &title[at..]))
    }
}
