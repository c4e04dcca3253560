//! Builders of structs: with a type parameter for each field that must be given, so that the
//! compiler knows what is missing.
//!
//! Fields are given by name and in any order. So their order in the catalogue never matters, and a
//! new optional field breaks nobody. Of very many fields that must be given, see [`steps`](super::steps).

use super::imports::{Home, Imports};
use super::record::{Member, Record};
use super::scope::ApiScope;
use super::source::{Source, list};
use super::steps::{MOST_IN_ANY_ORDER, Steps};

/// The module `builders` beside some structs.
pub(super) struct Builders<'a> {
    imports: Imports<'a>,
    source: Source,
    /// Ends the names of type parameters, where one without it is taken.
    suffix: &'static str,
}

impl<'a> Builders<'a> {
    /// Builders for structs with these names; `home` is where types are as seen from here.
    pub(super) fn new(
        api: ApiScope<'a>,
        home: Home,
        names: impl IntoIterator<Item = String>,
    ) -> Self {
        let imports = Imports::new(api, home, names);
        let suffix = if imports.has_numbered() { "_" } else { "" };
        Self { imports, source: Source::part(1), suffix }
    }

    /// Writes a builder, and to `beside`, where the struct is, the function that begins one.
    pub(super) fn record(
        &mut self,
        imports: &Imports<'_>,
        record: &Record<'_>,
        beside: &mut Source,
    ) {
        if record.members.iter().filter(|member| member.demanded).count() > MOST_IN_ANY_ORDER {
            let steps = Steps::new(&self.imports, record);
            steps.write_begin(beside);
            return steps.write(&self.imports, &mut self.source);
        }
        let parts = Parts::new(&self.imports, record, self.suffix);
        parts.write_begin(imports, beside);
        parts.write_struct(&mut self.source);
        parts.write_debug(&self.imports, &mut self.source);
        parts.write_setters(&mut self.source);
        parts.write_build(&mut self.source);
    }

    /// Writes the module, if there is anything in it.
    pub(super) fn finish(self, file: &mut Source) {
        if self.source.is_empty() {
            return;
        }
        let mut inside = Source::part(1);
        self.imports.write(&mut inside);
        inside.append(&self.source);
        file.blank_line();
        file.docs("", "///", "Builders: what is missing is known to the compiler.");
        file.line("#[allow(clippy::should_implement_trait, reason = \"setters are called what fields are\")]");
        file.nest("pub mod builders {", &inside, "}");
    }
}

/// What a builder consists of.
struct Parts<'r> {
    name: &'r str,
    members: &'r [Member<'r>],
    /// The type of each field where it is given, without its `Option`.
    types: Vec<String>,
    /// The type of each field in the builder.
    held: Vec<String>,
    /// The type parameters.
    parameters: Vec<String>,
    into: &'static str,
}

impl<'r> Parts<'r> {
    fn new(imports: &Imports<'_>, record: &'r Record<'r>, suffix: &str) -> Self {
        let members = record.members.as_slice();
        let types: Vec<String> = members.iter().map(|member| imports.base(member.base)).collect();
        let mut parameters = Vec::new();
        let held = members.iter().zip(&types).map(|(member, ty)| {
            if !member.demanded {
                return imports.option(ty);
            }
            let parameter = format!("T{}{suffix}", parameters.len());
            parameters.push(parameter.clone());
            parameter
        });
        let held = held.collect();
        let into = imports.name("core::convert::Into");
        Self { name: &record.name, members, types, held, parameters, into }
    }

    /// `Name<A, B>` with the parameters that `parameter` makes of the demanded fields.
    fn with(&self, parameter: impl Fn(usize, &str) -> String) -> String {
        let demanded = self.members.iter().zip(&self.types).filter(|(it, _)| it.demanded);
        let filled = demanded.enumerate().map(|(at, (_, ty))| parameter(at, ty));
        format!("{}{}", self.name, angled(&filled.collect::<Vec<_>>()))
    }

    fn write_begin(&self, imports: &Imports<'_>, source: &mut Source) {
        let (name, missing) = (self.name, || imports.name("crate::Missing").to_owned());
        let start = self.members.iter().map(|member| {
            let value = if member.demanded { imports.name("crate::Missing") } else { "None" };
            format!("{}: {value}", member.name)
        });
        let begins = if self.parameters.is_empty() {
            "Begins with nothing; none of the fields must be given."
        } else {
            "Begins with nothing; `build` is there once all that is required has been given."
        };
        source.one_line(format_args!("impl {name} {{"));
        source.docs("    ", "///", begins);
        let builder = self.with(|_, _| missing());
        source.line(format_args!("    pub fn builder() -> builders::{builder} {{"));
        source.run("        ", &format!("builders::{name} {{"), &start.collect::<Vec<_>>(), "}");
        source.line("    }\n}");
    }

