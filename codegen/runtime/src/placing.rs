//! How the tables of a generated crate find a key: what makes the tables asks here, so that it can place no
//! key where the crate would not look.

use crate::runtime_::hash;

/// The length of a text, in bytes, of which [`words`] are all.
pub const SEEN: usize = hash::SEEN;

/// What is compared of a text.
pub fn words(text: &str) -> [u64; 4] {
    hash::Words::of(text).0
}

/// The hash of a text's [`words`].
pub fn of_words(text: &str) -> u64 {
    hash::Words::of(text).hash()
}

/// The hash of all of a text.
pub fn of_all(seed: u64, text: &str) -> u64 {
    hash::of_all(seed, text)
}

/// The hash of a number.
pub fn of_integer(seed: u64, number: i64) -> u64 {
    hash::of_integer(seed, number)
}

/// Which of `buckets` a hash falls into: the index of its displacement.
pub fn bucket(hash: u64, buckets: usize) -> usize {
    hash::bucket(hash, buckets)
}

/// Which of `slots` a hash has, by its bucket's displacement.
pub fn slot(hash: u64, displacement: u16, slots: usize) -> usize {
    hash::slot(hash, displacement, slots)
}

/// The value in the slot of a hash.
pub fn find<D: Copy + Into<u16>, T: Copy>(hash: u64, displacements: &[D], slots: &[T]) -> T {
    hash::find(hash, displacements, slots)
}
