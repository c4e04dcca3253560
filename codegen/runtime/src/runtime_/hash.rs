//! Perfect hashing: from a key to its only possible slot in a table.
//!
//! The generator builds its tables with this very file, so the two cannot disagree. Lengths of
//! tables are powers of two.

/// Odd numbers without a pattern: digits of pi.
const K: [u64; 4] =
    [0x2438_6a88_85a3_08d3, 0x1319_8a2e_0370_7345, 0xa409_3822_299f_31d1, 0x082e_fa98_ec4e_6c89];

/// The longest text of which [`Words`] hold every byte.
pub(crate) const SEEN: usize = 31;

/// The length of texts that are longer than the last word can tell.
const LONG: u64 = 0xff;

/// The first eight bytes of a text as a number, sixteen of its middle, and its last seven with its
/// length in place of the eighth: all there is of most names.
#[derive(Clone, Copy)]
pub(crate) struct Words(pub(crate) [u64; 4]);

/// The [`Words`] of the keys of a table, each in one line of a processor's cache.
///
/// A lookup compares with them without a loop, a call, or a second place in memory to wait for.
/// The generator writes them, since for thousands of keys the compiler would take seconds.
#[repr(align(32))]
pub(crate) struct Rows<const COUNT: usize>(pub(crate) [[u64; 4]; COUNT]);

impl Words {
    /// Those of a text.
    #[inline]
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let length = bytes.len();
        Self(match length {
            0..=3 => [short(bytes), 0, 0, length as u64],
            4..=7 => [four(bytes, 0), 0, 0, four(bytes, length - 4) << 8 | length as u64],
            8..=SEEN => eights(bytes, length as u64),
            _ => eights(bytes, LONG),
        })
    }

    /// A hash of them.
    #[inline]
    pub(crate) fn hash(self) -> u64 {
        let [first, second, third, last] = self.0;
        fold(fold(first ^ K[0], last ^ K[1]) ^ second, third ^ K[2])
    }

    /// Whether they are those of a row.
    ///
    /// The words are compared together, so that there is one branch: a processor could not predict which of
    /// them differs. Without the rotations, the compiler would compare them one by one.
    #[inline]
    pub(crate) fn are(self, row: [u64; 4]) -> bool {
        let [first, second, third, last] = self.0;
        let differ = (first ^ row[0])
            | (second ^ row[1]).rotate_left(1)
            | (third ^ row[2]).rotate_left(2)
            | (last ^ row[3]).rotate_left(3);
        differ == 0
    }

    /// Whether they hold every byte of the text.
    #[inline]
    pub(crate) fn are_all(self) -> bool {
        self.0[3] & LONG != LONG
    }
}

/// A hash of every byte, for keys that their [`Words`] do not tell apart.
pub(crate) fn of_all(seed: u64, text: &str) -> u64 {
    let bytes = text.as_bytes();
    let start = fold(seed ^ K[0], K[1] ^ bytes.len() as u64);
    bytes.chunks(8).fold(start, |hash, chunk| {
        let word = chunk.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte));
        fold(hash ^ word, K[2])
    })
}

/// A hash of a number.
#[inline]
pub(crate) fn of_integer(seed: u64, number: i64) -> u64 {
    fold(u64::from_ne_bytes(number.to_ne_bytes()) ^ seed ^ K[0], K[1])
}

/// Which of the displacements is that of the keys with this hash.
#[inline]
pub(crate) fn bucket(hash: u64, buckets: usize) -> usize {
    below(hash, buckets)
}

/// The slot of a key, given its bucket's displacement.
#[inline]
pub(crate) fn slot(hash: u64, displacement: u16, slots: usize) -> usize {
    below((hash ^ u64::from(displacement)).wrapping_mul(K[3]), slots)
}

/// The value in the slot of a key.
#[inline]
pub(crate) fn find<D: Copy + Into<u16>, T: Copy>(hash: u64, displacements: &[D], slots: &[T]) -> T {
    let displacement = displacements[bucket(hash, displacements.len())].into();
    slots[slot(hash, displacement, slots.len())]
}

/// A number below `length`, by the upper half of the hash.
#[inline]
fn below(hash: u64, length: usize) -> usize {
    // Below `length`, so it fits.
    usize::try_from((hash >> 32) & (length as u64 - 1)).unwrap_or(0)
}

/// Both halves of a product on top of each other.
#[inline]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    let [low, high] = [product & u128::from(u64::MAX), product >> 64];
    u64::try_from(low ^ high).unwrap_or(0)
}

/// Words of eight bytes or more, and `length` as it is told.
#[inline]
fn eights(bytes: &[u8], length: u64) -> [u64; 4] {
    // The eight bytes before the last seven, or the first eight.
    let at = bytes.len().saturating_sub(15);
    let third = eight(bytes, at);
    // In a shorter slice, so that the compiler sees that it is in there.
    let second = eight(&bytes[..at + 8], at / 2);
    [eight(bytes, 0), second, third, eight(bytes, bytes.len() - 8) & !LONG | length]
}

/// Eight bytes from `at` on, as a number.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    let mut word = [0; 8];
    word.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(word)
}

/// Four bytes from `at` on, as a number.
#[inline]
fn four(bytes: &[u8], at: usize) -> u64 {
    let mut word = [0; 4];
    word.copy_from_slice(&bytes[at..at + 4]);
    u64::from(u32::from_le_bytes(word))
}

/// Up to three bytes as a number.
#[inline]
fn short(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte))
}
