//! Changes as Markdown: a comment on a pull request, for those who review it.

use super::human::{counts, version};
use super::{Cause, Extent, Report, words};
use crate::diff::{Change, Class, Verdict};
use errcat_emit::prose::{Embed, code, plain};

/// The verdict as a heading, then the causes by class. What is editorial is folded.
pub(super) fn markdown(report: &Report<'_>, extent: Extent) -> String {
    let base = plain(report.base);
    if report.verdict == Verdict::None {
        return format!("### Error catalogue: nothing has changed since {base}\n");
    }
    let mut text = format!("### Error catalogue: {}\n\n", report.verdict.as_str());
    let version = version(report).map(|words| format!("; {}", plain(&words)));
    text.push_str(&format!("{} since {base}{}.\n", counts(report), version.unwrap_or_default()));
    for (class, accepted, title) in [
        (Class::Breaking, false, "Breaking"),
        (Class::Additive, true, "Accepted, although it breaks somebody"),
        (Class::Additive, false, "Additive"),
        (Class::Editorial, false, "Editorial"),
    ] {
        let causes = report.causes.iter().filter(|cause| {
            let first = cause.first(&report.changes);
            first.class == class
                && first.accepted.is_some() == accepted
                && !report.is_in_summary(cause)
        });
        let items: Vec<String> = causes.map(|cause| item(report, cause, extent)).collect();
        if items.is_empty() {
            continue;
        }
        let items = items.concat();
        text.push_str(&match class {
            Class::Editorial => {
                format!("\n<details><summary>{title}</summary>\n\n{items}\n</details>\n")
            }
            _ => format!("\n#### {title}\n\n{items}"),
        });
    }
    text
}

/// So many names of a cause are shown.
const MOST_NAMES: usize = 20;

fn names(names: &[String], extent: Extent) -> String {
    let shown = if extent == Extent::Whole { names.len() } else { MOST_NAMES };
    let spans: Vec<String> =
        names.iter().take(shown).map(|name| code(name, Embed::Inline)).collect();
    match names.len().saturating_sub(shown) {
        0 => spans.join(", "),
        more => format!("{} and {more} more", spans.join(", ")),
    }
}

fn item(report: &Report<'_>, cause: &Cause, extent: Extent) -> String {
    let first = cause.first(&report.changes);
    let change = &first.change;
    let all: Vec<&Change> = cause.changes.iter().map(|at| &report.changes[*at].change).collect();
    let agree = words::agree(report, cause);
    let subject = &change.subject;
    let api = subject.api.as_ref().map(|api| format!("{}, ", code(api, Embed::Inline)));
    let thing = match words::names(report, cause).len() {
        many @ 2.. => format!("{many} {}", subject.kind.plural()),
        _ if subject.name.is_empty() => plain(&subject.to_string()),
        _ => format!("{} {}", subject.kind.as_str(), code(&subject.name, Embed::Inline)),
    };
    let summary = plain(change.rule.summary.trim_end_matches('.'));
    let mut text = format!("- **{}{thing}**: {summary}", api.unwrap_or_default());
    let fact = [
        (!change.key.is_empty() && words::of_one_fact(report, cause)).then(|| change.key.join(".")),
        words::values(change).filter(|_| agree),
    ];
    for words in fact.into_iter().flatten() {
        text.push_str(&format!(", {}", code(&words, Embed::Inline)));
    }
    if all.len() > 1 && agree {
        text.push_str(&format!(": {}", names(&words::names(report, cause), extent)));
    }
    text.push_str(&format!(". {}.", plain(&upper(change.reason()))));
    if cause.reaches_all && cause.reaches.len() > MOST_NAMES && extent == Extent::Brief {
        text.push_str(&format!(" It reaches all {} codes.", cause.reaches.len()));
    } else if !cause.reaches.is_empty() {
        text.push_str(&format!(" It reaches {}.", names(&cause.reaches, extent)));
    }
    if let Some(reason) = report.accepted(first) {
        text.push_str(&format!(" Accepted: {}", plain(reason)));
    }
    let place = report.places(cause).first().map(|span| report.place(*span));
    let place = place.map(|place| format!("{} · ", code(&place, Embed::Inline)));
    text.push_str(&format!(
        "  \n  {}{}\n",
        place.unwrap_or_default(),
        plain(&format!("{} {}", change.rule.id, change.rule.name))
    ));
    if !agree {
        for one in all.iter().take(if extent == Extent::Whole { all.len() } else { MOST_NAMES }) {
            let name = code(&words::called(report, cause, one), Embed::Inline);
            let values = words::values(one).map(|it| format!(": {}", code(&it, Embed::Inline)));
            text.push_str(&format!("  - {name}{}\n", values.unwrap_or_default()));
        }
        if let Some(more) =
            all.len().checked_sub(MOST_NAMES).filter(|it| *it > 0 && extent == Extent::Brief)
        {
            text.push_str(&format!("  - and {more} more\n"));
        }
    }
    for help in words::helps(report, cause) {
        text.push_str(&format!("  - Help: {}\n", plain(help)));
    }
    text
}

fn upper(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
