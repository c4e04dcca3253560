//! Changes for people: the verdict first, then by API and thing, the gravest of each first.

use std::collections::HashMap;

use super::{Report, words};
use crate::diff::{Change, Class, Subject, Verdict};
use errcat_findings::source::Span;
use errcat_findings::wording::{phrase, printable};

/// The whole report.
pub(super) fn human(report: &Report<'_>) -> String {
    summary(report) + &by_subjects(report, Class::Editorial)
}

/// The changes that are `least` or graver, without a summary.
pub(super) fn by_subjects(report: &Report<'_>, least: Class) -> String {
    let mut text = String::new();
    let mut titles = report.old.api_titles();
    titles.extend(report.new.api_titles());
    let mut api = None;
    for (subject, mut changes) in by_subject(report) {
        changes.retain(|(change, _)| change.class() >= least);
        if changes.is_empty() {
            continue;
        }
        if api != Some(&subject.api) {
            api = Some(&subject.api);
            text.push_str(&format!("\n{}\n", heading(&titles, subject.api.as_deref())));
        }
        changes.sort_by_key(|(change, _)| std::cmp::Reverse(change.class()));
        text.push_str(&format!("  {}\n", phrase(&subject.to_string())));
        for (change, place) in changes {
            text.push_str(&one(report, change, *place));
        }
    }
    text
}

fn heading(titles: &HashMap<&str, &str>, api: Option<&str>) -> String {
    let Some(api) = api else { return "all APIs".to_owned() };
    let title = titles.get(api).copied();
    format!("{} ({})", printable(api), printable(title.unwrap_or_default()))
}

fn summary(report: &Report<'_>) -> String {
    if report.verdict == Verdict::None {
        return format!("nothing has changed since {}\n", report.base);
    }
    let counts = [Class::Breaking, Class::Additive, Class::Editorial].map(|class| {
        let count = report.count(class);
        (count > 0).then(|| format!("{count} {}", class.as_str()))
    });
    let mut text = format!(
        "{}: {} since {} (version {})\n",
        report.verdict.as_str(),
        counts.into_iter().flatten().collect::<Vec<_>>().join(", "),
        report.base,
        report.old.version(),
    );
    if let Some(least) = report.least() {
        let has = report.new.version();
        text.push_str(&if report.version_is_too_low() {
            format!(
                "catalogue.toml says version {has}: write `version = \"{least}\"`, or a \
                higher one\n"
            )
        } else {
            format!("catalogue.toml says version {has}, but {least} is enough\n")
        });
    }
    text
}

/// A thing, and its changes with their places.
type Group<'a> = (&'a Subject, Vec<&'a (Change, Option<Span>)>);

/// The changes of each thing together, things in the order in which they come first.
fn by_subject<'a>(report: &'a Report<'_>) -> Vec<Group<'a>> {
    let mut at = HashMap::new();
    let mut grouped: Vec<Group<'_>> = Vec::new();
    for found in &report.changes {
        let subject = &found.0.subject;
        let index = *at.entry(subject).or_insert_with(|| {
            grouped.push((subject, Vec::new()));
            grouped.len() - 1
        });
        grouped[index].1.push(found);
    }
    // What all APIs have in common may come from two ends.
    let mut ranks = HashMap::from([(&None, 0)]);
    for (subject, _) in &grouped {
        let next = ranks.len();
        ranks.entry(&subject.api).or_insert(next);
    }
    grouped.sort_by_key(|(subject, _)| ranks.get(&subject.api).copied());
    grouped
}

fn one(report: &Report<'_>, change: &Change, place: Option<Span>) -> String {
    let rule = change.rule;
    let summary = rule.summary.trim_end_matches('.');
    let mut head = [words::key(change), words::values(change)].into_iter().flatten();
    let what = match (head.next(), head.next()) {
        (Some(key), Some(values)) => format!("{key}: {values}"),
        (Some(one), None) => one,
        _ => String::new(),
    };
    let what = if what.is_empty() { summary.to_owned() } else { format!("{summary}: {what}") };
    let effect = match words::effect(change).as_str() {
        "" => String::new(),
        effect => format!(" ({effect})"),
    };
    let mut text = format!("    {:9}  {what}\n", change.class().as_str());
    text.push_str(&format!(
        "               {}{effect} [{} {}]\n",
        phrase(change.reason()),
        rule.id,
        rule.name
    ));
    if let Some(help) = &change.help {
        text.push_str(&format!("               help: {}\n", phrase(help)));
    }
    if let Some(place) = place {
        text.push_str(&format!("               at {}\n", printable(&report.place(place))));
    }
    text
}
