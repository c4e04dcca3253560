//! CSV and TSV.

use csv::{ReaderBuilder, StringRecord};

use super::Source;
use crate::edit::Refused;
use crate::import::record::{Record, Records};

pub(super) fn tabs(source: &Source<'_>) -> Result<Vec<Records>, Refused> {
    read(source, b'\t')
}

/// What is between cells is what the line of headers has most of.
pub(super) fn commas(source: &Source<'_>) -> Result<Vec<Records>, Refused> {
    let headers = source.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: u8| headers.bytes().filter(|byte| *byte == sign).count();
    let sign = b",;|\t".iter().rev().max_by_key(|sign| count(**sign)).copied();
    read(source, sign.unwrap_or(b','))
}

fn read(source: &Source<'_>, delimiter: u8) -> Result<Vec<Records>, Refused> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(source.text.as_bytes());
    let fault = |error: &csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        let line = usize::try_from(line).unwrap_or(usize::MAX);
        source.fault(line, &format!("this is not CSV: {error}"), "fix the file, or name its format")
    };
    let headers = reader.headers().map_err(|error| fault(&error))?.clone();
    let mut records = Vec::new();
    let mut row = StringRecord::new();
    while reader.read_record(&mut row).map_err(|error| fault(&error))? {
        let line = row.position().map_or(0, csv::Position::line);
        let mut record = Record::new(format!("{}:{line}", source.name));
        for (at, cell) in row.iter().enumerate() {
            let header = headers.get(at).map(str::trim).filter(|name| !name.is_empty());
            let header = header.map_or_else(|| format!("column {}", at + 1), str::to_owned);
            record.put(header, unescaped(cell));
        }
        records.push(record);
    }
    Ok(vec![Records { at: String::new(), records }])
}

/// A cell without the apostrophe that keeps spreadsheets from taking it for a formula.
fn unescaped(cell: &str) -> &str {
    let rest = cell.strip_prefix('\'');
    rest.filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t'])).unwrap_or(cell).trim()
}
