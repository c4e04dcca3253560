//! What is told of a code, a line for each key. `catalogue.json` has all of them, the OpenAPI documents
//! some (`x-error`); `show` lists those with a label, and `diff` asks what a key is about. So a key that only
//! tells something has its line here, and nowhere else.

use std::borrow::Cow;

use errcat_catalogue::model::{Action, Api, Catalogue, Code, Grpc, Prose};
use errcat_catalogue::name::Name;
use serde::Serialize;
use serde_json::Value as Json;

use super::api::{LinkEntry, links};
use super::code::{DetailsEntry, Examples, Extent, details};
use crate::{public_view, toml_names};

/// Something that is told of a code.
pub struct Fact {
    /// Its key.
    pub key: &'static str,
    /// What it is about.
    pub about: About,
    /// What people call it in a list of facts that speak for themselves.
    pub label: Option<&'static str>,
    /// The other code that it names.
    pub(crate) leads: Option<Lead>,
    /// Whether it has a column in the table of codes, behind those that are there.
    column: bool,
    /// What `catalogue.json` has.
    json: Tells,
    /// What OpenAPI documents have.
    openapi: Option<Tells>,
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// What people read.
    Words,
    /// What a client does.
    Conduct,
    /// The wire value, and what it is called.
    Shape,
}

/// Another code of the same API that a code names. The docs link both to each other.
pub(crate) struct Lead {
    pub to: fn(&Code) -> Option<usize>,
    /// What the docs call the other code.
    pub there: &'static str,
    /// What they call at the other code those that name it.
    pub back: &'static str,
}

type Tells = for<'a> fn(View<'a>) -> Told<'a>;

/// A code, and what is around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    pub catalogue: &'a Catalogue,
    /// The index of its API.
    pub at: usize,
    pub code: &'a Code,
    pub extent: Extent,
}

