//! Names: their grammar, their words, and their casing in the targets.

use heck::{ToKebabCase, ToLowerCamelCase};

use crate::diagnostic::Diagnostic;
use crate::raw::shape::nearest;
use crate::rules::{self, Rule};
use crate::source::Span;

/// The values of `case`.
pub const CASES: &[&str] =
    &["snake_case", "SCREAMING_SNAKE_CASE", "kebab-case", "PascalCase", "camelCase"];

/// A name of the catalogue, valid by its grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Name {
    text: String,
    snake: String,
}

impl Name {
    /// The name `text`, which must have passed a [`Grammar`].
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), snake: snake(text) }
    }

    /// As the catalogue writes it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// `token_expired`
    pub fn snake(&self) -> &str {
        &self.snake
    }

    /// `TokenExpired`
    pub fn upper_camel(&self) -> String {
        let mut camel = String::with_capacity(self.snake.len());
        for word in self.snake.split('_') {
            let mut letters = word.chars();
            camel.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
            camel.push_str(letters.as_str());
        }
        camel
    }

    /// `TOKEN_EXPIRED`
    pub fn screaming(&self) -> String {
        self.snake.to_ascii_uppercase()
    }

    /// As a title: `Token expired`.
    pub fn title(&self) -> String {
        let mut title = self.snake.replace('_', " ");
        if let Some(first) = title.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        title
    }

    /// The name in one of [`CASES`].
    pub fn in_case(&self, case: &str) -> String {
        match case {
            "SCREAMING_SNAKE_CASE" => self.screaming(),
            "kebab-case" => self.snake.to_kebab_case(),
            "PascalCase" => self.upper_camel(),
            "camelCase" => self.snake.to_lower_camel_case(),
            _ => self.snake.clone(),
        }
    }
}

/// A name's words in small letters, with `_` between them. Words are split at `_` and `-`, before a
/// capital that follows a small letter, and before a capital that follows a capital or digit and
/// precedes a small letter.
fn snake(text: &str) -> String {
    let mut snake = String::with_capacity(text.len() + 4);
    let mut before = '_';
    let mut characters = text.chars().peekable();
    let mut parts = false;
    while let Some(character) = characters.next() {
        if matches!(character, '_' | '-') {
            parts = true;
        } else {
            let small_after = characters.peek().is_some_and(char::is_ascii_lowercase);
            parts |= character.is_ascii_uppercase()
                && (before.is_ascii_lowercase()
                    || (small_after && (before.is_ascii_uppercase() || before.is_ascii_digit())));
            if parts && !snake.is_empty() {
                snake.push('_');
            }
            parts = false;
            snake.extend(character.to_lowercase());
        }
        before = character;
    }
    snake
}

/// What a key that names something must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grammar {
    /// An API: `[a-z][a-z0-9]*(_[a-z0-9]+)*`, and not what a site or Windows has of that name.
    Api,
    /// A group: the same, but for names of tables to come.
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
    /// A type: `[A-Z][A-Za-z0-9]*`.
    Type,
    /// An HTTP status: `404` or `4XX`.
    Status,
    /// An HTTP field name (RFC 9110, section 5.1).
    Header,
    /// The name of a lint.
    Lint,
    /// A name that is defined elsewhere: looking it up tells whether it is good.
    Reference,
}

/// What is wrong with a name.
#[derive(Debug)]
pub struct Fault {
    rule: &'static Rule,
    message: String,
    help: String,
}

impl Fault {
    /// The finding that says so at `span`.
    pub fn at(self, span: Span) -> Diagnostic {
        Diagnostic::new(self.rule, span, self.message).help(self.help)
    }

