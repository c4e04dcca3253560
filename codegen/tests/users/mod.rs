//! What `diff` says of Rust source, compared with what the compiler says: a crate that uses every public item of
//! the old release with its type is compiled against the new one. It fails where `diff` says that source breaks,
//! and nowhere else.

mod compiler;
mod names;
mod uses;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::witness::mutate::{self, Mutations};
use crate::{catalogues, every_text, releases};
use camino::Utf8Path;
use compiler::Compiler;
use errcat_catalogue::model::Catalogue;
use errcat_catalogue::parallel;
use errcat_evolve::diff::rules::VERSION_LOWERED;
use errcat_evolve::diff::{Change, Class, Snapshot, diff};
use errcat_tests::everything;

/// Without everything, one fixture of so many is compiled.
const SOME: usize = 3;

/// Of so many changes of a catalogue the ones that are compiled are chosen.
const MOST_TRIED: usize = 250;

/// So many changes that say the same are compiled.
const EACH: usize = 3;

/// Two releases, and what `diff` says of them.
struct Case {
    name: String,
    old: Arc<Catalogue>,
    new: Arc<Catalogue>,
    changes: Vec<Change>,
}

/// All fixtures, and changes of all catalogues of the tests, some of each kind; without everything, a part of the
/// fixtures.
#[test]
fn source_breaks_where_diff_says_so() {
    let mut cases = Vec::new();
    for fixture in releases::fixtures().into_iter().step_by(if everything() { 1 } else { SOME }) {
        let (old, new) = (releases::release(&fixture, "Old"), releases::release(&fixture, "New"));
        let changes = diff(&old.snapshot, &new.snapshot);
        // A `catalogue.json` alone makes no crate.
        if let (Some(old), Some(new)) = (old.catalogue, new.catalogue) {
            cases.push(Case { name: fixture.name, old, new, changes });
        }
    }
    if everything() {
        let mut all = mutate::own();
        let pass = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pass");
        let folders = catalogues::folders().into_iter().filter(|it| it.starts_with(&pass));
        all.extend(folders.map(|folder| mutate::folder(&folder)));
        all.push(Mutations::of(every_text::harmless_files(), |_| true));
        cases.extend(sample(&all));
        assert!(cases.len() >= 300, "only {} changes were compiled", cases.len());
    }
    judge(&cases);
}

/// Some changes for each set of rules that speak of them. Which rules do does not need the outputs, which take most
/// of the time.
fn sample(all: &[Mutations]) -> Vec<Case> {
    let mut taken: BTreeMap<BTreeSet<&str>, usize> = BTreeMap::new();
    let mut cases = Vec::new();
    for mutations in all {
        let facts = Snapshot::of(&mutations.old);
        let stride = mutations.len().div_ceil(MOST_TRIED);
        let says = mutations.each(
            |at| at % stride == 0,
            |at, _, new| {
                let changes = diff(&facts, &Snapshot::of(new));
                (at, changes.iter().map(|it| it.rule.name).collect::<BTreeSet<_>>())
            },
        );
        let old = Snapshot::with_outputs(&mutations.old);
        let mut chosen = BTreeSet::new();
        for (at, said) in says {
            let taken = taken.entry(said).or_default();
            *taken += 1;
            if *taken <= EACH {
                chosen.insert(at);
            }
        }
        cases.extend(mutations.each(
            |at| chosen.contains(&at),
            |_, name, new| {
                let changes = diff(&old, &Snapshot::with_outputs(new));
                let (old, new) = (Arc::clone(&mutations.old), Arc::clone(new));
                Case { name, old, new, changes }
            },
        ));
    }
    cases
}

fn judge(cases: &[Case]) {
    let compiler = Compiler::new(&cases[0].old);
    let wrong = parallel::map(cases, |case| {
        let says = case
            .changes
            .iter()
            // Package managers take the older crate for the newer one, and it compiles.
            .filter(|it| it.rule != &VERSION_LOWERED && it.source == Class::Breaking)
            .map(|it| it.rule.name)
            .collect::<Vec<_>>();
        let said = broken(&compiler, case);
        match (says.is_empty(), said) {
            (true, Some(said)) => Some(format!("{}: diff says nothing of\n{said}", case.name)),
            (false, None) => Some(format!("{}: it compiles in spite of {says:?}", case.name)),
            _ => None,
        }
    });
    let wrong: Vec<_> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}\n{} of {} are wrong", wrong.join("\n"), wrong.len(), cases.len());
}

/// What the compiler says against the new release.
fn broken(compiler: &Compiler, case: &Case) -> Option<String> {
    assert!(case.old.outputs.module.is_none(), "{} has no old crate", case.name);
    if case.new.outputs.module.is_some() {
        return Some("there is no crate".to_owned());
    }
    let (old, new) = (compiler.of(&case.old), compiler.of(&case.new));
    let uses = compiler.uses(&old);
    // What no other crate can name is in the runtime, which is the same in both.
    let unnamed: Vec<_> = uses.unnamed.iter().filter(|it| !it.starts_with("runtime_")).collect();
    assert!(unnamed.is_empty(), "{}: {unnamed:?} of {} uses", case.name, uses.count);
    if old.name == new.name && old.code().eq(new.code()) {
        return None;
    }
    compiler.says(&old, &new)
}
