//! Perfect hash tables: every key has a slot of its own, found without a search.
//!
//! Keys fall into buckets of two to four on average. Bucket by bucket, the largest first, a
//! displacement is tried out that sends its keys to free slots (CHD; Belazzougui, Botelho and
//! Dietzfelbinger, 2009).

use errcat_runtime::placing;

/// Tables for `hash::find`.
#[derive(Debug)]
pub(super) struct Perfect {
    /// By bucket.
    pub(super) displacements: Vec<u16>,
    /// By slot: the index of the key that may be there. Slots without a key have some index,
    /// so that a lookup compares once in any case.
    pub(super) slots: Vec<usize>,
}

impl Perfect {
    /// The smallest type that can hold every displacement.
    pub(super) fn displacement_type(&self) -> &'static str {
        let most = self.displacements.iter().max().copied().unwrap_or_default();
        if u8::try_from(most).is_ok() { "u8" } else { "u16" }
    }
}

/// How a text is hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextHash {
    /// By `hash::Words`.
    Words,
    /// By `hash::of_all` with this seed.
    All(u64),
}

/// Tables for texts, all of them different.
pub(super) fn of_texts(keys: &[&str]) -> (TextHash, Perfect) {
    let hashes: Vec<u64> = keys.iter().map(|key| placing::of_words(key)).collect();
    if let Some(tables) = place(&hashes) {
        return (TextHash::Words, tables);
    }
    let (seed, tables) =
        with_seed(|seed| keys.iter().map(|key| placing::of_all(seed, key)).collect());
    (TextHash::All(seed), tables)
}

/// What is compared of a key.
pub(super) fn words(key: &str) -> [u64; 4] {
    placing::words(key)
}

/// Whether some key has more than its words say.
pub(super) fn has_more_than_words(keys: &[&str]) -> bool {
    keys.iter().any(|key| key.len() > placing::SEEN)
}

/// Tables for numbers, all of them different, and the seed for `hash::of_integer`.
pub(super) fn of_integers(keys: &[i64]) -> (u64, Perfect) {
    with_seed(|seed| keys.iter().map(|key| placing::of_integer(seed, *key)).collect())
}

/// Tries seeds. Next to none fails, so this ends.
fn with_seed(hashes: impl Fn(u64) -> Vec<u64>) -> (u64, Perfect) {
    let mut seed = 0;
    loop {
        if let Some(tables) = place(&hashes(seed)) {
            return (seed, tables);
        }
        seed += 1;
    }
}

/// Finds the displacements, unless two keys have the same hash.
fn place(hashes: &[u64]) -> Option<Perfect> {
    let mut sorted = hashes.to_vec();
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
        return None;
    }
    let mut displacements = vec![0; (hashes.len() / 4).next_power_of_two()];
    let mut slots = vec![None; (hashes.len() + hashes.len() / 8).next_power_of_two()];
    let mut buckets = vec![Vec::new(); displacements.len()];
    for (index, hash) in hashes.iter().enumerate() {
        buckets[placing::bucket(*hash, displacements.len())].push(index);
    }
    let mut order: Vec<usize> = (0..buckets.len()).collect();
    order.sort_by_key(|bucket| std::cmp::Reverse(buckets[*bucket].len()));
    let mut taken = Vec::new();
    for bucket in order {
        displacements[bucket] = (0..=u16::MAX).find(|displacement| {
            fits(hashes, &buckets[bucket], *displacement, &slots, &mut taken)
        })?;
        for (slot, index) in taken.iter().zip(&buckets[bucket]) {
            slots[*slot] = Some(*index);
        }
    }
    let slots = slots.into_iter().map(Option::unwrap_or_default).collect();
    Some(Perfect { displacements, slots })
}

/// Whether a displacement sends the keys of a bucket to free slots, which it puts into `taken`.
fn fits(
    hashes: &[u64],
    bucket: &[usize],
    displacement: u16,
    slots: &[Option<usize>],
    taken: &mut Vec<usize>,
) -> bool {
    taken.clear();
    bucket.iter().all(|index| {
        let slot = placing::slot(hashes[*index], displacement, slots.len());
        let free = slots[slot].is_none() && !taken.contains(&slot);
        taken.push(slot);
        free
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(keys: &[String]) -> TextHash {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let (kind, tables) = of_texts(&keys);
        for (index, key) in keys.iter().enumerate() {
            let hash = match kind {
                TextHash::Words => placing::of_words(key),
                TextHash::All(seed) => placing::of_all(seed, key),
            };
            assert_eq!(placing::find(hash, &tables.displacements, &tables.slots), index, "{key}");
        }
        kind
    }

    #[test]
    fn every_key_has_its_own_slot() {
        // The last one leaves the fewest slots free.
        for count in [0, 1, 2, 9, 100, 1_000, 20_000, 29_120] {
            let keys: Vec<String> = (0..count).map(|n| format!("ERROR_{n}_EXPIRED")).collect();
            assert_eq!(check(&keys), TextHash::Words);
        }
    }

    #[test]
    fn short_keys_differ() {
        let letters = || "abcXYZ019_".chars();
        let mut keys: Vec<String> = letters().map(String::from).collect();
        for length in 1..4 {
            let shorter: Vec<String> =
                keys.iter().filter(|key| key.len() == length).cloned().collect();
            keys.extend(shorter.iter().flat_map(|key| letters().map(move |c| format!("{key}{c}"))));
        }
        assert_eq!(check(&keys), TextHash::Words);
    }

    #[test]
    fn keys_that_differ_elsewhere_take_the_whole_hash() {
        let pad = "x".repeat(32);
        let keys: Vec<String> = (100..999).map(|n| format!("{pad}{n}{pad}y{pad}")).collect();
        assert_eq!(check(&keys), TextHash::All(0));
    }

    #[test]
    fn numbers_have_their_own_slots() {
        let keys: Vec<i64> = (-500..500).map(|n| n * n * n * 1_000_003).collect();
        let (seed, tables) = of_integers(&keys);
        for (index, key) in keys.iter().enumerate() {
            let hash = placing::of_integer(seed, *key);
            assert_eq!(placing::find(hash, &tables.displacements, &tables.slots), index);
        }
    }
}