    /// The same with other words on what to do.
    pub fn at_with(self, span: Span, help: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.rule, span, self.message).help(help)
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
                return if crate::catalogue::Status::parse(text).is_some() {
                    Ok(())
                } else {
                    let help = match crate::catalogue::Status::parse(&text.to_ascii_uppercase()) {
                        Some(status) => format!("write `{status}`"),
                        None => {
                            "write a number from 100 to 599, or a class such as `4XX`".to_owned()
                        }
                    };
                    Err(bad(format!("`{text}` is not an HTTP status"), &help))
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
            let such_as = self.mended(text).map(|name| format!(", such as `{name}`"));
            let message = match text {
                "" => format!("the name of {} is empty", self.what()),
                _ => format!("`{text}` is not a name for {}", self.what()),
            };
            let help = format!("{}{}", self.rule(), such_as.unwrap_or_default());
            return Err(bad(message, &help));
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
            Err(Fault { rule: &rules::RESERVED_NAME, message, help: help.to_owned() })
        };
        if NO_NAMES.iter().any(|name| text.eq_ignore_ascii_case(name)) {
            let help = match self {
                Self::Code | Self::Field | Self::EnumValue => {
                    "take another name, and write this one as `wire` if it must travel"
                }
                _ => "take another name",
            };
            return reserved(format!("`{text}` cannot be a name in Rust"), help);
        }
        match self {
            Self::Slot if BUILT_IN_SLOTS.contains(&text) => reserved(
                format!("`{text}` is a built-in slot"),
                &format!(
                    "take another name, or write `\"${text}\"` in the body without declaring it"
                ),
            ),
            Self::Api if is_reserved_api(text) => reserved(
                format!("no API can be called `{text}`"),
                "rename the folder: the name is taken by the generated site or by Windows",
            ),
            Self::Group if matches!(text, "api" | "operations") => reserved(
                format!("no group can be called `{text}`"),
                "rename the file: the name is kept for the API's own files",
            ),
            _ => Ok(()),
        }
    }

    /// Whether `text` follows the grammar; reserved words do, too.
    pub fn accepts(self, text: &str) -> bool {
        let first = |byte: u8| match self {
            _ if self.is_small() => byte.is_ascii_lowercase(),
            Self::Type => byte.is_ascii_uppercase(),
            _ => byte.is_ascii_alphabetic(),
        };
        let rest = |byte: u8| match self {
            _ if self.is_small() => byte.is_ascii_lowercase() || byte.is_ascii_digit(),
            _ => byte.is_ascii_alphanumeric(),
        };
        let separates = |byte: u8| match self {
            Self::Type => false,
            Self::Code => byte == b'_' || byte == b'-',
            _ => byte == b'_',
        };
        text.bytes().next().is_some_and(first)
            && text
                .as_bytes()
                .split(|byte| separates(*byte))
                .all(|part| !part.is_empty() && part.iter().all(|byte| rest(*byte)))
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
            Self::Type => "a type",
            Self::Slot => "a slot",
            Self::Status | Self::Header | Self::Lint | Self::Reference => "this",
        }
    }

    fn rule(self) -> &'static str {
        match self {
            Self::Code => {
                "write letters and digits, with single `_` or `-` between words, a letter first"
            }
            Self::Field | Self::EnumValue | Self::Fact => {
                "write letters and digits, with single `_` between words, a letter first"
            }
            Self::Type => "write letters and digits, a capital first",
            _ => "write small letters and digits, with single `_` between words, a letter first",
        }
    }

    fn is_small(self) -> bool {
        matches!(self, Self::Api | Self::Group | Self::Envelope | Self::Action | Self::Slot)
    }

    /// The nearest name that the grammar accepts.
    pub fn mended(self, text: &str) -> Option<String> {
        let plain: String =
            text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        let name = Name::new(plain.trim_matches(|c: char| c == '_' || c.is_ascii_digit()));
        let mended = match self {
            Self::Type => name.upper_camel(),
            _ if !self.is_small()
                && plain.bytes().any(|byte| byte.is_ascii_uppercase())
                && plain.bytes().all(|byte| !byte.is_ascii_lowercase()) =>
            {
                name.screaming()
            }
            _ => name.snake().to_owned(),
        };
        self.accepts(&mended).then_some(mended)
    }
}