/// What is told.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Told<'a> {
    #[serde(skip)]
    Nothing,
    Text(Cow<'a, str>),
    Texts(Vec<Cow<'a, str>>),
    Json(Json),
    List(Vec<Json>),
    Links(Vec<LinkEntry<'a>>),
    Details(DetailsEntry<'a>),
    Retry {
        kind: &'static str,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        after: Vec<Json>,
    },
    Deprecated {
        #[serde(skip_serializing_if = "Option::is_none")]
        since: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        sunset: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        replaced_by: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<&'a str>,
    },
    Examples(Examples<'a>),
}

/// All keys, in the order in which they are told.
pub static FACTS: &[Fact] = &[
    shape("name", |it| text(it.code.name.as_str())).everywhere(),
    shape("wire", |it| Told::Json(it.code.wire.json())).everywhere(),
    words("group", |it| text(it.api().groups[it.code.group].name.as_str())).everywhere(),
    shape("envelope", |it| text(it.api().envelope(it.code).name.as_str())),
    conduct("status", |it| {
        it.code.status().map_or(Told::Nothing, |status| Told::Json(toml_names::status(status)))
    }),
    conduct("statuses", |it| {
        list(it.code.statuses.iter().copied().map(toml_names::status).collect())
    })
    .everywhere(),
    words("title", |it| text(&it.code.title)).everywhere(),
    words("message", |it| text(&it.code.message.source)).everywhere(),
    words("description", |it| prose(it.code.description.as_ref().filter(|_| it.whole()))),
    conduct("action", |it| maybe(it.action().map(|action| action.name.as_str()))).everywhere(),
    words("advice", |it| {
        // Do not repeat the action's own advice.
        prose(it.code.advice.as_ref().filter(|advice| it.whole() || it.is_own(advice)))
    }),
    conduct("actor", |it| maybe(it.action().map(|action| action.actor.as_str()))),
    conduct("retry", |it| match it.action() {
        Some(action) => Told::Retry {
            kind: action.retry.as_str(),
            after: toml_names::places(it.api(), it.code),
        },
        None => Told::Nothing,
    })
    .in_openapi(|it| maybe(it.action().map(|action| action.retry.as_str()))),
    conduct("retry_after", |_| Told::Nothing)
        .in_openapi(|it| list(toml_names::places(it.api(), it.code))),
    conduct("grpc", |it| maybe(it.code.grpc.map(Grpc::as_str))).everywhere(),
    words("causes", |it| all(&it.code.causes, it.whole())),
    words("troubleshooting", |it| all(&it.code.troubleshooting, it.whole())),
    shape("details", |it| match &it.code.details {
        Some(of) => Told::Details(details(it.api(), of)),
        None => Told::Nothing,
    }),
    shape("fills", |it| texts(it.code.fills.iter().map(|index| it.slot(*index)))),
    shape("set", |it| object(it.code.set.iter().map(|(index, value)| (it.slot(*index), value)))),
    words("examples", |it| Told::Examples(Examples(it))),
    lead("part_of", Lead { to: |code| code.part_of, there: "Part of", back: "Parts" }, |it| {
        maybe(it.code.part_of.map(|whole| it.api().codes[whole].name.as_str()))
    })
    .labelled("part of")
    .in_the_table()
    .everywhere(),
    words("see_also", |it| {
        let others = public_view::see_also(it.catalogue, it.code);
        let names = others.map(|other| toml_names::code_text(&it.catalogue.apis, it.at, other));
        texts(names)
    })
    .labelled("see also")
    .everywhere(),
    words("links", |it| match links(&it.code.links) {
        links if links.is_empty() => Told::Nothing,
        links => Told::Links(links),
    }),
    shape("aliases", |it| texts(it.code.aliases.iter().map(Name::as_str)))
        .labelled("aliases")
        .everywhere(),
    words("since", |it| maybe(it.code.since.as_deref())).labelled("since").everywhere(),
    conduct("deprecated", |it| it.deprecated(true)).in_openapi(|it| it.deprecated(false)),
    words("tags", |it| texts(it.code.tags.iter().map(String::as_str)))
        .labelled("tags")
        .everywhere(),
    words("meta", |it| {
        let name = |index: usize| it.api().meta[index].name.as_str();
        object(it.code.meta.iter().map(|(index, value)| (name(*index), value)))
    }),
    words("permalink", |it| match it.catalogue.permalink(it.api(), &it.code.wire) {
        Some(link) => Told::Text(link.into()),
        None => Told::Nothing,
    }),
];

/// The names of the columns that facts have.
pub(crate) fn columns() -> impl Iterator<Item = &'static str> {
    FACTS.iter().filter(|fact| fact.column).map(|fact| fact.key)
}

/// What is told of `key`.
pub fn fact(key: &str) -> Option<&'static Fact> {
    FACTS.iter().find(|fact| fact.key == key)
}

const fn about(about: About, key: &'static str, json: Tells) -> Fact {
    Fact { key, about, label: None, leads: None, column: false, json, openapi: None }
}

const fn lead(key: &'static str, lead: Lead, json: Tells) -> Fact {
    Fact { leads: Some(lead), ..words(key, json) }
}

const fn words(key: &'static str, json: Tells) -> Fact {
    about(About::Words, key, json)
}

const fn conduct(key: &'static str, json: Tells) -> Fact {
    about(About::Conduct, key, json)
}

const fn shape(key: &'static str, json: Tells) -> Fact {
    about(About::Shape, key, json)
}

impl Fact {
    /// OpenAPI documents have the same.
    const fn everywhere(self) -> Self {
        Self { openapi: Some(self.json), ..self }
    }

    /// OpenAPI documents have this.
    const fn in_openapi(self, tells: Tells) -> Self {
        Self { openapi: Some(tells), ..self }
    }

    const fn in_the_table(self) -> Self {
        Self { column: true, ..self }
    }

    const fn labelled(self, label: &'static str) -> Self {
        Self { label: Some(label), ..self }
    }
}

impl<'a> View<'a> {
    /// What `catalogue.json` has, key by key.
    pub(crate) fn json(self) -> impl Iterator<Item = (&'static str, Told<'a>)> {
        told(FACTS.iter().map(move |fact| (fact.key, (fact.json)(self))))
    }

    /// What OpenAPI documents have.
    pub(crate) fn openapi(self) -> impl Iterator<Item = (&'static str, Told<'a>)> {
        told(FACTS.iter().filter_map(move |fact| Some((fact.key, (fact.openapi?)(self)))))
    }

    /// What is in the columns of facts: names, with spaces between them.
    pub(crate) fn cells(self) -> impl Iterator<Item = Cow<'a, str>> {
        FACTS.iter().filter(|fact| fact.column).map(move |fact| match (fact.json)(self) {
            Told::Text(text) => text,
            Told::Texts(texts) => texts.join(" ").into(),
            _ => Cow::Borrowed(""),
        })
    }

    pub(crate) fn api(self) -> &'a Api {
        &self.catalogue.apis[self.at]
    }

    pub(crate) fn whole(self) -> bool {
        self.extent == Extent::Whole
    }

    fn action(self) -> Option<&'a Action> {
        self.code.action.map(|id| self.catalogue.action(id))
    }

    /// Whether an advice is not that of the code's action.
    fn is_own(self, advice: &Prose) -> bool {
        let own = self.code.action.and_then(|id| self.api().own_action(id)).map(|own| &own.advice);
        let common = own.or_else(|| self.action().map(|action| &action.advice));
        common.is_none_or(|common| common.source != advice.source)
    }

    fn slot(self, index: usize) -> &'a str {
        self.api().envelope(self.code).slots[index].name.as_str()
    }

    fn deprecated(self, whole: bool) -> Told<'a> {
        let Some(deprecated) = &self.code.deprecated else { return Told::Nothing };
        Told::Deprecated {
            since: deprecated.since.as_deref(),
            sunset: deprecated.sunset.as_deref(),
            replaced_by: public_view::successor(self.api(), deprecated.replaced_by),
            note: super::maybe(deprecated.note.as_ref().filter(|_| whole)),
        }
    }
}

