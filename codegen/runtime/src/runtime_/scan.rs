//! Finding bytes in text, eight at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// Marks bytes below `limit`. A mark above the lowest one may be wrong.
const fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(ONES * limit as u64) & !word & HIGHS
}

/// Marks bytes that are `byte`. A mark above the lowest one may be wrong.
const fn equal(word: u64, byte: u8) -> u64 {
    below(word ^ (ONES * byte as u64), 1)
}

#[inline]
fn first(bytes: &[u8], marks: impl Fn(u64) -> u64) -> Option<usize> {
    let mut chunks = bytes.chunks_exact(8);
    let mut at = 0;
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        let found = marks(u64::from_le_bytes(word));
        if found != 0 {
            return Some(at + place(found));
        }
        at += 8;
    }
    match (bytes.last_chunk::<8>(), chunks.remainder()) {
        (_, []) => None,
        // No byte of these is found that was not found above.
        (Some(last), _) => {
            let found = marks(u64::from_le_bytes(*last));
            (found != 0).then(|| bytes.len() - 8 + place(found))
        }
        (None, rest) => {
            let (word, place_in_rest) = word_of(rest);
            let found = marks(word);
            (found != 0).then(|| place_in_rest(place(found), rest.len()))
        }
    }
}

/// One to seven bytes as a word, some of them twice, and the place of a byte of the word among them. Spaces, for
/// which nobody looks, fill the word.
#[inline]
fn word_of(bytes: &[u8]) -> (u64, fn(usize, usize) -> usize) {
    if let (Some(start), Some(end)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (start, end) = (u32::from_le_bytes(*start), u32::from_le_bytes(*end));
        let word = u64::from(start) | u64::from(end) << 32;
        return (word, |at, length| if at < 4 { at } else { at + length - 8 });
    }
    let at = |at: usize| bytes.get(at).copied().map_or(0x20, u64::from);
    let word = at(0) | at(1) << 8 | at(2) << 16 | (ONES * 0x20) << 24;
    (word, |at, _| at)
}

/// The byte that the lowest mark is at.
const fn place(marks: u64) -> usize {
    marks.trailing_zeros() as usize / 8
}

/// The first byte that a JSON string cannot hold as it is (RFC 8259, section 7): `"`, `\` and control characters.
#[inline]
pub(crate) fn special(text: &[u8]) -> Option<usize> {
    first(text, |word| below(word, 32) | equal(word, b'"') | equal(word, b'\\'))
}

/// The first brace of a message's template.
pub(crate) fn brace(template: &str) -> Option<usize> {
    first(template.as_bytes(), |word| equal(word, b'{') | equal(word, b'}'))
}

/// Whether a message's template has no braces and nothing to escape.
#[inline]
pub(crate) fn is_plain(template: &str) -> bool {
    let marks = |word| {
        let braces = equal(word, b'{') | equal(word, b'}');
        braces | below(word, 32) | equal(word, b'"') | equal(word, b'\\')
    };
    first(template.as_bytes(), marks).is_none()
}

/// The next quote or bracket of JSON text that has been checked.
#[inline]
pub(crate) fn structure(text: &[u8]) -> Option<usize> {
    // `[` and `{`, as `]` and `}`, differ in one bit.
    first(text, |word| {
        let brackets = word | (ONES * 0x20);
        equal(word, b'"') | equal(brackets, b'{') | equal(brackets, b'}')
    })
}

/// The first backslash.
#[inline]
pub(crate) fn backslash(text: &str) -> Option<usize> {
    first(text.as_bytes(), |word| equal(word, b'\\'))
}
