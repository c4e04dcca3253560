//! What the fuzzers do with an input. A test does the same with what they once found.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use arbitrary::{Arbitrary, Unstructured};
use errcat::pipeline;
use errcat_emit::TARGETS;
use errcat_emit::output::Artifact;

use crate::every_text::{Filled, Texts, fill, harmless_alone, harmless_files, places};
use crate::generator::{self, Choices};
use crate::hostile;
use crate::memory::{self, check_bytes};
use crate::outputs::{self, Model, Prose, Reader};

/// Any bytes in the place of any part of a file, beside files that are valid: read, or refused at a
/// place.
pub fn bytes(data: &[u8]) {
    let input = <(u8, u16, u16, &[u8])>::arbitrary_take_rest(Unstructured::new(data));
    let Ok((which, from, to, bytes)) = input else { return };
    let files = harmless_files().into_iter();
    let mut files: Vec<memory::Bytes> =
        files.map(|(path, text)| (path, text.into_bytes())).collect();
    let at = usize::from(which) % files.len();
    let file = &mut files[at].1;
    let [from, to] = [from, to].map(|offset| usize::from(offset) % (file.len() + 1));
    file.splice(from.min(to)..from.max(to), bytes.iter().copied());
    check_bytes(&files);
}

/// A catalogue made from the tables of the format: read and emitted, or refused at a place.
pub fn catalogue(data: &[u8]) {
    let (_, made) = generator::catalogue(&mut Bytes(Unstructured::new(data)));
    let Some(catalogue) = made else { return };
    let files = pipeline::emit(&catalogue, &TARGETS.iter().collect::<Vec<_>>());
    outputs::check(&files).unwrap();
}

/// A valid catalogue with any texts: each output parses, and no text is code in it.
pub fn emit(data: &[u8]) {
    static MODEL: OnceLock<Model> = OnceLock::new();
    let model = MODEL.get_or_init(|| {
        let harmless = harmless_alone();
        Model::new(files(&harmless), harmless.texts(), Reader { prose: Prose::Free }).unwrap()
    });
    let filled = fill(texts(&mut Bytes(Unstructured::new(data))));
    let found = model.differences(&files(&filled), &filled.texts());
    assert!(found.is_empty(), "{}\nwith {:?}", found.join("\n"), filled.filled);
}

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

/// Choices that an input makes.
struct Bytes<'u>(Unstructured<'u>);

impl Choices for Bytes<'_> {
    fn below(&mut self, end: usize) -> usize {
        self.0.int_in_range(0..=end.max(1) - 1).unwrap_or_default()
    }

    fn text(&mut self) -> String {
        let known = (*self.pick(hostile::TEXTS)).to_owned();
        match self.below(3) {
            0 => known,
            1 => self.0.arbitrary().unwrap_or_default(),
            _ => {
                let other: String = self.0.arbitrary().unwrap_or_default();
                other + &known
            }
        }
    }
}
