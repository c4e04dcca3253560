//! Catalogues that nobody wrote: built from the tables of the format, so that keys that are new are
//! in them from the first day. Names come from small pools, so that references often hit. What the
//! format refuses is taken out again, entry by entry, until the catalogue is valid.

#![allow(dead_code, reason = "each user takes some of it")]

mod make;
mod names;
mod repair;

use crate::numbers;
use errcat_catalogue::model::Catalogue;
use errcat_catalogue::raw::format;
use toml::{Table, Value};

use crate::hostile::TEXTS;
use make::Make;
use names::{ACTIONS, APIS, CODES, GROUPS, STATUSES, SURE};

/// Where choices come from: numbers that look random, or a fuzzer's bytes.
pub trait Choices: Sized {
    /// A number below `end`; 0 where there is none.
    fn below(&mut self, end: usize) -> usize;

    /// Any text.
    fn text(&mut self) -> String {
        (*self.pick(TEXTS)).to_owned()
    }

    /// One of them.
    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// True once in `of` times.
    fn once_in(&mut self, of: usize) -> bool {
        self.below(of) == of - 1
    }
}

impl Choices for numbers::Random {
    fn below(&mut self, end: usize) -> usize {
        Self::below(self, end)
    }
}

/// A file's path and text.
pub type File = (String, String);

/// A catalogue's files, and what they hold, unless they cannot be made valid.
pub fn catalogue<C: Choices>(choices: &mut C) -> (Vec<File>, Option<Catalogue>) {
    let mut tables = tables(choices);
    let catalogue = repair::read(&mut tables);
    (tables.into_iter().map(|(path, table)| (path, table.to_string())).collect(), catalogue)
}

/// Files that follow the format more or less, in the order in which they are read.
fn tables<C: Choices>(choices: &mut C) -> Vec<(String, Table)> {
    let mut make = Make { choices, integers: false };
    let mut files = vec![
        ("catalogue.toml".to_owned(), make.table(&format::CATALOGUE)),
        ("statuses.toml".to_owned(), make.all(STATUSES, &format::STATUS)),
        ("actions.toml".to_owned(), make.all(ACTIONS, &format::ACTION)),
    ];
    let apis = 1 + make.choices.below(APIS.len());
    if apis > 1 && make.choices.once_in(3) {
        files.push(("conversions.toml".to_owned(), make.table(&format::CONVERSIONS)));
    }
    for api in &APIS[..apis] {
        make.integers = make.choices.once_in(4);
        let mut table = make.table(&format::API);
        let kind = if make.integers { "integer" } else { "string" };
        let rules = Table::from_iter([("type".to_owned(), Value::from(kind))]);
        table.insert("code".to_owned(), rules.into());
        files.push((format!("{api}/api.toml"), table));
        let groups = 1 + make.choices.below(2);
        for (at, group) in GROUPS[..groups].iter().enumerate() {
            let mut table = make.table(&format::GROUP);
            let codes = 1 + make.choices.below(3);
            let names = if *group == "locks" { &CODES[..codes] } else { &CODES[3..] };
            let mut codes = make.all(names, &format::CODE);
            codes.insert(SURE.to_owned() + group, make.sure(at).into());
            table.insert("codes".to_owned(), codes.into());
            files.push((format!("{api}/{group}.toml"), table));
        }
        if make.choices.once_in(4) {
            files.push((format!("{api}/operations.toml"), make.table(&format::OPERATIONS)));
        }
    }
    files
}
