//! Changes for people: the verdict first, then what breaks, what is new, and the rest.

use super::{Cause, Extent, Report, words};
use crate::diff::{Class, Verdict};
use errcat_findings::wording::{phrase, printable};

/// The whole report.
pub(super) fn human(report: &Report<'_>, extent: Extent) -> String {
    let least = match (extent, report.verdict) {
        (Extent::Whole, _) | (_, Verdict::Changed(Class::Editorial)) => Class::Editorial,
        _ => Class::Additive,
    };
    let mut text = summary(report) + &list(report, least, extent);
    let left = report.count(Class::Editorial);
    if least > Class::Editorial && left > 0 {
        text.push_str(&format!("\nand {left} editorial: `--verbose` lists what that is\n"));
    }
    text
}

/// The causes whose changes are `least` or graver.
pub(super) fn list(report: &Report<'_>, least: Class, extent: Extent) -> String {
    let mut text = String::new();
    let mut heading = "";
    for cause in &report.causes {
        let first = cause.first(&report.changes);
        if first.class < least || report.is_in_summary(cause) {
            continue;
        }
        let weight = Report::weight(cause, &report.changes);
        if heading != weight {
            heading = weight;
            text.push_str(&format!("\n{weight}\n"));
        }
        text.push_str(&one(report, cause, extent));
    }
    text
}

pub(super) fn counts(report: &Report<'_>) -> String {
    let counts = Class::ALL.map(|class| {
        let count = report.count(class);
        (count > 0).then(|| format!("{count} {}", class.as_str()))
    });
    counts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn summary(report: &Report<'_>) -> String {
    let base = printable(report.base);
    if report.verdict == Verdict::None {
        return format!("nothing has changed since {base}\n");
    }
    let mut text = format!(
        "{}: {} since {base} (version {})\n",
        report.verdict.as_str(),
        counts(report),
        report.old.version(),
    );
    text.extend(version(report).map(|sentence| sentence + "\n"));
    text
}

/// What the version must be.
pub(super) fn version(report: &Report<'_>) -> Option<String> {
    let least = report.least()?;
    let has = report.new.version();
    Some(if report.version_is_too_low() {
        format!("catalogue.toml says version {has}: write `version = \"{least}\"`, or a higher one")
    } else {
        format!("catalogue.toml says version {has}, but {least} is enough")
    })
}

fn one(report: &Report<'_>, cause: &Cause, extent: Extent) -> String {
    let first = cause.first(&report.changes);
    let rule = cause.rule(&report.changes);
    let mut text = format!("  {}\n", phrase(&words::whose(report, cause)));
    text.push_str(&format!("    {}\n", words::what(report, cause)));
    let mut line = |words: &str| text.push_str(&format!("      {words}\n"));
    for thing in words::things(report, cause, extent) {
        line(&thing);
    }
    if let Some(reached) = words::reached(cause, extent) {
        line(&reached);
    }
    let effect = match words::effect(&first.change).as_str() {
        "" => String::new(),
        effect => format!(" ({effect})"),
    };
    line(&format!("{}{effect} [{} {}]", phrase(first.change.reason()), rule.id, rule.name));
    if let Some(reason) = report.accepted(first) {
        line(&format!("accepted: {}", phrase(reason)));
    } else if first.class != first.change.class() {
        line(&format!("`[diff]` in catalogue.toml has it count as {}", first.class.as_str()));
    }
    let (helps, places) = (words::helps(report, cause), report.places(cause));
    let most = if extent == Extent::Whole { usize::MAX } else { 1 };
    for help in helps.iter().take(most) {
        line(&format!("help: {}", phrase(help)));
    }
    if helps.len() > most {
        line("`--verbose` has the same for the others");
    }
    let shown = places.len().min(most);
    for place in &places[..shown] {
        line(&format!("at {}", printable(&report.place(*place))));
    }
    match places.len().saturating_sub(shown) {
        0 => {}
        1 => line("and at 1 more place"),
        more => line(&format!("and at {more} more places")),
    }
    text
}