fn told<'a>(
    facts: impl Iterator<Item = (&'static str, Told<'a>)>,
) -> impl Iterator<Item = (&'static str, Told<'a>)> {
    facts.filter(|(_, value)| !matches!(value, Told::Nothing))
}

fn text(text: &str) -> Told<'_> {
    Told::Text(text.into())
}

fn maybe(text: Option<&str>) -> Told<'_> {
    text.map_or(Told::Nothing, |text| Told::Text(text.into()))
}

fn prose(prose: Option<&Prose>) -> Told<'_> {
    maybe(prose.map(|prose| prose.source.as_str()))
}

fn texts<'a, T: Into<Cow<'a, str>>>(items: impl Iterator<Item = T>) -> Told<'a> {
    let items: Vec<Cow<'a, str>> = items.map(Into::into).collect();
    if items.is_empty() { Told::Nothing } else { Told::Texts(items) }
}

fn all(items: &[Prose], whole: bool) -> Told<'_> {
    texts(items.iter().filter(|_| whole).map(|prose| prose.source.as_str()))
}

fn list<'a>(items: Vec<Json>) -> Told<'a> {
    if items.is_empty() { Told::Nothing } else { Told::List(items) }
}

/// An object, if it has any keys.
fn object<'a, 'v>(entries: impl Iterator<Item = (&'v str, &'v Json)>) -> Told<'a> {
    let map: serde_json::Map<_, _> =
        entries.map(|(key, value)| (key.to_owned(), value.clone())).collect();
    if map.is_empty() { Told::Nothing } else { Told::Json(Json::Object(map)) }
}
