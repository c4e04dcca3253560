//! Hostile texts and harmless ones, in every place of the format that takes a text, give the same
//! files up to literals: a text never becomes code.

#![allow(clippy::unwrap_used, reason = "a test ends at the first thing that is not as expected")]

mod complete;
#[path = "../every_text/mod.rs"]
mod every_text;
#[path = "../hostile/mod.rs"]
mod hostile;
#[path = "../outputs/mod.rs"]
mod outputs;

use errcat::emit::TARGETS;
use errcat::output::Artifact;
use errcat::pipeline;
use every_text::{Filled, Texts, fill, harmless_alone, places};
use outputs::{Model, Prose, Reader};

/// All files of a catalogue.
fn files(filled: &Filled) -> Vec<Artifact> {
    pipeline::emit(&filled.catalogue, &TARGETS.iter().collect::<Vec<_>>())
}

/// Texts for all places, or for those of plain text alone: in each turn another for each place, and
/// no text twice, since the outputs leave out what says the same again.
fn texts(hostile: &[String], turn: usize, prose: Prose) -> Texts {
    let mut texts = vec![None; places().count];
    for place in &places().all {
        if !place.is_prose || prose == Prose::Free {
            texts[place.text] = Some(hostile[(place.text + turn) % hostile.len()].clone());
        }
    }
    texts
}

/// Holds the outputs with hostile texts against those with harmless ones.
fn check(prose: Prose) {
    let hostile: Vec<String> =
        hostile::TEXTS.iter().map(|text| (*text).to_owned()).chain(hostile::long()).collect();
    assert!(hostile.len() > places().count);
    let harmless = harmless_alone();
    let model = Model::new(files(&harmless), harmless.texts(), Reader { prose }).unwrap();
    let (mut held, mut refused, mut wrong) = (0, 0, Vec::new());
    for turn in 0..hostile.len() {
        let tried = texts(&hostile, turn, prose);
        let filled = fill(tried.clone());
        held += filled.filled.iter().flatten().count();
        refused += tried.iter().flatten().count() - filled.filled.iter().flatten().count();
        let found = model.differences(&files(&filled), &filled.texts());
        wrong.extend(found.into_iter().map(|found| format!("in turn {turn}, {found}")));
    }
    let first = wrong[..wrong.len().min(20)].join("\n\n");
    assert!(wrong.is_empty(), "{first}\n{} differ", wrong.len());
    // Neither of the two is for nothing.
    assert!(held > 4 * refused && refused > 500, "{held} held, {refused} refused");
}

#[test]
fn hostile_texts_change_nothing_but_literals() {
    check(Prose::Free);
}

/// Where texts are plain, not even Markdown has another structure.
#[test]
fn hostile_plain_texts_change_no_page() {
    check(Prose::Plain);
}
