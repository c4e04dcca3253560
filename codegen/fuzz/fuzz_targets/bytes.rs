//! Any bytes in the place of any part of a file, beside files that are valid: read, or refused at a
//! place.

#![no_main]

use errcat_fuzz::every_text::harmless_files;
use errcat_fuzz::memory::{Bytes, check_bytes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, u16, u16, &[u8])| {
    let (which, from, to, bytes) = input;
    let files = harmless_files().into_iter();
    let mut files: Vec<Bytes> = files.map(|(path, text)| (path, text.into_bytes())).collect();
    let at = usize::from(which) % files.len();
    let file = &mut files[at].1;
    let [from, to] = [from, to].map(|offset| usize::from(offset) % (file.len() + 1));
    file.splice(from.min(to)..from.max(to), bytes.iter().copied());
    check_bytes(&files);
});
