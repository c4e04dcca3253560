//! Placeholders of other systems, as `{field}` and a field of the details.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use errcat_catalogue::name::{Grammar, Name};

/// A field that a message speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: &'static str,
}

/// One of: `%%`; `%s`, `%1$d`; `%(name)s`; `%{name}`; `${name}`; `{{name}}`; `{name}`, `{0}`, `{}`, `{0:>5}`;
/// `<name>`; any other brace.
static PLACEHOLDER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"%%|%(?:([0-9]+)\$)?[-+#0]*[0-9]*(?:\.[0-9]+)?([sdiufgexXc@])\b|%(@)|%\((\w+)\)([sdifr])|%\{(\w+)\}|\$\{([\w.]+)\}|\{\{\s*([\w.]+)\s*\}\}|\{([\w.]*)(?::[^{}]*)?\}|<([A-Za-z][\w -]*)>|[{}]").ok()
});

/// A message with the placeholders of this format, and the fields that it speaks of. `wire` may have a
/// name for a value that the message does not name: `FLOOD_WAIT_X`.
pub fn message(text: &str, wire: &str) -> (String, Vec<Field>) {
    let Some(pattern) = PLACEHOLDER.as_ref() else { return (text.to_owned(), Vec::new()) };
    let unnamed =
        pattern.captures_iter(text).filter(|it| matches!(found(it), Some((Call::Next, _))));
    let of_wire = (unnamed.count() == 1).then(|| of_wire(wire)).flatten();
    let mut fields = Fields { of_wire, ..Fields::default() };
    let message = pattern.replace_all(text, |captures: &Captures<'_>| match found(captures) {
        Some((call, ty)) => format!("{{{}}}", fields.field(&call, ty)),
        None => match &captures[0] {
            "%%" => "%".to_owned(),
            "{" => "{{".to_owned(),
            "}" => "}}".to_owned(),
            other => other.to_owned(),
        },
    });
    (message.into_owned(), fields.all)
}

/// How a placeholder calls its value.
enum Call {
    /// By name.
    Named(String),
    /// By its number, from 0.
    Number(usize),
    /// Not at all.
    Next,
}

fn found(captures: &Captures<'_>) -> Option<(Call, &'static str)> {
    let group = |at: usize| captures.get(at).map(|it| it.as_str());
    let ty = |sign: &str| match sign {
        "d" | "i" | "u" => "integer",
        "f" | "g" | "e" => "number",
        _ => "string",
    };
    if let Some(sign) = group(2).or_else(|| group(3)) {
        let number = group(1).and_then(|it| it.parse::<usize>().ok());
        let call = number.map_or(Call::Next, |number| Call::Number(number.saturating_sub(1)));
        return Some((call, ty(sign)));
    }
    if let Some(name) = group(4) {
        return Some((Call::Named(name.to_owned()), ty(group(5).unwrap_or_default())));
    }
    let name = group(6).or_else(|| group(7)).or_else(|| group(8)).or_else(|| group(9));
    if let Some(name) = name {
        return Some(match name.parse() {
            Ok(number) => (Call::Number(number), "string"),
            Err(_) if name.is_empty() => (Call::Next, "string"),
            Err(_) => (Call::Named(name.to_owned()), "string"),
        });
    }
    let name = group(10).filter(|name| !super::prose::is_tag(name))?;
    Some((Call::Named(name.to_owned()), "string"))
}

/// What the wire value calls a value in it.
fn of_wire(wire: &str) -> Option<&'static str> {
    wire.ends_with("_X").then_some("x")
}

#[derive(Default)]
struct Fields {
    all: Vec<Field>,
    /// The fields by what they were called.
    calls: Vec<(String, usize)>,
    of_wire: Option<&'static str>,
    /// How many had no name so far.
    unnamed: usize,
}

impl Fields {
    fn field(&mut self, call: &Call, ty: &'static str) -> String {
        let (called, wanted) = match call {
            Call::Named(name) => (name.clone(), Grammar::Field.mended(name)),
            Call::Number(number) => (number.to_string(), Some(format!("value_{}", number + 1))),
            Call::Next => {
                self.unnamed += 1;
                let wanted = match (self.of_wire, self.unnamed) {
                    (Some(name), _) => name.to_owned(),
                    (None, 1) => "value".to_owned(),
                    (None, count) => format!("value_{count}"),
                };
                (format!("%{}", self.unnamed), Some(wanted))
            }
        };
        if let Some((_, at)) = self.calls.iter().find(|(it, _)| *it == called) {
            return self.all[*at].name.clone();
        }
        let wanted = wanted.unwrap_or_else(|| "value".to_owned());
        let is_reserved = Grammar::Field.check(&wanted).is_err();
        let wanted = if is_reserved { "value".to_owned() } else { wanted };
        let is_free = |name: &str| {
            self.all.iter().all(|it| Name::new(&it.name).snake() != Name::new(name).snake())
        };
        let mut name = wanted.clone();
        let mut count = 2;
        while !is_free(&name) {
            name = format!("{wanted}_{count}");
            count += 1;
        }
        self.calls.push((called, self.all.len()));
        self.all.push(Field { name: name.clone(), ty });
        name
    }
}

#[cfg(test)]
mod tests {
    use super::message;

    fn check(text: &str, expected: &str, fields: &[(&str, &str)]) {
        let (found, all) = message(text, "FLOOD_WAIT_X");
        assert_eq!(found, expected);
        let all: Vec<_> = all.iter().map(|it| (it.name.as_str(), it.ty)).collect();
        assert_eq!(all, fields, "{text}");
    }

    #[test]
    fn placeholders_of_all_kinds() {
        check(
            "no such %s of %s",
            "no such {value} of {value_2}",
            &[("value", "string"), ("value_2", "string")],
        );
        check(
            "wait %d seconds",
            "wait {x} seconds",
            &[("x", "string")].map(|(a, _)| (a, "integer")),
        );
        check(
            "%1$s and %2$d and %1$s",
            "{value_1} and {value_2} and {value_1}",
            &[("value_1", "string"), ("value_2", "integer")],
        );
        check(
            "{0} of {1:>4}",
            "{value_1} of {value_2}",
            &[("value_1", "string"), ("value_2", "string")],
        );
        check(
            "${user.id} {{ name }} %(n)d %{m}",
            "{user_id} {name} {n} {m}",
            &[("user_id", "string"), ("name", "string"), ("n", "integer"), ("m", "string")],
        );
        check("<order id> in <b>bold</b>", "{order_id} in <b>bold</b>", &[("order_id", "string")]);
        check("100% sure, 5%%, {", "100% sure, 5%, {{", &[]);
        check("{a} {a}", "{a} {a}", &[("a", "string")]);
        check("{self}", "{value}", &[("value", "string")]);
        check("{error:?}", "{error}", &[("error", "string")]);
    }
}