    fn write_struct(&self, source: &mut Source) {
        let (name, generics) = (self.name, angled(&self.parameters));
        let docs = format!("Builder of [`{name}`](super::{name}).");
        let open = format!("#[derive(Clone)]\n#[must_use]\npub struct {name}{generics}");
        let mut fields = Source::part(1);
        for (member, held) in self.members.iter().zip(&self.held) {
            fields.line(format_args!("    pub(super) {}: {held},", member.name));
        }
        source.structure(&docs, &open, &fields);
    }

    /// `Debug` without the fields. Derived for thousands of generic structs, it took the compiler
    /// longer than all else: each of their fields is held against every `Debug` that there is.
    fn write_debug(&self, imports: &Imports<'_>, source: &mut Source) {
        let (name, generics, fmt) =
            (self.name, angled(&self.parameters), imports.name("core::fmt"));
        source.one_line(format_args!("impl{generics} {fmt}::Debug for {name}{generics} {{"));
        source.line(format_args!(
            "    fn fmt(&self, f: &mut {fmt}::Formatter<'_>) -> {fmt}::Result {{"
        ));
        source.line(format_args!("        f.debug_struct(\"{name}\").finish_non_exhaustive()"));
        source.line("    }\n}");
    }

    /// The setters, whatever has been given.
    fn write_setters(&self, source: &mut Source) {
        if self.members.is_empty() {
            return;
        }
        let (name, generics) = (self.name, angled(&self.parameters));
        source.one_line(format_args!("impl{generics} {name}{generics} {{"));
        let mut demanded = 0;
        for (at, member) in self.members.iter().enumerate() {
            if at > 0 {
                source.blank_line();
            }
            source.docs("    ", "///", &member.docs);
            if member.demanded {
                self.write_demanded(at, demanded, source);
                demanded += 1;
            } else {
                self.write_optional(at, source);
            }
        }
    }

    fn write_demanded(&self, at: usize, demanded: usize, source: &mut Source) {
        let (name, into, ty) = (&self.members[at].name, self.into, &self.types[at]);
        let result = self.with(|other, ty| {
            if other == demanded { ty.to_owned() } else { self.parameters[other].clone() }
        });
        write_signature(
            "self",
            setter(name),
            &format!("{name}: impl {into}<{ty}>"),
            &result,
            source,
        );
        let values = self.members.iter().map(|member| match &member.name {
            other if other == name => format!("{name}: {name}.into()"),
            other => format!("{other}: self.{other}"),
        });
        let open = format!("{} {{", self.name);
        source.run("        ", &open, &values.collect::<Vec<_>>(), "}");
        source.line("    }");
    }

    fn write_optional(&self, at: usize, source: &mut Source) {
        let (name, into, ty) = (&self.members[at].name, self.into, &self.types[at]);
        let given = format!("{name}: impl {into}<{ty}>");
        write_signature("mut self", setter(name), &given, "Self", source);
        source.line(format_args!("        self.{name} = Some({name}.into());"));
        source.line("        self\n    }");
    }

    /// The end, once all that is demanded has been given.
    fn write_build(&self, source: &mut Source) {
        if self.parameters.is_empty() && !self.members.is_empty() {
            source.blank_line();
        } else {
            if !self.members.is_empty() {
                source.line("}");
            }
            let given = self.with(|_, ty| ty.to_owned());
            source.one_line(format_args!("impl {given} {{"));
        }
        source.docs("    ", "///", "What has been given, as a whole.");
        source.line(format_args!(
            "    #[must_use]\n    pub fn build(self) -> super::{} {{",
            self.name
        ));
        let values = self.members.iter().map(|Member { name, demanded, option, .. }| {
            if *demanded && *option {
                format!("{name}: Some(self.{name})")
            } else {
                format!("{name}: self.{name}")
            }
        });
        let open = format!("super::{} {{", self.name);
        source.run("        ", &open, &values.collect::<Vec<_>>(), "}");
        source.line("    }\n}");
    }
}

/// The function that sets a field; `build` is taken.
pub(super) fn setter(name: &str) -> &str {
    if name == "build" { "build_" } else { name }
}

/// The first lines of a function that takes `given`.
pub(super) fn write_signature(
    receiver: &str,
    name: &str,
    given: &str,
    result: &str,
    source: &mut Source,
) {
    let line = format!("    pub fn {name}({receiver}, {given}) -> {result} {{");
    if source.fits(&line) {
        return source.line(line);
    }
    source.line(format_args!("    pub fn {name}(\n        {receiver},\n        {given},"));
    source.line(format_args!("    ) -> {result} {{"));
}

/// `<A, B>`, or nothing where there are none.
fn angled(parameters: &[String]) -> String {
    if parameters.is_empty() { String::new() } else { format!("<{}>", list(parameters)) }
}
