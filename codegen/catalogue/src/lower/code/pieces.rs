//! All codes of an API, in pieces side by side.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::lower;
use crate::lower::api::ApiParts;
use crate::lower::lowering::{Lowering, Vague};
use crate::model::{Action, Code};
use crate::parallel;
use errcat_findings::diagnostic::Findings;

/// At most this many codes are worth the start of a thread.
const PIECE: usize = 256;

/// Reads the first `count` codes of the API at hand, which are all of them.
pub(in crate::lower) fn lower_all(
    lowering: &mut Lowering<'_, '_>,
    parts: &ApiParts,
    actions: &[Action],
    count: usize,
) -> Vec<(Code, Vague)> {
    let pieces: Vec<Range<usize>> =
        (0..count).step_by(PIECE).map(|first| first..count.min(first + PIECE)).collect();
    // What all pieces together have found: once that is much, none goes on.
    let found = AtomicUsize::new(lowering.findings.count());
    let done = parallel::map(&pieces, |piece| {
        let mut findings = lowering.findings.part();
        let mut lowering = lowering.beside(&mut findings);
        let mut codes = Vec::new();
        for at in piece.clone() {
            if Findings::is_crowd(found.load(Ordering::Relaxed)) {
                break;
            }
            let before = lowering.findings.count();
            codes.push(lower(&mut lowering, parts, actions, at));
            found.fetch_add(lowering.findings.count() - before, Ordering::Relaxed);
        }
        (codes, findings)
    });
    let (codes, findings): (Vec<_>, Vec<_>) = done.into_iter().unzip();
    let before = lowering.findings.count();
    for part in findings {
        lowering.findings.append(part);
    }
    if !lowering.findings.is_crowded() {
        return codes.into_iter().flatten().collect();
    }
    // With many findings the later ones say less, and what is later no piece can know. That is
    // slower, but only where there is much to fix.
    lowering.findings.truncate(before);
    (0..count).map(|at| lower(lowering, parts, actions, at)).collect()
}
