//! What the service's errors come from: a database, as sqlx has one.

use std::fmt;

/// Has what must not leave the server in its text.
#[derive(Debug)]
pub(crate) enum DbError {
    /// The server is not reachable.
    Io { address: &'static str },
    /// A constraint of a table.
    Constraint { table: &'static str },
}

impl fmt::Display for DbError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { address } => write!(f, "no connection to postgres://admin:secret@{address}"),
            Self::Constraint { table } => write!(f, "secret constraint of table {table}"),
        }
    }
}

impl std::error::Error for DbError {}

/// How many of an item are in stock.
pub(crate) fn stock(item: &str) -> Result<i64, DbError> {
    match item {
        "teapot" => Ok(3),
        "unreachable" => Err(DbError::Io { address: "10.0.0.7" }),
        _ => Err(DbError::Constraint { table: "stock" }),
    }
}

/// A function of a library that has errors of any kind.
pub(crate) fn price(item: &str) -> anyhow::Result<i64> {
    use anyhow::Context as _;

    let text = if item == "teapot" { "12" } else { "secret price" };
    text.parse().context("reading the price list")
}
