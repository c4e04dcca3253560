//! Values for the keys of the format's tables.

use errcat_catalogue::name::Grammar;
use errcat_catalogue::raw::format::{self, Def, Shape};
use toml::{Table, Value};

use super::Choices;
use super::names::{ACTIONS, APIS, CODES, FIELDS, GROUPS, SLOTS, STATUSES, TYPE_WORDS, TYPES};

/// How far from the format a catalogue may stray: one choice in so many is of the wrong kind.
const STRAY: usize = 400;

/// Makes parts of files.
pub struct Make<'c, C> {
    /// What decides.
    pub choices: &'c mut C,
    /// Whether the API's codes are integers.
    pub integers: bool,
}

impl<C: Choices> Make<'_, C> {
    /// A table for each name.
    pub fn all(&mut self, names: &[&str], def: &'static Def) -> Table {
        names.iter().map(|name| ((*name).to_owned(), self.table(def).into())).collect()
    }

    /// A code that is valid unless its file says otherwise.
    pub fn sure(&self, number: usize) -> Table {
        let wire = i64::try_from(9000 + number).unwrap();
        let wire = self.integers.then(|| ("wire", Value::from(wire)));
        let keys = wire.into_iter().chain([("visibility", Value::from("public"))]);
        keys.map(|(key, value)| (key.to_owned(), value)).collect()
    }

    /// A table with some of its keys.
    pub fn table(&mut self, def: &'static Def) -> Table {
        let mut table = Table::new();
        for key in def.keys {
            let seldom = [
                "visibility",
                "masked_as",
                "case",
                "set",
                "fills",
                "meta",
                "retry_after",
                "envelope",
            ];
            let need =
                key.required || (key.name == "wire" && self.integers && def.what == "a code");
            let wanted = if need {
                !self.choices.once_in(STRAY)
            } else if seldom.contains(&key.name) {
                self.choices.once_in(6)
            } else {
                self.choices.once_in(4)
            };
            if wanted {
                let value = self.value(key.name, &key.shape);
                table.insert(key.name.to_owned(), value);
            }
        }
        if self.choices.once_in(STRAY) {
            let value = self.anything(0);
            table.insert(self.choices.text(), value);
        }
        table
    }

    fn value(&mut self, key: &str, shape: &'static Shape) -> Value {
        if self.choices.once_in(STRAY) {
            return self.anything(0);
        }
        match shape {
            Shape::Text(_) => self.string(key),
            Shape::Integer => match key {
                "format" => 1.into(),
                "http_status" => 200.into(),
                _ => i64::try_from(self.choices.below(101)).unwrap().into(),
            },
            Shape::Boolean => (self.choices.below(2) == 0).into(),
            Shape::Word(words) => (*self.choices.pick(words)).into(),
            Shape::Json => match key {
                "body" => self.body(),
                "details" => self.some(FIELDS, |make| make.anything(2)).into(),
                _ => self.anything(1),
            },
            Shape::List(item) => {
                let count = 1 + self.choices.below(2);
                (0..count).map(|_| self.value(key, item)).collect::<Vec<_>>().into()
            }
            Shape::Map(grammar, item) => {
                let names = match grammar {
                    Grammar::Code if key == "retired" => &["Gone", "GONE_TOO"],
                    Grammar::Code => CODES,
                    Grammar::Field | Grammar::Fact | Grammar::EnumValue => FIELDS,
                    Grammar::Slot | Grammar::Parameter => SLOTS,
                    Grammar::Status => STATUSES,
                    Grammar::Unexpected => &["error", "404", "422"],
                    Grammar::Action => ACTIONS,
                    Grammar::Type => TYPES,
                    Grammar::Header => &["X-One", "x-two"],
                    Grammar::Lint => &["unused-action", "undocumented", "no-action"],
                    Grammar::Change => &["status-in-class", "alias-removed", "order"],
                    Grammar::Envelope => &["error"],
                    Grammar::Api => APIS,
                    Grammar::Group => GROUPS,
                    Grammar::Reference => match key {
                        "operations" => &["GET /a", "POST /b/{id}"],
                        "codes" => CODES,
                        "meta" => FIELDS,
                        _ => SLOTS,
                    },
                };
                self.some(names, |make| make.value(key, item)).into()
            }
            Shape::Table(def) => self.table(def).into(),
            Shape::Either(shapes) => match key {
                "wire" if self.integers => i64::try_from(self.choices.below(1000)).unwrap().into(),
                "wire" => self.choices.text().into(),
                _ => {
                    let shape = self.choices.pick(shapes);
                    self.value(key, shape)
                }
            },
            Shape::TypeTable if self.choices.once_in(2) => self.table(&format::ENUM).into(),
            Shape::TypeTable => {
                self.some(FIELDS, |make| make.value("type", &format::FIELD_SHAPE)).into()
            }
        }
    }

    fn some(&mut self, names: &[&str], mut value: impl FnMut(&mut Self) -> Value) -> Table {
        let from = self.choices.below(names.len());
        let to = from + 1 + self.choices.below(names.len() - from);
        names[from..to].iter().map(|name| ((*name).to_owned(), value(self))).collect()
    }

    /// A string for a key: one that hits where the key refers to something.
    fn string(&mut self, key: &str) -> Value {
        let pool: &[&str] = match key {
            "version" | "until" => &["1.0.0", "0.3.1-rc.1"],
            "sunset" => &["2027-01-31", "2030-12-31"],
            "rule" => &["status-in-class", "code-retired"],
            "subject" => &["shop/*", "a"],
            "docs_url" | "url" => {
                &["https://example.com/a?b=c", "https://example.com", "http://[::1]/"]
            }
            "package" => &["made-up"],
            "groups" => GROUPS,
            "action" => ACTIONS,
            "status" => STATUSES,
            "envelope" => &["error"],
            "type" | "types" | "meta" | "details" | "slots" => TYPE_WORDS,
            "see_also" | "replaced_by" | "masked_as" | "otherwise" | "unmapped" | "codes" => CODES,
            "aliases" => &["old_a", "OldB"],
            "from" | "to" => APIS,
            "retry_after" => &["header", "details.a", "slots.s"],
            "fills" => SLOTS,
            "allow" => &["undocumented", "no-action"],
            "media_type" => &["application/json", "application/x.y+json"],
            "headers" => &["$s?", "$t", "1; mode=block", "$status?"],
            "name" => FIELDS,
            "message" if self.choices.once_in(2) => &["{a}", "{{{b}}}", "at {r_type}", "{s}"],
            _ => return self.choices.text().into(),
        };
        (*self.choices.pick(pool)).into()
    }

    fn body(&mut self) -> Value {
        let mut body = Table::new();
        let slots = [
            "$code",
            "$message",
            "$details?",
            "$title",
            "$type",
            "$status?",
            "$grpc|null",
            "$s?",
            "$t?",
        ];
        for slot in slots {
            if slot == "$code" || self.choices.once_in(2) {
                body.insert(slot.trim_start_matches('$').replace(['?', '|'], ""), slot.into());
            }
        }
        if self.choices.once_in(4) {
            let key = self.choices.text();
            let constant = self.anything(1);
            body.insert(key, constant);
        }
        match self.choices.below(6) {
            0 => Table::from_iter([("errors".to_owned(), Value::Array(vec![body.into()]))]).into(),
            1 => Table::from_iter([("error".to_owned(), body.into())]).into(),
            _ => body.into(),
        }
    }

    /// Any value of TOML's.
    fn anything(&mut self, depth: usize) -> Value {
        match self.choices.below(if depth < 3 { 10 } else { 7 }) {
            0 => i64::try_from(self.choices.below(usize::MAX >> 1)).unwrap().into(),
            1 => (f64::from(u16::try_from(self.choices.below(1000)).unwrap()) / 7.0).into(),
            2 => (self.choices.below(2) == 0).into(),
            3 => f64::INFINITY.into(),
            4 => Value::Datetime("2026-05-30T14:32:00Z".parse().unwrap()),
            5 | 6 => self.choices.text().into(),
            7 => {
                let count = self.choices.below(3);
                (0..count).map(|_| self.anything(depth + 1)).collect::<Vec<_>>().into()
            }
            _ => {
                let count = self.choices.below(3);
                let members = (0..count).map(|_| (self.choices.text(), self.anything(depth + 1)));
                members.collect::<Table>().into()
            }
        }
    }
}
