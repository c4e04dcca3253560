//! Names of codes and groups, made from the sources' names.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use errcat_catalogue::name::{Grammar, Name};

/// The longest name of a code.
const MOST: usize = 128;

/// The names of an API that are taken, as they are compared.
#[derive(Debug, Default)]
pub struct Taken {
    snake: HashSet<String>,
    camel: HashSet<String>,
    /// The last number behind a name.
    numbers: HashMap<String, u64>,
}

impl Taken {
    /// Takes a name, unless another one collides with it.
    pub fn take(&mut self, name: &str) -> bool {
        let name = Name::new(name);
        let (snake, camel) = (name.snake().to_owned(), name.upper_camel());
        if self.snake.contains(&snake) || self.camel.contains(&camel) {
            return false;
        }
        self.snake.insert(snake);
        self.camel.insert(camel);
        true
    }

    /// A free name for a code that a source calls `text`, and takes it. With a `case`, it is in that.
    pub fn code(&mut self, text: &str, case: Option<&str>) -> String {
        let name = Grammar::Code.mended(text).unwrap_or_else(|| "CODE".to_owned());
        let name = if Grammar::Code.accepts(text) { text.to_owned() } else { name };
        let name = match case {
            Some(case) => Name::new(&name).in_case(case),
            None => name,
        };
        let name = if is_reserved(&name) { format!("{name}_error") } else { name };
        let name = shortened(&name, MOST);
        if self.take(&name) {
            return name;
        }
        let mut number = self.numbers.get(&name).copied().unwrap_or(1);
        // There are more numbers than names.
        loop {
            number += 1;
            // A number behind a name is a word of its own in each case.
            let next = format!("{}_{number}", shortened(&name, MOST - 21));
            let next = case.map_or(next.clone(), |case| Name::new(&next).in_case(case));
            if self.take(&next) {
                self.numbers.insert(name, number);
                return next;
            }
        }
    }
}

fn is_reserved(name: &str) -> bool {
    ["self", "super", "crate"].iter().any(|it| name.eq_ignore_ascii_case(it))
}

/// A name that ends behind a word, so that it is not longer than `most`.
fn shortened(name: &str, most: usize) -> String {
    if name.len() <= most {
        return name.to_owned();
    }
    let cut = &name[..most];
    let end = cut.rfind(['_', '-']).filter(|end| *end > most / 2).unwrap_or(most);
    cut[..end].trim_end_matches(['_', '-']).to_owned()
}

/// The id of a group that a source calls `text`.
pub fn group(text: &str) -> String {
    let id = Grammar::Group.mended(text).unwrap_or_else(|| "errors".to_owned());
    let id = shortened(&id, 64);
    if Grammar::Group.check(&id).is_ok() { id } else { format!("{}_codes", shortened(&id, 58)) }
}

/// What a source calls a group, without the numbers of its codes, and these, first and last: `Orders
/// (1000-1999)`, `2000 to 2999: Payments`.
pub fn ranged(text: &str) -> (String, Option<(i64, i64)>) {
    let found = RANGE.captures(text).and_then(|found| {
        let number = |at| found.get(at)?.as_str().parse::<i64>().ok();
        Some((found.get(0)?.range(), number(1)?, number(2)?)).filter(|(_, from, to)| from < to)
    });
    let Some((at, from, to)) = found else { return (text.to_owned(), None) };
    let rest = format!("{} {}", text[..at.start].trim(), text[at.end..].trim());
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || ":-\u{2013}\u{2014},".contains(c));
    let title = if rest.is_empty() { text } else { rest };
    (title.to_owned(), Some((from, to)))
}

#[allow(clippy::unwrap_used, reason = "the pattern is a constant, which a test compiles")]
static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    let between = r"\s*(?:-|\x{2013}|\x{2014}|\.\.|to)\s*";
    Regex::new(&format!(r"[(\[]?\b(\d{{1,18}}){between}(\d{{1,18}})\b[)\]]?")).unwrap()
});

#[cfg(test)]
mod tests {
    use super::{Taken, group, ranged};
    use errcat_catalogue::name::Grammar;

    #[test]
    fn ranges_of_groups_are_found() {
        for (text, name, range) in [
            ("Orders (1000-1999)", "Orders", Some((1000, 1999))),
            ("2000 to 2999: Payments", "Payments", Some((2000, 2999))),
            ("3000\u{2013}3999", "3000\u{2013}3999", Some((3000, 3999))),
            ("Orders & carts", "Orders & carts", None),
            ("ISO 8601-1", "ISO 8601-1", None),
        ] {
            assert_eq!(ranged(text), (name.to_owned(), range), "{text}");
        }
    }

    #[test]
    fn names_are_names() {
        let mut taken = Taken::default();
        for (wire, name) in [
            ("ORDER_LOST", "ORDER_LOST"),
            ("order-lost.by:us", "order_lost_by_us"),
            ("1001", "E1001"),
            ("-32600", "E32600"),
            ("32600", "E32600_2"),
            ("auth/invalid email", "auth_invalid_email"),
            ("店", "CODE"),
            ("貨", "CODE_2"),
            ("self", "self_error"),
        ] {
            assert_eq!(taken.code(wire, None), name, "{wire}");
        }
        assert_eq!(taken.code("orderLost", None), "orderLost_2");
        assert_eq!(Taken::default().code("order.lost", Some("PascalCase")), "OrderLost");
        let long = taken.code(&"very_long_".repeat(30), None);
        assert!(long.len() <= 128 && Grammar::Code.check(&long).is_ok(), "{long}");
        for (text, id) in [("Auth & login", "auth_login"), ("api", "api_codes"), ("4xx", "four_xx")]
        {
            assert_eq!(group(text), id);
        }
    }
}
