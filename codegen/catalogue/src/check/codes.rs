//! Lints of single codes.

use semver::Version;

use super::{codes, codes_of, finding};
use crate::model::{
    Advance, Base, Catalogue, Code, Covered, DetailsShape, Field, Presence, Scalar, Status, Wire,
};
use crate::name::CASES;
use errcat_findings::diagnostic::Findings;
use errcat_findings::rules;

/// A code that nobody can act on.
pub(super) fn no_action(catalogue: &Catalogue, findings: &mut Findings) {
    for (_, code) in codes(catalogue, &rules::NO_ACTION).filter(|(_, code)| code.action.is_none()) {
        findings.push(finding(
            &rules::NO_ACTION,
            code.span,
            format!("`{}` has no action", code.name.as_str()),
            "add `action = \"…\"` to the code, to its file, or to its status in statuses.toml",
        ));
    }
}

/// A public code that only its name explains.
pub(super) fn undocumented(catalogue: &Catalogue, findings: &mut Findings) {
    let silent = codes(catalogue, &rules::UNDOCUMENTED)
        .filter(|(_, code)| code.is_public() && code.description.is_none());
    for (_, code) in silent {
        findings.push(finding(
            &rules::UNDOCUMENTED,
            code.span,
            format!("`{}` has no description", code.name.as_str()),
            "add `description = \"\"\"…\"\"\"`: what happened, and what a caller should know \
                about it",
        ));
    }
}

/// Statuses that say that the request itself is at fault, or that the server will never do it: the
/// same request gets the same answer (RFC 9110, sections 15.5 and 15.6). 413 is not one of them: it
/// can be temporary, and then comes with `Retry-After` (section 15.5.14).
const FINAL: &[u16] = &[400, 405, 406, 410, 411, 414, 415, 416, 422, 426, 431, 451, 501, 505];

/// A code whose action repeats a request that must fail again.
pub(super) fn pointless_retry(catalogue: &Catalogue, findings: &mut Findings) {
    for (_, code) in codes(catalogue, &rules::POINTLESS_RETRY) {
        let Some(action) = code.action.and_then(|id| catalogue.actions.get(id.0)) else { continue };
        let again =
            matches!(action.retry, Advance::Immediately | Advance::AfterDelay | Advance::Backoff);
        let is_final =
            |status: &Status| status.exact().is_some_and(|number| FINAL.contains(&number));
        let Some(status) = code.statuses.first().filter(|status| again && is_final(status)) else {
            continue;
        };
        findings.push(finding(
            &rules::POINTLESS_RETRY,
            code.span,
            format!(
                "`{}` has the status {status}, but its action `{}` sends the same request again",
                code.name.as_str(),
                action.name.as_str()
            ),
            "give it an action whose `retry` is \"never\" or \"after_action\", or another status",
        ));
    }
}

/// Details that a reader has to imagine.
pub(super) fn missing_example(catalogue: &Catalogue, findings: &mut Findings) {
    // What an internal code tells stays in the server, so no page shows it.
    for (_, code) in codes(catalogue, &rules::MISSING_EXAMPLE).filter(|(_, code)| code.is_public())
    {
        if code.examples.iter().any(|example| example.given) {
            continue;
        }
        if let Some((field, scalar)) = own_fields(code).iter().find_map(silent) {
            findings.push(
                finding(
                    &rules::MISSING_EXAMPLE,
                    code.span,
                    format!("`{}` has no example of its details", code.name.as_str()),
                    format!(
                        "add an `example`, as in `{} = {{ type = \"{}\", example = … }}`, or \
                            write a whole `[[codes.{}.examples]]`",
                        field.name.as_str(),
                        scalar.as_str(),
                        code.name.as_str()
                    ),
                )
                .secondary(field.span, "required, but without an example"),
            );
        }
    }
}

/// The field and its type, if an example cannot show what the field looks like: it has none, and its
/// type tells none.
fn silent(field: &Field) -> Option<(&Field, Scalar)> {
    match field.ty.base {
        Base::Scalar(scalar)
            if field.ty.presence == Presence::Required && field.example.is_none() =>
        {
            Some((field, scalar))
        }
        _ => None,
    }
}

/// The fields of a code's own details.
fn own_fields(code: &Code) -> &[Field] {
    match code.details.as_ref().map(|details| &details.shape) {
        Some(DetailsShape::Record(fields)) => fields,
        _ => &[],
    }
}

