//! A table as it grows, cell by cell.

use super::blocks::Block;

/// Columns at most; what is beyond stands in the last of them.
const COLUMNS: usize = 20;
/// Rows that one cell may reach down through.
const ROWS: usize = 100;

/// A table, and the tables within its cells, which become words of the cell.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Tables that were begun within this one.
    pub(super) inner: usize,
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    cell: Option<String>,
    /// For each column, the rows that a cell above still reaches into.
    reach: Vec<usize>,
    /// Columns and rows that the open cell fills.
    span: (usize, usize),
}

impl Table {
    pub(super) fn in_cell(&self) -> bool {
        self.cell.is_some()
    }

    pub(super) fn begin_cell(&mut self, columns: usize, rows: usize) {
        self.end_cell();
        self.below();
        self.cell = Some(String::new());
        self.span = (columns.clamp(1, COLUMNS), rows.clamp(1, ROWS));
    }

    /// Adds a paragraph or item to the open cell.
    pub(super) fn add(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            join(cell, text);
        }
    }

    pub(super) fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else {
            return;
        };
        if self.row.len() >= COLUMNS {
            if let Some(last) = self.row.last_mut() {
                join(last, &cell);
            }
            return;
        }
        let from = self.row.len();
        self.row.push(cell);
        let to = (from + self.span.0).min(COLUMNS);
        self.row.resize(to, String::new());
        self.reach.resize(self.reach.len().max(to), 0);
        for reach in &mut self.reach[from..to] {
            *reach = self.span.1;
        }
    }

    /// Leaves the columns empty that a cell above fills.
    fn below(&mut self) {
        while self.reach.get(self.row.len()).is_some_and(|rows| *rows > 0) {
            self.row.push(String::new());
        }
    }

    pub(super) fn end_row(&mut self) {
        self.end_cell();
        if self.row.is_empty() {
            return;
        }
        for reach in &mut self.reach {
            *reach = reach.saturating_sub(1);
        }
        let row = std::mem::take(&mut self.row);
        if row.iter().any(|cell| !cell.is_empty()) {
            self.rows.push(row);
        }
    }

    /// The blocks it becomes: with one column it only placed its text.
    pub(super) fn done(mut self) -> Vec<Block> {
        self.end_row();
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns > 1 {
            return vec![Block::Table(self.rows)];
        }
        self.rows.into_iter().flatten().map(Block::Text).collect()
    }
}

/// Puts paragraphs and items of a cell into one line.
fn join(cell: &mut String, text: &str) {
    if !cell.is_empty() && !text.is_empty() {
        let ended = cell.ends_with(['.', ',', ';', ':', '!', '?']);
        cell.push_str(if ended { " " } else { "; " });
    }
    cell.push_str(text);
}
