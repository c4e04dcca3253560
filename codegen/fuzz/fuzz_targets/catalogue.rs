//! A catalogue made from the tables of the format: read and emitted, or refused at a place.

#![no_main]

use arbitrary::Unstructured;
use errcat_emit::TARGETS;
use errcat::pipeline;
use errcat_fuzz::generator::catalogue;
use errcat_fuzz::{Bytes, outputs};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (_, Some(catalogue)) = catalogue(&mut Bytes(Unstructured::new(data))) else { return };
    let files = pipeline::emit(&catalogue, &TARGETS.iter().collect::<Vec<_>>());
    if let Err(error) = outputs::check(&files) {
        panic!("{error}");
    }
});
