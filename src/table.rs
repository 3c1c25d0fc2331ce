//! A table of small numbers, a row a block, held a column after the other: so
//! that a column is filled, and asked, many rows at a time.

/// How many rows are asked at a time.
pub(crate) const LANES: usize = 32;

/// One column of as many rows as are asked at a time.
pub(crate) type Lane = [u8; LANES];

/// Columns of the same length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    rows: usize,
    /// The columns, each filled up with zeros to a whole number of lanes.
    lanes: Vec<Lane>,
}

impl Table {
    /// A table of so many rows, without columns yet; there is room for `width` of
    /// them.
    pub(crate) fn with_rows(rows: usize, width: usize) -> Table {
        Table {
            rows,
            lanes: Vec::with_capacity(rows.div_ceil(LANES) * width),
        }
    }

    /// The table whose rows, each of `width` numbers, stand one after the other.
    pub(crate) fn of_rows(rows: &[u8], width: usize) -> Table {
        let width = width.max(1);
        let mut table = Table::with_rows(rows.len() / width, width);
        table.push_rows(width, |row| &rows[row * width..(row + 1) * width]);
        table
    }

    /// Adds so many columns, by the part of each row that stands in them.
    pub(crate) fn push_rows<'r>(&mut self, width: usize, part: impl Fn(usize) -> &'r [u8]) {
        let (high, start) = (self.height(), self.lanes.len());
        self.lanes.resize(start + high * width, [0; LANES]);
        let blank = vec![0; width];
        for first in (0..self.rows).step_by(STEP) {
            let row = |row: usize| if row < self.rows { part(row) } else { &blank };
            // That all are as long spares all looks at that but one.
            let rows: [&[u8]; STEP] = std::array::from_fn(|at| &row(first + at)[..width]);
            let (lane, step) = (first / LANES, first % LANES / STEP);
            for (at, column) in self.lanes[start..].chunks_exact_mut(high).enumerate() {
                column[lane].as_chunks_mut::<STEP>().0[step] = rows.map(|row| row[at]);
            }
        }
    }

    /// The table of these rows of this one; 0 for what is none of its rows.
    pub(crate) fn pick(&self, rows: &[usize]) -> Table {
        let mut table = Table::with_rows(rows.len(), self.width());
        for column in 0..self.width() {
            let cells = self.column(column).as_flattened();
            table.push(rows.iter().map(|&row| cells.get(row).copied().unwrap_or(0)));
        }
        table
    }

    /// How many rows there are.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns there are.
    pub(crate) fn width(&self) -> usize {
        self.lanes.len().checked_div(self.height()).unwrap_or(0)
    }

    /// How many lanes a column has.
    pub(crate) fn height(&self) -> usize {
        self.rows.div_ceil(LANES)
    }

    /// Adds a column. What `values` has too many falls away, what it lacks is 0.
    #[inline(always)]
    pub(crate) fn push(&mut self, values: impl Iterator<Item = u8>) {
        let start = self.lanes.len();
        self.lanes.resize(start + self.height(), [0; LANES]);
        let cells = self.lanes[start..].as_flattened_mut();
        for (cell, value) in cells[..self.rows].iter_mut().zip(values) {
            *cell = value;
        }
    }

    /// A column, filled up with zeros to whole lanes.
    pub(crate) fn column(&self, at: usize) -> &[Lane] {
        let high = self.height();
        self.lanes.get(at * high..(at + 1) * high).unwrap_or(&[])
    }

    /// One row.
    pub(crate) fn row(&self, index: usize) -> impl Iterator<Item = u8> {
        let columns = self.lanes.iter().skip(index / LANES);
        let cells = columns.step_by(self.height().max(1));
        cells.map(move |lane| lane[index % LANES])
    }
}

/// How many rows are turned into columns at a time.
const STEP: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_columns_are_two_ways_to_read_a_table() {
        for rows in [0, 1, 7, 8, 31, 32, 33, 100] {
            let cell = |row: usize, column: usize| (row * 7 + column) as u8;
            let cells = (0..rows).flat_map(|row| (0..3).map(move |column| cell(row, column)));
            let cells: Vec<u8> = cells.collect();
            let mut table = Table::with_rows(rows, 3);
            (0..3).for_each(|column| table.push((0..rows).map(|row| cell(row, column))));
            assert_eq!(table, Table::of_rows(&cells, 3));
            assert_eq!(table.rows(), rows);
            let again: Vec<u8> = (0..rows).flat_map(|row| table.row(row)).collect();
            assert_eq!(again, cells);
        }
    }
}
