//! The grammar of names, and the messages about names that break it.

use super::Name;
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules::{self, Rule};
use errcat_findings::source::Span;
use errcat_findings::wording::nearest;

/// What a key that names something must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grammar {
    /// An API: `[a-z][a-z0-9]*(_[a-z0-9]+)*`, and not what a site or Windows has of that name.
    Api,
    /// A group: the same, except names of tables to come.
    Group,
    /// An envelope: the same.
    Envelope,
    /// An action: the same.
    Action,
    /// A slot: an id that is not built in.
    Slot,
    /// A code: `[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*`.
    Code,
    /// A field: `[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*`.
    Field,
    /// A value of an enum: the same.
    EnumValue,
    /// A fact of `[meta]`: the same.
    Fact,
    /// A parameter: the same.
    Parameter,
    /// A type: `[A-Z][A-Za-z0-9]*`.
    Type,
    /// An HTTP status: `404` or `4XX`.
    Status,
    /// An HTTP field name (RFC 9110, section 5.1).
    Header,
    /// The name of a lint.
    Lint,
    /// The name of a kind of change: `[a-z]+(-[a-z]+)*`. Whether there is one, `diff` knows.
    Change,
    /// An entry of `[unexpected]`: `error`, or the status of a client's or a server's error.
    Unexpected,
    /// A name that is defined elsewhere: looking it up tells whether it is good.
    Reference,
}

/// What is wrong with a name.
#[derive(Debug)]
pub struct Fault {
    rule: &'static Rule,
    message: String,
    help: String,
    /// The nearest name that the grammar accepts.
    name: Option<String>,
}

impl Fault {
    /// The finding that says so at `span`.
    pub fn at(&self, span: Span) -> Diagnostic {
        self.at_with(span, &self.help)
    }

    /// What is wrong.
    pub fn message(&self) -> String {
        errcat_findings::wording::phrase(&self.message)
    }

    /// What to do about it.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// A good name in its place, if there is one.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The same with other words on what to do.
    pub fn at_with(&self, span: Span, help: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.rule, span, self.message.as_str()).help(help)
    }
}

/// Slots that every envelope has.
pub const BUILT_IN_SLOTS: &[&str] =
    &["code", "name", "message", "status", "grpc", "details", "title", "type"];

/// What Rust reserves in any position, so that not even `r#` helps.
const NO_NAMES: &[&str] = &["self", "super", "crate"];

