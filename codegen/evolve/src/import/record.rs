//! What a source says: records of facts, whatever it is written in.

/// Records of one kind: the rows of a table, the items of an array.
#[derive(Debug, Default)]
pub struct Records {
    /// Where in the source they stand: `errors[]`, `table 2`. Empty where there is one place.
    pub at: String,
    /// They themselves, in their order.
    pub records: Vec<Record>,
}

/// What a source says of one thing.
#[derive(Debug, Default, Clone)]
pub struct Record {
    /// Where it stands, for messages: `errors.csv:12`, `errors.json, errors[12]`.
    pub place: String,
    /// The facts in their order. A path that appears twice has several values.
    pub facts: Vec<Fact>,
}

/// One fact of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Which: a column, or a path with dots between its keys.
    pub path: String,
    /// The value.
    pub value: String,
    /// Whether the source has it as a number.
    pub is_number: bool,
}

/// The path of a key that leads to a record: `{ "ORDER_LOST": { … } }`.
pub const KEY: &str = "@key";
/// The path of a value that is alone behind its key: `{ "ORDER_LOST": "There is no order" }`.
pub const VALUE: &str = "@value";
/// The path of the keys or headings above a record, except its own.
pub const SECTION: &str = "@section";
/// What the path of a link in a cell ends with: `[title](address)`.
pub const LINK: &str = "@link";

/// What [`Records::at`] calls facts that are beside the records: they are of no code.
pub const BESIDE: &str = "@beside";

impl Record {
    /// A record without facts.
    pub fn new(place: String) -> Self {
        Self { place, facts: Vec::new() }
    }

    /// Adds a fact. One that is blank says nothing.
    pub fn put(&mut self, path: impl Into<String>, value: impl Into<String>) {
        let value = value.into();
        if !value.trim().is_empty() {
            self.facts.push(Fact { path: path.into(), value, is_number: false });
        }
    }

    /// The values at a path.
    pub fn values<'r>(&'r self, path: &'r str) -> impl Iterator<Item = &'r Fact> {
        self.facts.iter().filter(move |fact| fact.path == path)
    }
}
