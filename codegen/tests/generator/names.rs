//! The names that made-up catalogues have.

pub const APIS: &[&str] = &["door", "gate", "type"];
pub const GROUPS: &[&str] = &["locks", "mod", "codes"];
pub const CODES: &[&str] = &["A", "B", "C", "loop", "Some"];
/// What the name of a code begins with that is valid unless its file says otherwise.
pub const SURE: &str = "In_";
pub const FIELDS: &[&str] = &["a", "b", "r_type"];
pub const SLOTS: &[&str] = &["s", "t"];
pub const ACTIONS: &[&str] = &["ask", "wait"];
pub const STATUSES: &[&str] = &["403", "429", "4XX", "500"];
pub const TYPES: &[&str] = &["Mode", "Item", "Option"];
pub const TYPE_WORDS: &[&str] = &[
    "string",
    "integer",
    "number",
    "boolean",
    "datetime",
    "date",
    "uuid",
    "uri",
    "duration",
    "json",
    "string?",
    "integer|null",
    "list<string>",
    "map<integer>",
    "Mode",
    "Item",
    "list<Item>?",
];
