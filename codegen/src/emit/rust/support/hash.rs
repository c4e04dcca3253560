//! Perfect hashing: from a key to the one slot of a table where it can stand.
//!
//! The generator builds its tables with this very file, so the two cannot disagree. Lengths of
//! tables are powers of two.

/// Odd numbers without a pattern: digits of pi.
const K: [u64; 4] =
    [0x2438_6a88_85a3_08d3, 0x1319_8a2e_0370_7345, 0xa409_3822_299f_31d1, 0x082e_fa98_ec4e_6c89];

/// The longest text of which [`Words`] hold every byte.
pub(crate) const SEEN: u64 = 24;

/// The length of a text and its first, middle and last eight bytes: all there is of most names.
///
/// Those of a table's keys are a table themselves. A lookup compares with four words in one cache
/// line, without a loop, a call, or a second place in memory to wait for.
#[derive(Clone, Copy)]
#[repr(align(32))]
pub(crate) struct Words {
    first: u64,
    middle: u64,
    last: u64,
    length: u64,
}

impl Words {
    /// Those of a text.
    #[inline]
    pub(crate) const fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let length = bytes.len() as u64;
        let (first, middle, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => {
                let from_middle = bytes.split_at(bytes.len() / 2 - 4).1;
                match from_middle.first_chunk() {
                    Some(middle) => (word(*first), word(*middle), word(*last)),
                    None => (word(*first), 0, word(*last)),
                }
            }
            _ => short(bytes),
        };
        Self { first, middle, last, length }
    }

    /// Those of each key of a table.
    pub(crate) const fn table<const COUNT: usize>(keys: &[&str; COUNT]) -> [Self; COUNT] {
        let mut table = [Self::of(""); COUNT];
        let mut at = 0;
        while at < COUNT {
            table[at] = Self::of(keys[at]);
            at += 1;
        }
        table
    }

    /// A hash of them.
    #[inline]
    pub(crate) fn hash(self) -> u64 {
        let ends = fold(self.first ^ K[0], self.last ^ K[1] ^ self.length);
        fold(ends ^ self.middle, K[2])
    }

    /// Whether both are the same.
    ///
    /// The words are compared together, so that there is one branch: which of them differs is
    /// nothing that a processor could guess. Without the rotations, the compiler would compare
    /// them one by one.
    #[inline]
    pub(crate) fn same(self, other: Self) -> bool {
        let differ = (self.first ^ other.first)
            | (self.middle ^ other.middle).rotate_left(1)
            | (self.last ^ other.last).rotate_left(2)
            | (self.length ^ other.length).rotate_left(3);
        differ == 0
    }

    /// Whether they hold every byte of the text.
    #[inline]
    pub(crate) fn are_all(self) -> bool {
        self.length <= SEEN
    }
}

/// A hash of every byte, for keys whose ends do not tell them apart.
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

/// What stands in the slot of a key.
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

/// Eight bytes as a number.
#[inline]
const fn word(bytes: [u8; 8]) -> u64 {
    u64::from_le_bytes(bytes)
}

/// The first, middle and last bytes of a text that has less than eight.
#[inline]
const fn short(bytes: &[u8]) -> (u64, u64, u64) {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return (u32::from_le_bytes(*first) as u64, 0, u32::from_le_bytes(*last) as u64);
    }
    let all = match *bytes {
        [] => 0,
        [a] => u32::from_le_bytes([a, 0, 0, 0]),
        [a, b] => u32::from_le_bytes([a, b, 0, 0]),
        [a, b, c, ..] => u32::from_le_bytes([a, b, c, 0]),
    };
    (all as u64, 0, 0)
}
