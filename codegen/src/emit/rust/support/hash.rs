//! Perfect hashing: from a key to the one slot of a table where it can stand.
//!
//! The generator builds its tables with this very file, so the two cannot disagree.

/// Odd numbers without a pattern: digits of pi.
const K: [u64; 4] =
    [0x2438_6a88_85a3_08d3, 0x1319_8a2e_0370_7345, 0xa409_3822_299f_31d1, 0x082e_fa98_ec4e_6c89];

/// A hash of the length and of the first, middle and last eight bytes: all there is of most names.
#[inline]
pub(crate) fn of_ends(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let length = bytes.len();
    let (first, middle, last) = match length {
        0..=3 => (short(bytes), 0, 0),
        4..=7 => (four(bytes, 0), 0, four(bytes, length - 4)),
        _ => (eight(bytes, 0), eight(bytes, length / 2 - 4), eight(bytes, length - 8)),
    };
    let ends = fold(first ^ K[0], last ^ K[1] ^ length as u64);
    fold(ends ^ middle, K[2])
}

/// A hash of every byte, for keys that [`of_ends`] does not tell apart.
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
    reduce(hash, buckets)
}

/// The slot of a key, given its bucket's displacement.
#[inline]
pub(crate) fn slot(hash: u64, displacement: u16, slots: usize) -> usize {
    reduce((hash ^ u64::from(displacement)).wrapping_mul(K[3]), slots)
}

/// What stands in the slot of a key.
#[inline]
pub(crate) fn find<T: Copy>(hash: u64, displacements: &[u16], slots: &[T]) -> T {
    let displacement = displacements[bucket(hash, displacements.len())];
    slots[slot(hash, displacement, slots.len())]
}

/// A number below `length`, by the upper half of the hash.
#[inline]
fn reduce(hash: u64, length: usize) -> usize {
    let scaled = (hash >> 32).wrapping_mul(length as u64) >> 32;
    // Below `length`, so it fits.
    usize::try_from(scaled).unwrap_or(0)
}

/// Both halves of a product on top of each other.
#[inline]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    let [low, high] = [product & u128::from(u64::MAX), product >> 64];
    u64::try_from(low ^ high).unwrap_or(0)
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
