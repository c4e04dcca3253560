//! Two releases of a real list of errors: what botocore (`PyPI`) declared of three AWS services before
//! and after SQS changed its protocol, and a judgement of each change that `diff` has to find.
//!
//! The releases are pinned by the files in `xtask/chores/conformance`, and are in no way part of the
//! project: `history.py` makes catalogues of them below `target/`.

use std::process::Command;

use anyhow::{Context, Result, bail};
use camino::Utf8Path;
use errcat::pipeline;
use errcat_evolve::diff::{Snapshot, diff};

use crate::tools;
use crate::validators::{NEEDS_PYTHON, python};

const SCRIPT: &str = include_str!("../conformance/history.py");
const OLD: &str = include_str!("../conformance/history-old.txt");
const NEW: &str = include_str!("../conformance/history-new.txt");
const SERVICES: &[&str] = &["dynamodb", "kinesis", "sqs"];

/// API, name, rule and class of each change, and why a person who knows the services says so too.
type Judged = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// A change without the judgement.
type Found<'a> = (&'a str, &'a str, &'a str, &'a str);

/// Compares both releases; `work` is the folder in which the validators are installed.
///
/// # Errors
///
/// If a release cannot be had or read, or what is found is not what was judged.
pub(crate) fn run(work: &Utf8Path) -> Result<String> {
    let folder = work.join("history");
    let files = [("history.py", SCRIPT), ("history-old.txt", OLD), ("history-new.txt", NEW)];
    tools::installed(&folder, &files, &[OLD, NEW].concat(), true, || {
        ["old", "new"].into_iter().try_for_each(|side| download(work, &folder, side))
    })?;
    let old = release(work, &folder, "old", OLD)?;
    let new = release(work, &folder, "new", NEW)?;
    let changes = diff(&old, &new);
    let found: Vec<_> = changes
        .iter()
        .map(|change| {
            let api = change.subject.api.as_deref().unwrap_or_default();
            let rule = change.rule;
            (api, change.subject.name.as_str(), rule.name, rule.class().as_str())
        })
        .collect();
    let judged: Vec<_> =
        JUDGED.iter().map(|(api, name, rule, class, _)| (*api, *name, *rule, *class)).collect();
    let wrong = missing("found, and not judged", &found, &judged)
        + &missing("judged, and not found", &judged, &found);
    if !wrong.is_empty() {
        bail!("two releases of botocore are not compared as they were judged\n{wrong}");
    }
    Ok(format!("diff: {} changes between two releases of botocore as judged\n", found.len()))
}

/// Those of `some` that `others` do not have, a line each.
fn missing(what: &str, some: &[Found<'_>], others: &[Found<'_>]) -> String {
    let mut lines = String::new();
    for lone in some.iter().filter(|it| !others.contains(it)) {
        lines.push_str(&format!("{what}: {lone:?}\n"));
    }
    lines
}

/// Gets the wheel that `side` pins. Only this uses the network.
fn download(work: &Utf8Path, folder: &Utf8Path, side: &str) -> Result<()> {
    tools::step(
        Command::new(python(work))
            .args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check"])
            .args(["--no-deps", "--require-hashes", "--dest"])
            .arg(folder.join(side))
            .arg("--requirement")
            .arg(folder.join(format!("history-{side}.txt"))),
        NEEDS_PYTHON,
    )
}

/// The catalogue of a release.
fn release(work: &Utf8Path, folder: &Utf8Path, side: &str, pin: &str) -> Result<Snapshot> {
    let version = pin.split(['=', ' ']).nth(2).context("the pin has no version")?;
    let mut wheels = folder.join(side).read_dir_utf8()?;
    let wheel = wheels.next().with_context(|| format!("there is no wheel of {version}"))??;
    let catalogue = folder.join(format!("catalogue-{side}"));
    tools::step(
        Command::new(python(work))
            .arg(folder.join("history.py"))
            .args([wheel.path(), &catalogue])
            .arg(version)
            .args(SERVICES),
        NEEDS_PYTHON,
    )?;
    let reading = pipeline::read(&catalogue)?;
    let read = reading.catalogue.with_context(|| {
        let style = errcat_findings::render::Style::Plain;
        errcat_findings::render::human(&reading.diagnostics, &reading.sources, style)
    })?;
    Ok(Snapshot::of(&read))
}