/// A field that only its name explains.
pub(super) fn undescribed_field(catalogue: &Catalogue, findings: &mut Findings) {
    for (_, code) in codes(catalogue, &rules::UNDESCRIBED_FIELD) {
        for field in own_fields(code).iter().filter(|field| field.description.is_none()) {
            findings.push(finding(
                &rules::UNDESCRIBED_FIELD,
                field.span,
                format!(
                    "the field `{}` of `{}` has no description",
                    field.name.as_str(),
                    code.name.as_str()
                ),
                "add a `description`: a field is a table with `type`, `description` and \
                    `example`, or only its type",
            ));
        }
    }
}

/// A deprecated code that leaves its users alone.
pub(super) fn no_replacement(catalogue: &Catalogue, findings: &mut Findings) {
    for (_, code) in codes(catalogue, &rules::NO_REPLACEMENT) {
        let silent = code
            .deprecated
            .as_ref()
            .is_some_and(|it| it.replaced_by.is_none() && it.note.is_none());
        if silent {
            findings.push(finding(
                &rules::NO_REPLACEMENT,
                code.span,
                format!(
                    "`{}` is deprecated, and the catalogue does not say what replaces it",
                    code.name.as_str()
                ),
                "add `replaced_by = \"…\"`, or a `note` if nothing replaces it",
            ));
        }
    }
}

/// A version behind the catalogue's own. A catalogue at 1.2.0-rc.1 speaks of 1.2.0 already.
pub(super) fn future_version(catalogue: &Catalogue, findings: &mut Findings) {
    let own =
        Version::new(catalogue.version.major, catalogue.version.minor, catalogue.version.patch);
    for (_, code) in codes(catalogue, &rules::FUTURE_VERSION) {
        let deprecated = code.deprecated.as_ref().and_then(|it| it.since.as_deref());
        let later = [code.since.as_deref(), deprecated]
            .into_iter()
            .flatten()
            .find(|version| Version::parse(version).is_ok_and(|version| version > own));
        if let Some(version) = later {
            findings.push(finding(
                &rules::FUTURE_VERSION,
                code.span,
                format!(
                    "`{}` names version {version}, but the catalogue is at version {}",
                    code.name.as_str(),
                    catalogue.version
                ),
                "correct the version, or raise `version` in catalogue.toml",
            ));
        }
    }
}

/// Names of one file in several cases, where `case` does not hold them to one.
pub(super) fn mixed_case(catalogue: &Catalogue, findings: &mut Findings) {
    let in_case = |case: &str, code: &Code| code.name.is_in(case);
    for api in &catalogue.apis {
        let all: Vec<&Code> = codes_of(api, &rules::MIXED_CASE).collect();
        for codes in all.chunk_by(|a, b| a.group == b.group) {
            let count = |case: &&&str| codes.iter().filter(|code| in_case(case, code)).count();
            // Without a clear majority nobody can tell which of them are wrong.
            let most = CASES.iter().map(|case| count(&case)).max().unwrap_or_default();
            let mut usual = CASES.iter().filter(|case| count(case) == most);
            let (Some(usual), None) = (usual.next(), usual.next()) else { continue };
            if most * 2 <= codes.len() {
                continue;
            }
            for code in codes.iter().filter(|code| !in_case(usual, code)) {
                let name = code.name.as_str();
                findings.push(finding(
                    &rules::MIXED_CASE,
                    code.span,
                    format!("`{name}` is not in {usual}, unlike most codes of its file"),
                    format!("rename it to `{}`{}", code.name.in_case(usual), kept_wire(code)),
                ));
            }
        }
    }
}

/// What to add when a code is renamed, so that clients see no difference.
pub(super) fn kept_wire(code: &Code) -> String {
    let name = code.name.as_str();
    if matches!(&code.wire, Wire::String(wire) if wire == name) {
        format!("; if clients already know the old name, keep it as `wire = \"{name}\"`")
    } else {
        String::new()
    }
}

/// A share of documented codes below what `[coverage]` requires.
pub(super) fn coverage(catalogue: &Catalogue, findings: &mut Findings) {
    /// At most this many codes are named; the rest are counted.
    const NAMED: usize = 3;
    for demand in &catalogue.coverage {
        for api in &catalogue.apis {
            let (with, all) = demand.what.count(api);
            if with * 100 >= all * usize::from(demand.percent) {
                continue;
            }
            let lacks = |code: &&Code| code.is_public() && !Covered::has(demand.what, code);
            let names: Vec<_> =
                api.codes.iter().filter(lacks).map(|code| code.name.as_str()).collect();
            let quoted: Vec<_> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
            let more = match names.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            findings.push(finding(
                &rules::COVERAGE,
                demand.span,
                format!(
                    "{with} of {all} public codes of `{}` have {}, which is less than {} %",
                    api.name.as_str(),
                    demand.what.noun(),
                    demand.percent
                ),
                format!("write {} for {}{more}", demand.what.noun(), quoted.join(", ")),
            ));
        }
    }
}
