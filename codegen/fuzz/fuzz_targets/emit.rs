//! A valid catalogue with any texts: each output parses, and no text is code in it.

#![no_main]

use std::collections::BTreeSet;
use std::sync::OnceLock;

use arbitrary::Unstructured;
use errcat_emit::TARGETS;
use errcat_emit::output::Artifact;
use errcat::pipeline;
use errcat_fuzz::Bytes;
use errcat_fuzz::every_text::{Filled, Texts, fill, harmless_alone, places};
use errcat_fuzz::generator::Choices;
use errcat_fuzz::outputs::{Model, Prose, Reader};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    static MODEL: OnceLock<Model> = OnceLock::new();
    let model = MODEL.get_or_init(|| {
        let harmless = harmless_alone();
        Model::new(files(&harmless), harmless.texts(), Reader { prose: Prose::Free }).unwrap()
    });
    let filled = fill(texts(&mut Bytes(Unstructured::new(data))));
    let found = model.differences(&files(&filled), &filled.texts());
    assert!(found.is_empty(), "{}\nwith {:?}", found.join("\n"), filled.filled);
});

/// No text comes twice: the outputs leave out what says the same again. A ref in a body and the name of
/// a field in a message mean what they say.
fn texts(choices: &mut Bytes) -> Texts {
    let mut seen = BTreeSet::new();
    let mut text = || choices.once_in(2).then(|| choices.text());
    let mut is_text = |text: &String| {
        !text.starts_with('$') && !text.contains("{name}") && seen.insert(text.clone())
    };
    (0..places().count).map(|_| text().filter(&mut is_text)).collect()
}

fn files(filled: &Filled) -> Vec<Artifact> {
    pipeline::emit(&filled.catalogue, &TARGETS.iter().collect::<Vec<_>>())
}