#[rustfmt::skip]
static JUDGED: &[Judged] = &[
    ("", "", "version", "editorial", "each release has its own version"),
    ("", "403", "status-removed", "breaking", "nothing of these services answers 403 any more, and Rust that names its variant no longer compiles"),
    ("dynamodb", "ConditionalCheckFailedException", "code-words", "editorial", "the same in more or better words"),
    ("dynamodb", "ConditionalCheckFailedException", "details-added", "breaking", "the item that failed the condition may now come with the error: old clients overlook it, and only a Rust match on the variant has to change"),
    ("dynamodb", "ImportConflictException", "code-added", "additive", "imports are new"),
    ("dynamodb", "ImportNotFoundException", "code-added", "additive", "imports are new"),
    ("dynamodb", "LimitExceededException", "code-words", "editorial", "a quota of the service has grown, which no program reads here"),
    ("dynamodb", "PolicyNotFoundException", "code-added", "additive", "policies of resources are new"),
    ("dynamodb", "ReplicatedWriteConflictException", "code-added", "additive", "tables with strong consistency across Regions are new"),
    ("dynamodb", "RequestLimitExceeded", "code-words", "editorial", "a space was lost"),
    ("dynamodb", "ResourceInUseException", "code-words", "editorial", "the same in more or better words"),
    ("dynamodb", "TableNotFoundException", "code-words", "editorial", "the same in more or better words"),
    ("dynamodb", "TransactionCanceledException", "code-words", "editorial", "the same in more or better words"),
    ("dynamodb", "TransactionInProgressException", "code-words", "editorial", "the same in more or better words"),
    ("kinesis", "AccessDeniedException", "code-added", "additive", "it was sent before, and is now declared: clients must expect it"),
    ("kinesis", "ValidationException", "code-words", "editorial", "it had no documentation at all"),
    ("sqs", "403", "status-used", "editorial", "it says no more than the codes whose status has changed"),
    ("sqs", "BatchEntryIdsNotDistinct", "code-wire", "breaking", "the JSON protocol sends it without the prefix of the query protocol: whoever compares the string misses it"),
    ("sqs", "BatchRequestTooLong", "code-wire", "breaking", "the JSON protocol sends it without the prefix of the query protocol: whoever compares the string misses it"),
    ("sqs", "EmptyBatchRequest", "code-wire", "breaking", "the JSON protocol sends it without the prefix of the query protocol: whoever compares the string misses it"),
    ("sqs", "InvalidAddress", "code-added", "additive", "the JSON protocol declares what the query protocol left open"),
    ("sqs", "InvalidAttributeValue", "code-added", "additive", "the JSON protocol declares what the query protocol left open"),
    ("sqs", "InvalidBatchEntryId", "code-wire", "breaking", "the JSON protocol sends it without the prefix of the query protocol: whoever compares the string misses it"),
    ("sqs", "InvalidSecurity", "code-added", "additive", "the JSON protocol declares what the query protocol left open"),
    ("sqs", "KmsAccessDenied", "code-added", "additive", "queues encrypted with keys of KMS fail with codes of their own"),
    ("sqs", "KmsDisabled", "code-added", "additive", "queues encrypted with keys of KMS fail with codes of their own"),
    ("sqs", "KmsInvalidKeyUsage", "code-added", "additive", "queues encrypted with keys of KMS fail with codes of their own"),
    ("sqs", "KmsInvalidState", "code-added", "additive", "queues encrypted with keys of KMS fail with codes of their own"),
    ("sqs", "KmsNotFound", "code-added", "additive", "queues encrypted with keys of KMS fail with codes of their own"),
    ("sqs", "KmsOptInRequired", "code-added", "additive", "queues encrypted with keys of KMS fail with codes of their own"),
    ("sqs", "KmsThrottled", "code-added", "additive", "queues encrypted with keys of KMS fail with codes of their own"),
    ("sqs", "MessageNotInflight", "code-wire", "breaking", "the JSON protocol sends it without the prefix of the query protocol: whoever compares the string misses it"),
    ("sqs", "OverLimit", "code-words", "editorial", "the same in more or better words"),
    ("sqs", "OverLimit", "status-in-class", "breaking", "403 has become 400: still the client's fault, and yet another number to those who look for it"),
    ("sqs", "PurgeQueueInProgress", "code-wire", "breaking", "the JSON protocol sends it without the prefix of the query protocol: whoever compares the string misses it"),
    ("sqs", "PurgeQueueInProgress", "status-in-class", "breaking", "403 has become 400: still the client's fault, and yet another number to those who look for it"),
    ("sqs", "QueueDeletedRecently", "code-wire", "breaking", "the JSON protocol sends it without the prefix of the query protocol: whoever compares the string misses it"),
    ("sqs", "QueueDoesNotExist", "code-wire", "breaking", "`AWS.SimpleQueueService.NonExistentQueue` has become `QueueDoesNotExist`: the change that caught most clients of the time"),
    ("sqs", "QueueDoesNotExist", "code-words", "editorial", "advice instead of a description"),
    ("sqs", "QueueNameExists", "code-wire", "breaking", "`QueueAlreadyExists` has become `QueueNameExists`: creating a queue that exists is no longer recognized"),
    ("sqs", "RequestThrottled", "code-added", "additive", "the JSON protocol declares what the query protocol left open"),
    ("sqs", "ResourceNotFoundException", "code-added", "additive", "the JSON protocol declares what the query protocol left open"),
    ("sqs", "TooManyEntriesInBatchRequest", "code-wire", "breaking", "the JSON protocol sends it without the prefix of the query protocol: whoever compares the string misses it"),
    ("sqs", "TooManyEntriesInBatchRequest", "code-words", "editorial", "the same in more or better words"),
    ("sqs", "UnsupportedOperation", "code-wire", "breaking", "the JSON protocol sends it without the prefix of the query protocol: whoever compares the string misses it"),
];
