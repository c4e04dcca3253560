//! Checks the CSV tables against the catalogues they are made of.

use std::collections::BTreeSet;

use crate::catalogues::{Case, all};

/// The rows of a table, each of as many cells as there are columns.
fn rows(case: &Case, path: &str) -> Vec<Vec<String>> {
    let artifacts = case.emit("tables");
    let table = artifacts.iter().find(|it| it.path() == path).expect("the table is made");
    let mut reader = csv::Reader::from_reader(table.text().as_bytes());
    let records = reader.records().map(|record| record.expect("rows are alike"));
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

/// What a formula begins with (OWASP, CSV Injection).
fn is_formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n'])
}

/// The text that a cell stands for: an apostrophe that keeps it from being a formula is not a part of it.
fn text(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

/// The columns of prose; all others hold codes, names, numbers, words of the format and addresses.
const PROSE: &[&str] = &[
    "title",
    "message",
    "description",
    "advice",
    "since",
    "deprecated",
    "reason",
    "meaning",
    "code_title",
];

/// The columns of the wire value, which is written as it is.
const CODES: &[&str] = &["code", "from_code", "to_code"];

/// The column and text of each cell of a catalogue's tables.
fn cells(case: &Case) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    for table in case.emit("tables") {
        let mut reader = csv::Reader::from_reader(table.text().as_bytes());
        let columns = reader.headers().expect("there are columns").clone();
        for record in reader.records() {
            let record = record.expect("rows are alike");
            let pairs = columns.iter().zip(record.iter());
            cells.extend(pairs.map(|(column, cell)| (column.to_owned(), cell.to_owned())));
        }
    }
    cells
}

#[test]
fn prose_is_no_formula_and_codes_are_exact() {
    let (mut kept, mut exact) = (0, 0);
    for case in all() {
        for (column, cell) in cells(&case) {
            if CODES.contains(&column.as_str()) {
                exact += usize::from(is_formula(&cell));
                continue;
            }
            assert!(!is_formula(&cell), "{}: {column} holds {cell}", case.name);
            assert!(PROSE.contains(&column.as_str()) || text(&cell) == cell, "{column}: {cell}");
            kept += usize::from(text(&cell) != cell);
        }
    }
    // Neither of the two is for nothing.
    assert!(kept > 10 && exact > 10, "{kept} texts kept from being formulas, {exact} codes exact");
}

#[test]
fn texts_come_back_as_they_are() {
    for case in all() {
        for api in &case.catalogue.apis {
            let rows = rows(&case, &format!("tables/codes/{}.csv", api.name.as_str()));
            let codes: Vec<_> = api.public_codes().map(|(_, code)| code).collect();
            assert_eq!(rows.len(), codes.len(), "{}", case.name);
            for (row, code) in rows.iter().zip(codes) {
                let description = code.description.as_ref().map_or("", |prose| &prose.source);
                let advice = code.advice.as_ref().map_or("", |prose| &prose.source);
                assert_eq!(row[0], code.wire.to_string());
                assert_eq!(row[1], code.name.as_str());
                assert_eq!(text(&row[9]), code.title);
                assert_eq!(text(&row[10]), code.message.source);
                assert_eq!(text(&row[11]), description);
                assert_eq!(text(&row[12]), advice);
            }
        }
    }
}

#[test]
fn every_code_has_a_row_per_status_and_one_for_its_action() {
    for case in all() {
        for api in &case.catalogue.apis {
            let name = api.name.as_str();
            let statuses = rows(&case, &format!("tables/statuses/{name}.csv"));
            let actions = rows(&case, &format!("tables/actions/{name}.csv"));
            for (_, code) in api.public_codes() {
                let name = code.name.as_str();
                let of_code: Vec<_> = statuses.iter().filter(|row| row[5] == name).collect();
                assert_eq!(of_code.len(), code.statuses.len(), "{}: {name}", case.name);
                let of_code: Vec<_> = actions.iter().filter(|row| row[6] == name).collect();
                assert_eq!(of_code.len(), usize::from(code.action.is_some()));
            }
        }
    }
}

#[test]
fn conversions_have_a_row_per_public_code() {
    for case in all() {
        let apis = &case.catalogue.apis;
        for conversion in &case.catalogue.conversions {
            let (from, to) = (&apis[conversion.from], &apis[conversion.to]);
            let path =
                format!("tables/conversions/{}/{}.csv", from.name.as_str(), to.name.as_str());
            let mut rows = rows(&case, &path).into_iter();
            for (at, code) in from.public_codes() {
                let row = rows.next().expect("there is a row");
                assert_eq!(row[1], code.name.as_str());
                let counterpart = conversion.codes[at].map_or("", |at| to.codes[at].name.as_str());
                assert_eq!(row[4], counterpart, "{}: {path}", case.name);
            }
            assert_eq!(rows.next().is_some(), conversion.otherwise.is_some());
            assert_eq!(rows.next(), None);
        }
    }
}

/// Where `[outputs.tables]` says so, each cell is the text itself.
#[test]
fn formulas_can_be_left_as_they_are() {
    let mut left = 0;
    for mut case in all() {
        case.catalogue.outputs.escape_formulas = false;
        for api in &case.catalogue.apis {
            let rows = rows(&case, &format!("tables/codes/{}.csv", api.name.as_str()));
            for (row, (_, code)) in rows.iter().zip(api.public_codes()) {
                assert_eq!((&row[9], &row[10]), (&code.title, &code.message.source));
                left += usize::from(is_formula(&row[9]));
            }
        }
    }
    assert!(left > 0, "no title begins a formula");
}

#[test]
fn no_two_tables_have_the_same_path() {
    for case in all() {
        let artifacts = case.emit("tables");
        let paths: BTreeSet<_> =
            artifacts.iter().map(errcat_emit::output::Artifact::path).collect();
        assert_eq!(paths.len(), artifacts.len(), "{}", case.name);
    }
}
