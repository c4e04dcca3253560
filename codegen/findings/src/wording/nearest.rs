//! The word that was probably meant.

/// The word that `text` was probably meant to be.
pub fn nearest<'w>(text: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    /// So many pairs of characters are compared: more words than that are not worth the time.
    const MOST_WORK: usize = 1 << 21;
    let lower = text.to_lowercase();
    let counts = letters(&lower);
    let mut work = 0;
    let mut best: Option<(usize, &str)> = None;
    for word in words {
        let longest = word.len().max(text.len());
        // Of a word of one or two letters nothing is left where one is wrong.
        let most = if longest < 3 { 0 } else { (longest / 3).max(1) };
        if word.len().abs_diff(text.len()) > most {
            continue;
        }
        let word_lower = word.to_lowercase();
        let other = letters(&word_lower);
        // No edit fixes more than one letter that is missing and one that is too much.
        let missing: u32 =
            counts.iter().zip(&other).map(|(a, b)| u32::from(a.saturating_sub(*b))).sum();
        if missing as usize > most {
            continue;
        }
        work += (word.len() + 1) * (text.len() + 1);
        if work > MOST_WORK {
            break;
        }
        let distance = strsim::damerau_levenshtein(&lower, &word_lower);
        if distance <= most && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, word));
        }
    }
    best.map(|(_, word)| word)
}

/// How often each byte occurs.
fn letters(text: &str) -> [u8; 256] {
    let mut counts = [0_u8; 256];
    for byte in text.bytes() {
        counts[usize::from(byte)] = counts[usize::from(byte)].saturating_add(1);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::nearest;

    fn check(text: &str, words: &[&str], expected: Option<&str>) {
        assert_eq!(nearest(text, words.iter().copied()), expected, "{text}");
    }

    #[test]
    fn what_is_near_is_found() {
        check("mesage", &["title", "message", "massage"], Some("message"));
        check("Titel", &["title"], Some("title"));
        check("TOKEN_EXPIERD", &["TOKEN_EXPIRED", "TOKEN_INVALID"], Some("TOKEN_EXPIRED"));
        check("id", &["ID"], Some("ID"));
    }

    #[test]
    fn what_is_far_is_not() {
        check("x", &["a", "b"], None);
        check("colour", &["title", "message"], None);
        check("", &["a"], None);
        check(&"a".repeat(1 << 20), &[&"b".repeat(1 << 20)], None);
    }
}
