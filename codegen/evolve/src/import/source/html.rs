//! Tables of HTML pages.

use super::Source;
use super::tables::{Cell, Tables, line};
use crate::edit::Refused;
use crate::import::html::{Piece, pieces};
use crate::import::record::Records;

/// A cell reaches down at most so many rows.
const MOST_ROWS: usize = 1000;

#[allow(clippy::unnecessary_wraps, reason = "the readers of other formats can fail")]
pub(super) fn read(source: &Source<'_>) -> Result<Vec<Records>, Refused> {
    let mut reader = Reader { name: source.name, ..Reader::default() };
    for (line, piece) in pieces(source.text).0 {
        reader.take(line, piece);
    }
    reader.end_table();
    Ok(reader.tables.end())
}

#[derive(Default)]
struct Reader<'a> {
    name: &'a str,
    tables: Tables,
    /// How many tables are open: those in a cell are its text.
    depth: usize,
    rows: Vec<(usize, Vec<Cell>)>,
    /// What of the cells above reaches down: for how many rows, and the cell, by column.
    down: Vec<(usize, Cell)>,
    /// How many rows the open cell takes.
    span: usize,
    /// The cell or heading that is open.
    open: Option<Cell>,
}

impl Reader<'_> {
    fn take(&mut self, at: usize, piece: Piece) {
        match piece {
            Piece::Text(text) => {
                if let Some(open) = &mut self.open {
                    open.text.push_str(&text);
                }
            }
            Piece::Open(name, address, rows) => match name.as_str() {
                "table" => self.depth += 1,
                "tr" if self.depth == 1 => {
                    self.end_cell();
                    self.rows.push((at, Vec::new()));
                }
                "td" | "th" if self.depth == 1 => {
                    self.end_cell();
                    self.reach_down();
                    self.span = rows.min(MOST_ROWS);
                    self.open = Some(Cell::default());
                }
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.depth == 0 => {
                    self.open = Some(Cell::default());
                }
                "a" => {
                    if let (Some(open), Some(address)) = (&mut self.open, address) {
                        open.open_link(&address);
                    }
                }
                // What is on lines of its own is apart.
                "br" | "p" | "li" | "div" => self.take(at, Piece::Text("\n".to_owned())),
                _ => {}
            },
            Piece::Close(name) => match name.as_str() {
                "table" if self.depth == 1 => self.end_table(),
                "table" => self.depth = self.depth.saturating_sub(1),
                "td" | "th" | "tr" if self.depth == 1 => self.end_cell(),
                "a" => self.open.iter_mut().for_each(Cell::close_link),
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.depth == 0 => {
                    if let Some(cell) = self.open.take() {
                        self.tables.heading = line(&cell.text);
                    }
                }
                _ => {}
            },
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.open.take() else { return };
        let Some((_, row)) = self.rows.last_mut() else { return };
        let column = row.len();
        row.push(cell.clone());
        if self.span > 1 {
            self.down.resize(self.down.len().max(column + 1), (0, Cell::default()));
            self.down[column] = (self.span - 1, cell);
        }
        self.span = 1;
    }

    /// Puts the cells that reach down from above where the next cell would be.
    fn reach_down(&mut self) {
        let Some((_, row)) = self.rows.last_mut() else { return };
        while let Some((rows, cell)) = self.down.get_mut(row.len()).filter(|(rows, _)| *rows > 0) {
            *rows -= 1;
            row.push(cell.clone());
        }
    }

    fn end_table(&mut self) {
        self.end_cell();
        self.depth = 0;
        self.down.clear();
        self.tables.add(self.name, std::mem::take(&mut self.rows));
    }
}