fn bad(message: String, help: &str) -> Fault {
    Fault { rule: &rules::BAD_NAME, message, help: help.to_owned() }
}

fn unknown_lint(text: &str) -> Fault {
    let lints = || rules::ALL.iter().filter(|rule| rule.is_lint()).map(|rule| rule.name);
    let help = match nearest(text, lints()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the lints are {}", crate::raw::shape::list(&lints().collect::<Vec<_>>())),
    };
    Fault { rule: &rules::UNKNOWN_NAME, message: format!("there is no lint `{text}`"), help }
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

#[cfg(test)]
mod tests {
    use super::{Grammar, Name};

    #[test]
    fn words_and_their_casings() {
        // As written; snake_case, SCREAMING_SNAKE_CASE, kebab-case, PascalCase, camelCase; as title.
        let table = [
            "order|order|ORDER|order|Order|order|Order",
            "ORDER_NOT_FOUND|order_not_found|ORDER_NOT_FOUND|order-not-found|OrderNotFound|orderNotFound|Order not found",
            "order-not-found|order_not_found|ORDER_NOT_FOUND|order-not-found|OrderNotFound|orderNotFound|Order not found",
            "orderNotFound|order_not_found|ORDER_NOT_FOUND|order-not-found|OrderNotFound|orderNotFound|Order not found",
            "HTTPError|http_error|HTTP_ERROR|http-error|HttpError|httpError|Http error",
            "HTTP2Server|http2_server|HTTP2_SERVER|http2-server|Http2Server|http2Server|Http2 server",
            "error2B|error2b|ERROR2B|error2b|Error2b|error2b|Error2b",
            "A_1|a_1|A_1|a-1|A1|a1|A 1",
            "A1|a1|A1|a1|A1|a1|A1",
            "aB|a_b|A_B|a-b|AB|aB|A b",
            "ABc|a_bc|A_BC|a-bc|ABc|aBc|A bc",
            "x|x|X|x|X|x|X",
        ];
        for row in table {
            let columns: Vec<&str> = row.split('|').collect();
            let name = Name::new(columns[0]);
            let casings: Vec<String> = super::CASES.iter().map(|case| name.in_case(case)).collect();
            assert_eq!(casings, columns[1..6], "{row}");
            assert_eq!(name.title(), columns[6], "{row}");
        }
    }

    fn check(grammar: Grammar, good: &[&str], bad: &[&str]) {
        for name in good {
            assert!(grammar.check(name).is_ok(), "{name}");
        }
        for name in bad {
            assert!(grammar.check(name).is_err(), "{name}");
        }
    }

    #[test]
    fn grammars() {
        let long = "a".repeat(64);
        check(
            Grammar::Action,
            &["a", "a1", "a_1", "ask_owner", &long],
            &["", "_a", "a_", "a__b", "A", "1a", "a-b", "é", "self", &format!("{long}a")],
        );
        check(
            Grammar::Code,
            &["A", "a-b", "A_b-C1", "type", &"a".repeat(128)],
            &["", "-a", "a-", "a_-b", "1", "a.b", "a b", "Self", "CRATE", &"a".repeat(129)],
        );
        check(Grammar::Field, &["a", "orderId", "A_1", "type"], &["a-b", "", "super", "a__b"]);
        check(Grammar::Type, &["A", "Abc1"], &["a", "A_B", "1A", "", "Self"]);
        check(Grammar::Slot, &["note"], &["code", "details", "Note"]);
        check(Grammar::Group, &["locks", "apis"], &["api", "operations", "Locks"]);
        check(
            Grammar::Api,
            &["door", "com", "com0", "com10", "lpt", "console"],
            &["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9", "css", "fonts", "a.b"],
        );
        check(
            Grammar::Status,
            &["100", "599", "4XX"],
            &["99", "600", "4xx", "6XX", "XXX", "0404", ""],
        );
        check(Grammar::Header, &["X-Id", "a!#$%&'*+-.^_`|~1"], &["", "X Id", "é", "a:b", "a\n"]);
    }
}
