use alloc_::borrow::ToOwned;

use crate::runtime_::hash::Words;

#[test]
fn words_are_all_of_a_text_up_to_31_bytes() {
    for length in 0..=31 {
        let text = "abcdefghijklmnopqrstuvwxyz01234".get(..length).unwrap_or_default();
        assert_eq!(text.len(), length);
        assert!(Words::of(text).are_all());
        for at in 0..length {
            let mut other = text.to_owned();
            other.replace_range(at..=at, "_");
            assert!(!Words::of(&other).are(Words::of(text).0), "{other}");
        }
        assert!(Words::of(text).are(Words::of(text).0));
    }
    for long in [32, 254, 255, 256, 287, 1_000] {
        assert!(!Words::of(&"x".repeat(long)).are_all());
    }
    for length in 0..=31 {
        let other = [length + 1, length + 256, length + 512];
        let mut others = other.into_iter().map(|length| Words::of(&"x".repeat(length)));
        assert!(others.all(|other| !other.are(Words::of(&"x".repeat(length)).0)));
    }
}
