//! Witnesses for what `diff` says: a client of the old release, which is the crate that `gen` makes
//! of it, reads what a server of the new release sends, and feels a difference or does not.
//!
//! What it notices is compared with the classes of the changes that `diff` reports, for each fixture
//! of `codegen/tests/diff` and for thousands of changes of the project's own catalogue.

mod clients;
mod feel;
pub mod mutate;
mod server;

use crate::releases;
use std::collections::BTreeMap;

use clients::Clients;
use errcat_evolve::diff::rules::API_RENAMED;
use errcat_evolve::diff::{Change, Class, Verdict, diff, verdict};
use errcat_tests::everything;
use feel::Felt;
use server::{Sent, document};

/// Ends of the names of fixtures that change what the client does not read: it reads bodies, and neither headers of
/// slots nor requests.
const UNREAD: &[&str] = &["__of_a_header", "__of_a_parameter"];

/// Two releases, and the wire value between the client of one and the server of the other.
struct Case {
    name: String,
    changes: Vec<Change>,
    sent: Vec<Sent>,
}

#[test]
fn what_breaks_is_felt_and_nothing_else() {
    let mut clients = Clients::new();
    let mut cases = Vec::new();
    for fixture in releases::fixtures() {
        let (old, new) = (releases::release(&fixture, "Old"), releases::release(&fixture, "New"));
        let changes = diff(&old.snapshot, &new.snapshot);
        let sent = match (&old.catalogue, &new.catalogue) {
            (Some(old), Some(new)) => {
                server::sends(clients.of(old), &document(old), new, &document(new))
            }
            _ => Vec::new(),
        };
        cases.push(Case { name: fixture.name, changes, sent });
    }
    let fixtures = cases.len();
    let mutations = mutate::cases(&mut clients);
    let tried = mutations.len();
    cases.extend(mutations);
    let lines: Vec<_> =
        cases.iter().flat_map(|case| case.sent.iter().map(|sent| &sent.line)).collect();
    let mut read = clients.read(&lines).into_iter();
    let (mut wrong, mut felt_at_all) = (Vec::new(), 0);
    for (at, case) in cases.iter().enumerate() {
        let mut felt: BTreeMap<Felt, String> = BTreeMap::new();
        for sent in &case.sent {
            for (dimension, what) in feel::feel(sent, &read.next().unwrap()) {
                felt.entry(dimension).or_insert_with(|| format!("{what}\n    {}", sent.line));
            }
        }
        felt_at_all += usize::from(at >= fixtures && !felt.is_empty());
        let complaints = if at < fixtures { judge(case, &felt) } else { suspect(case, &felt) };
        wrong.extend(complaints.into_iter().map(|it| format!("{}: {it}", case.name)));
    }
    let part = if everything() { 1 } else { mutate::SOME };
    assert!(tried * part > 2_000, "only {tried} changes were tried");
    assert!(felt_at_all * part > 300, "only {felt_at_all} of {tried} changes were felt");
    assert!(wrong.is_empty(), "{}\n{} of {} are wrong", wrong.join("\n"), wrong.len(), cases.len());
}

/// Whether a change says that it breaks something.
fn says(case: &Case, felt: Felt, witnessed: bool) -> bool {
    case.changes.iter().any(|change| {
        let rule = change.rule;
        let class = match felt {
            Felt::Wire => change.wire,
            Felt::Meaning => change.wire.max(change.meaning),
        };
        class == Class::Breaking && (!witnessed || rule.unfelt.is_empty() && change.why.is_none())
    })
}

/// A fixture: the client notices what the rules say, no more and no less.
fn judge(case: &Case, felt: &BTreeMap<Felt, String>) -> Vec<String> {
    let mut wrong = Vec::new();
    if case.changes.iter().any(|it| it.rule == &API_RENAMED) {
        // The client asks for the API by its old name, and gets no answer to judge.
        return wrong;
    }
    for dimension in [Felt::Wire, Felt::Meaning] {
        let reads = !UNREAD.iter().any(|end| case.name.ends_with(end));
        // Who cannot read a body does not know what it means either.
        let feels = felt.iter().find(|(it, _)| **it <= dimension);
        match feels {
            Some((_, what)) if !says(case, dimension, false) => {
                wrong
                    .push(format!("the client notices {dimension:?}, and no rule says so: {what}"));
            }
            None if reads && says(case, dimension, true) => {
                wrong.push(format!(
                    "{dimension:?} breaks by the rules, and the client notices nothing"
                ));
            }
            _ => {}
        }
    }
    let own = case.name.split("__").next().unwrap_or_default().replace('_', "-");
    let rule = case.changes.iter().map(|it| it.rule).find(|rule| rule.name == own);
    if rule.is_some_and(|rule| !rule.unfelt.is_empty())
        && !felt.is_empty()
        && !says(case, Felt::Meaning, true)
    {
        wrong.push(format!("the rule says that the client does not notice it: {felt:?}"));
    }
    wrong
}

/// A change of the catalogue: it is reported, and not as less than what the client notices.
fn suspect(case: &Case, felt: &BTreeMap<Felt, String>) -> Vec<String> {
    let mut wrong = Vec::new();
    if verdict(case.changes.iter().map(|it| it.rule.class())) == Verdict::None {
        wrong.push("it is not reported".to_owned());
    }
    for (dimension, what) in felt {
        if !says(case, *dimension, false) {
            let told: Vec<_> = case.changes.iter().map(|it| it.rule.name).collect();
            wrong.push(format!(
                "the client notices {dimension:?}, and the report says only {told:?}: {what}"
            ));
        }
    }
    wrong
}
