//! Lists of words in messages.

/// `` `a`, `b` and `c` ``.
pub fn all(words: &[&str]) -> String {
    if words.len() > MOST_LISTED {
        return list_some(words);
    }
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    joined(&quoted, "and")
}

/// `` `a`, `b`, `c` ``.
pub fn list(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

/// `` one of `a`, `b` ``, or the only one.
pub fn one_of(words: &[&str]) -> String {
    let one_of = if words.len() == 1 { "" } else { "one of " };
    format!("{one_of}{}", list_some(words))
}

/// The same, of many words the first alone.
pub fn list_some(words: &[&str]) -> String {
    match words.len().checked_sub(MOST_LISTED).filter(|more| *more > 0) {
        Some(more) => format!("{} and {more} more", list(&words[..MOST_LISTED])),
        None => list(words),
    }
}

/// At most this many names are listed; more nobody reads.
const MOST_LISTED: usize = 12;

/// `a, b or c`, where `last` is `or`.
pub fn joined(words: &[String], last: &str) -> String {
    match words.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
        None => String::new(),
    }
}