impl Grammar {
    /// Whether `text` follows the grammar.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(self, text: &str) -> Result<(), Fault> {
        match self {
            Self::Status => {
                return if crate::vocabulary::Status::parse(text).is_some() {
                    Ok(())
                } else {
                    let help = match crate::vocabulary::Status::parse(&text.to_ascii_uppercase()) {
                        Some(status) => format!("write `{status}`"),
                        None => {
                            "write a number from 100 to 599, or a class such as `4XX`".to_owned()
                        }
                    };
                    Err(bad(format!("`{text}` is not an HTTP status"), &help))
                };
            }
            Self::Unexpected => {
                let status = crate::vocabulary::Status::parse(text)
                    .and_then(crate::vocabulary::Status::exact);
                return if text == "error" || status.is_some_and(|it| it >= 400) {
                    Ok(())
                } else {
                    Err(bad(
                        format!("`{text}` is neither `error` nor the status of an error"),
                        "write `error`, or a status from 400 to 599",
                    ))
                };
            }
            Self::Lint => {
                return match rules::lint(text) {
                    Some(_) => Ok(()),
                    None => Err(unknown_lint(text)),
                };
            }
            Self::Header => {
                return if !text.is_empty() && text.bytes().all(is_token_byte) {
                    Ok(())
                } else {
                    Err(bad(
                        format!("`{text}` is not an HTTP header name"),
                        "write letters, digits and `-`",
                    ))
                };
            }
            Self::Reference => return Ok(()),
            _ => {}
        }
        if !self.accepts(text) {
            let name = self.mended(text);
            let such_as = name.as_ref().map(|name| format!(", such as `{name}`"));
            let message = match text {
                "" => format!("the name of {} is empty", self.what()),
                _ => format!("`{text}` is not a valid name for {}", self.what()),
            };
            let help = format!("{}{}", self.rule(), such_as.unwrap_or_default());
            return Err(Fault { name, ..bad(message, &help) });
        }
        let most = if self == Self::Code { 128 } else { 64 };
        if text.len() > most {
            return Err(bad(
                format!("the name of {} has {} characters", self.what(), text.len()),
                &format!("shorten it to {most} at most"),
            ));
        }
        self.check_reserved(text)
    }

    fn check_reserved(self, text: &str) -> Result<(), Fault> {
        let reserved = |message: String, help: &str| {
            Err(Fault { rule: &rules::RESERVED_NAME, message, help: help.to_owned(), name: None })
        };
        if NO_NAMES.iter().any(|name| text.eq_ignore_ascii_case(name)) {
            let help = match self {
                Self::Code | Self::Field | Self::EnumValue => {
                    "choose another name, and set `wire` to this one if clients know it"
                }
                _ => "choose another name",
            };
            return reserved(format!("`{text}` cannot be a name in Rust"), help);
        }
        match self {
            Self::Slot if BUILT_IN_SLOTS.contains(&text) => reserved(
                format!("`{text}` is a built-in slot"),
                &format!(
                    "choose another name, or write `\"${text}\"` in the body without declaring it"
                ),
            ),
            Self::Api if is_reserved_api(text) => reserved(
                format!("an API cannot be called `{text}`"),
                "rename the folder: the generated site or Windows reserves the name",
            ),
            Self::Group if matches!(text, "api" | "operations") => reserved(
                format!("a group cannot be called `{text}`"),
                "rename the file: errcat reserves the name for the API's own files",
            ),
            _ => Ok(()),
        }
    }

    /// Whether `text` follows the grammar; reserved words do, too.
    pub fn accepts(self, text: &str) -> bool {
        let first = |byte: u8| match self {
            _ if self.is_small() || self == Self::Change => byte.is_ascii_lowercase(),
            Self::Type => byte.is_ascii_uppercase(),
            _ => byte.is_ascii_alphabetic(),
        };
        let rest = |byte: u8| match self {
            _ if self.is_small() || self == Self::Change => {
                byte.is_ascii_lowercase() || byte.is_ascii_digit()
            }
            _ => byte.is_ascii_alphanumeric(),
        };
        let separates = |byte: u8| match self {
            Self::Type => false,
            Self::Change => byte == b'-',
            Self::Code => byte == b'_' || byte == b'-',
            _ => byte == b'_',
        };
        text.bytes().next().is_some_and(first)
            && text
                .as_bytes()
                .split(|byte| separates(*byte))
                .all(|part| !part.is_empty() && part.iter().all(|byte| rest(*byte)))
    }

    /// The same as a regular expression (ECMA-262), where there is one.
    pub fn pattern(self) -> Option<&'static str> {
        Some(match self {
            _ if self.is_small() => "^[a-z][a-z0-9]*(_[a-z0-9]+)*$",
            Self::Type => "^[A-Z][A-Za-z0-9]*$",
            Self::Code => "^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$",
            Self::Field | Self::EnumValue | Self::Fact | Self::Parameter => {
                "^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$"
            }
            Self::Status => "^([1-5][0-9][0-9]|[1-5]XX)$",
            Self::Change => "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
            Self::Unexpected => "^(error|[45][0-9][0-9])$",
            _ => return None,
        })
    }

    fn what(self) -> &'static str {
        match self {
            Self::Api => "an API",
            Self::Group => "a group",
            Self::Envelope => "an envelope",
            Self::Action => "an action",
            Self::Code => "a code",
            Self::Field => "a field",
            Self::EnumValue => "an enum's value",
            Self::Fact => "a fact",
            Self::Parameter => "a parameter",
            Self::Type => "a type",
            Self::Slot => "a slot",
            Self::Change => "a kind of change",
            Self::Status | Self::Header | Self::Lint | Self::Unexpected | Self::Reference => "this",
        }
    }

    fn rule(self) -> &'static str {
        match self {
            Self::Code => {
                "write letters and digits, with a single `_` or `-` between words, and begin with \
                    a letter"
            }
            Self::Field | Self::EnumValue | Self::Fact | Self::Parameter => {
                "write letters and digits, with a single `_` between words, and begin with a letter"
            }
            Self::Type => "write letters and digits, and begin with a capital",
            Self::Change => "write lower-case letters, with a single `-` between words",
            _ => {
                "write lower-case letters and digits, with a single `_` between words, and begin \
            with a letter"
            }
        }
    }

    fn is_small(self) -> bool {
        matches!(self, Self::Api | Self::Group | Self::Envelope | Self::Action | Self::Slot)
    }

    /// The nearest name that the grammar accepts.
    pub fn mended(self, text: &str) -> Option<String> {
        let plain: String =
            text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        let spelt = first_spelt(plain.trim_matches('_'));
        let name = Name::new(&spelt);
        let mended = match self {
            Self::Type => name.upper_camel(),
            Self::Change => name.snake().replace('_', "-"),
            _ if !self.is_small()
                && spelt.bytes().any(|byte| byte.is_ascii_uppercase())
                && spelt.bytes().all(|byte| !byte.is_ascii_lowercase()) =>
            {
                name.screaming()
            }
            _ => name.snake().to_owned(),
        };
        self.accepts(&mended).then_some(mended)
    }
}

/// A name that begins with a letter: a digit as its word, a longer number behind an `E`, as many APIs
/// write the numbers of their errors.
fn first_spelt(text: &str) -> String {
    const WORDS: [&str; 10] =
        ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"];
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let small = text.bytes().any(|byte| byte.is_ascii_lowercase());
    let in_case = |word: &str| if small { word.to_ascii_lowercase() } else { word.to_owned() };
    match text.bytes().next() {
        Some(digit) if digits == 1 => {
            let rest = text[1..].trim_start_matches('_');
            let word = in_case(WORDS[usize::from(digit - b'0')]);
            if rest.is_empty() { word } else { format!("{word}_{rest}") }
        }
        _ if digits > 1 => in_case("E") + text,
        _ => text.to_owned(),
    }
}

fn bad(message: String, help: &str) -> Fault {
    Fault { rule: &rules::BAD_NAME, message, help: help.to_owned(), name: None }
}

fn unknown_lint(text: &str) -> Fault {
    let lints = || rules::ALL.iter().filter(|rule| rule.is_lint()).map(|rule| rule.name);
    let help = match nearest(text, lints()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "the lints are {}",
            errcat_findings::wording::list(&lints().collect::<Vec<_>>())
        ),
    };
    Fault {
        rule: &rules::UNKNOWN_NAME,
        message: format!("there is no lint `{text}`"),
        help,
        name: None,
    }
}

/// `tchar` of RFC 9110, section 5.6.2.
fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Names that cannot be folders of a site: two that it has itself, and those that Windows takes
/// for devices.
fn is_reserved_api(text: &str) -> bool {
    let device = |prefix: &str| {
        text.strip_prefix(prefix).is_some_and(|rest| matches!(rest.as_bytes(), [b'1'..=b'9']))
    };
    matches!(text, "css" | "fonts" | "con" | "prn" | "aux" | "nul")
        || device("com")
        || device("lpt")
}
