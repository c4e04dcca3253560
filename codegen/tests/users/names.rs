//! The names of a crate: what is where, under which public paths, and what a path in a module means.

use std::collections::{HashMap, HashSet, VecDeque};

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use syn::{Item, UseTree, Visibility};

/// What a name in a module is.
enum Entry {
    Module(String),
    Item(String),
    /// What is imported under it, as a path in the module.
    Use(Vec<String>),
    /// Something of another crate.
    Foreign(Vec<String>),
}

#[derive(Default)]
struct Module {
    types: HashMap<String, Entry>,
    values: HashMap<String, Entry>,
    /// The public names, in their order.
    public: Vec<String>,
}

/// What a path means.
enum Meaning {
    Module(String),
    /// An item by its path in the crate, and how many parts of the path that was.
    Item(String, usize),
    Foreign(Vec<String>),
}

/// The names of a crate. Paths in it are texts: `iozen::code::Code`, and `` for its root.
pub struct Names {
    crate_name: String,
    modules: HashMap<String, Module>,
    /// The public paths of items, the shortest first.
    public: HashMap<String, Vec<String>>,
}

/// Within what a type stands.
#[derive(Default, Clone)]
pub struct Scope {
    pub module: String,
    /// What `Self` is, translated.
    pub own: Option<TokenStream>,
    /// The parameters of types.
    pub parameters: HashSet<String>,
}

/// How lifetimes are written that are not.
pub enum Elided<'a> {
    /// They stay as they are.
    Kept,
    /// Each is one of its own.
    Fresh(&'a mut Vec<String>),
    /// All are this one.
    Of(&'a str),
}

impl Names {
    /// Those of the crate whose root has these items, macros expanded.
    pub fn of(crate_name: &str, items: &[Item]) -> Self {
        let (modules, public) = (HashMap::new(), HashMap::new());
        let mut names = Self { crate_name: crate_name.to_owned(), modules, public };
        names.read("", items);
        names.publish();
        names
    }

    fn read(&mut self, at: &str, items: &[Item]) {
        let mut module = Module::default();
        for item in items {
            let (name, visibility, is_type) = match item {
                Item::Mod(it) => {
                    let path = join(at, &it.ident.to_string());
                    self.read(&path, it.content.as_ref().map_or(&[], |(_, items)| items));
                    module.types.insert(it.ident.to_string(), Entry::Module(path));
                    if is_public(&it.vis) {
                        module.public.push(it.ident.to_string());
                    }
                    continue;
                }
                Item::Use(it) => {
                    let mut found = Vec::new();
                    imports(&it.tree, &mut Vec::new(), &mut found);
                    for (name, path) in found {
                        if is_public(&it.vis) {
                            module.public.push(name.clone());
                        }
                        module.values.insert(name.clone(), Entry::Use(path.clone()));
                        module.types.insert(name, Entry::Use(path));
                    }
                    continue;
                }
                Item::ExternCrate(it) => {
                    let name = it.rename.as_ref().map_or(&it.ident, |(_, name)| name).to_string();
                    module.types.insert(name, Entry::Foreign(vec!["std".to_owned()]));
                    continue;
                }
                Item::Enum(it) => (&it.ident, &it.vis, true),
                Item::Struct(it) => (&it.ident, &it.vis, true),
                Item::Type(it) => (&it.ident, &it.vis, true),
                Item::Trait(it) => (&it.ident, &it.vis, true),
                Item::Fn(it) => (&it.sig.ident, &it.vis, false),
                Item::Const(it) => (&it.ident, &it.vis, false),
                Item::Static(it) => (&it.ident, &it.vis, false),
                _ => continue,
            };
            let entries = if is_type { &mut module.types } else { &mut module.values };
            entries.insert(name.to_string(), Entry::Item(join(at, &name.to_string())));
            if is_public(visibility) {
                module.public.push(name.to_string());
            }
        }
        self.modules.insert(at.to_owned(), module);
    }

    /// Finds all public paths.
    fn publish(&mut self) {
        let mut public: HashMap<String, Vec<String>> = HashMap::new();
        let mut seen = HashSet::new();
        let mut next = VecDeque::from([(String::new(), String::new())]);
        while let Some((module, path)) = next.pop_front() {
            if !seen.insert((module.clone(), path.clone())) || path.split("::").count() > 8 {
                continue;
            }
            for name in &self.modules[&module].public {
                let path = join(&path, name);
                for types in [true, false] {
                    match self.resolve(&module, std::slice::from_ref(name), types, 0) {
                        Some(Meaning::Module(it)) => next.push_back((it, path.clone())),
                        Some(Meaning::Item(it, _)) => {
                            let paths = public.entry(it).or_default();
                            if !paths.contains(&path) {
                                paths.push(path.clone());
                            }
                        }
                        Some(Meaning::Foreign(_)) | None => {}
                    }
                }
            }
        }
        self.public = public;
    }

    /// What a path in a module means; `None` where it is of the prelude.
    fn resolve(&self, module: &str, path: &[String], types: bool, depth: usize) -> Option<Meaning> {
        assert!(depth < 16, "{path:?} leads in a circle");
        let (mut at, mut next) = (module.to_owned(), 0);
        match path[0].as_str() {
            "crate" => (at, next) = (String::new(), 1),
            "self" => next = 1,
            "super" => {
                while path.get(next).is_some_and(|it| it == "super") {
                    at = at.rsplit_once("::").map_or("", |(above, _)| above).to_owned();
                    next += 1;
                }
            }
            first => {
                let own = &self.modules[module];
                let is_known = own.types.contains_key(first) || own.values.contains_key(first);
                let foreign = self.modules[""].types.get(first);
                if let Some(Entry::Foreign(of)) = foreign.filter(|_| !is_known) {
                    return Some(Meaning::Foreign([of, &path[1..]].concat()));
                }
                if !is_known && ["core", "std", "serde"].contains(&first) {
                    return Some(Meaning::Foreign(path.to_vec()));
                }
            }
        }
        while let Some(name) = path.get(next) {
            next += 1;
            let entries = &self.modules[&at];
            let is_last = next == path.len();
            let entries = if types || !is_last { &entries.types } else { &entries.values };
            match entries.get(name)? {
                Entry::Module(path) => at.clone_from(path),
                Entry::Item(item) => return Some(Meaning::Item(item.clone(), next)),
                Entry::Foreign(of) => {
                    return Some(Meaning::Foreign([of, &path[next..]].concat()));
                }
                Entry::Use(imported) => {
                    match self.resolve(&at, imported, types || !is_last, depth + 1)? {
                        Meaning::Module(path) => at = path,
                        Meaning::Item(item, _) => return Some(Meaning::Item(item, next)),
                        Meaning::Foreign(of) => {
                            return Some(Meaning::Foreign([&of, &path[next..]].concat()));
                        }
                    }
                }
            }
        }
        Some(Meaning::Module(at))
    }

    /// Under which paths an item can be named from outside.
    pub fn paths(&self, module: &str, name: &str) -> &[String] {
        self.public.get(&join(module, name)).map_or(&[], Vec::as_slice)
    }

    /// A public path as another crate writes it.
    pub fn outside(&self, path: &str) -> TokenStream {
        format!("::{}::{path}", self.crate_name).parse().unwrap()
    }

    /// Tokens of a type, a bound or the like as another crate writes them; `None` where that cannot name
    /// something in it.
    pub fn translate(
        &self,
        tokens: TokenStream,
        scope: &Scope,
        elided: &mut Elided<'_>,
    ) -> Option<TokenStream> {
        let all: Vec<TokenTree> = tokens.into_iter().collect();
        let mut out = TokenStream::new();
        let mut at = 0;
        let is = |at: usize, sign: char| matches!(all.get(at), Some(TokenTree::Punct(it)) if it.as_char() == sign);
        // Two colons of one token.
        let is_path = |at: usize| {
            is(at + 1, ':')
                && matches!(all.get(at), Some(TokenTree::Punct(it))
                    if it.as_char() == ':' && it.spacing() == Spacing::Joint)
        };
        let word = |at: usize| match all.get(at) {
            Some(TokenTree::Ident(it)) => Some(it.to_string()),
            _ => None,
        };
        while let Some(token) = all.get(at) {
            at += 1;
            match token {
                TokenTree::Group(group) => {
                    // Lifetimes of a function's arguments are its own.
                    let is_call = group.delimiter() == Delimiter::Parenthesis
                        && at >= 2
                        && word(at - 2).is_some_and(|it| it.to_lowercase().starts_with("fn"));
                    let mut kept = Elided::Kept;
                    let elided = if is_call { &mut kept } else { &mut *elided };
                    let inner = self.translate(group.stream(), scope, elided)?;
                    out.extend([TokenTree::Group(Group::new(group.delimiter(), inner))]);
                }
                TokenTree::Punct(it) if it.as_char() == '\'' => {
                    let name = word(at)?;
                    at += 1;
                    let named = if name == "_" { elided.next() } else { None };
                    lifetime(&named.unwrap_or(name), &mut out);
                }
                TokenTree::Punct(it) if it.as_char() == '&' => {
                    out.extend([token.clone()]);
                    if !is(at, '\'')
                        && let Some(name) = elided.next()
                    {
                        lifetime(&name, &mut out);
                    }
                }
                // What is absolute, or of a type: as it is.
                TokenTree::Punct(_) if is_path(at - 1) => {
                    out.extend(all[at - 1..(at + 2).min(all.len())].iter().cloned());
                    at += 2;
                    while is_path(at) && word(at + 2).is_some() {
                        out.extend(all[at..at + 3].iter().cloned());
                        at += 3;
                    }
                }
                TokenTree::Ident(it) => {
                    let mut path = vec![it.to_string()];
                    while is_path(at) && word(at + 2).is_some() {
                        path.extend(word(at + 2));
                        at += 3;
                    }
                    let is_bound = is(at, '=') || is(at, ':') && !is_path(at);
                    out.extend(if is_bound && path.len() == 1 {
                        TokenStream::from(token.clone())
                    } else {
                        self.path(&path, scope)?
                    });
                }
                _ => out.extend([token.clone()]),
            }
        }
        Some(out)
    }

    fn path(&self, path: &[String], scope: &Scope) -> Option<TokenStream> {
        let as_is = |path: &[String]| path.join("::").parse().ok();
        if path[0] == "Self" {
            let own = scope.own.clone()?;
            let rest: Vec<Ident> = path[1..].iter().map(|it| syn::parse_str(it).unwrap()).collect();
            return Some(if rest.is_empty() { own } else { quote::quote!(<#own>::#(#rest)::*) });
        }
        if scope.parameters.contains(&path[0]) || KEYWORDS.contains(&path[0].as_str()) {
            return as_is(path);
        }
        match self.resolve(&scope.module, path, true, 0) {
            None => as_is(path),
            Some(Meaning::Foreign(path)) => format!("::{}", path.join("::")).parse().ok(),
            Some(Meaning::Module(_)) => None,
            Some(Meaning::Item(item, used)) => {
                let public = self.public.get(&item)?.first()?;
                let rest: Vec<_> = path[used..].iter().map(|it| format!("::{it}")).collect();
                format!("::{}::{public}{}", self.crate_name, rest.concat()).parse().ok()
            }
        }
    }
}

impl Elided<'_> {
    fn next(&mut self) -> Option<String> {
        match self {
            Elided::Kept => None,
            Elided::Fresh(all) => {
                let name = format!("e{}", all.len());
                all.push(name.clone());
                Some(name)
            }
            Elided::Of(name) => Some((*name).to_owned()),
        }
    }
}

const KEYWORDS: &[&str] = &["fn", "mut", "dyn", "impl", "for", "where", "const", "as", "unsafe"];

fn lifetime(name: &str, out: &mut TokenStream) {
    out.extend([
        TokenTree::Punct(Punct::new('\'', Spacing::Joint)),
        TokenTree::Ident(Ident::new(name, Span::call_site())),
    ]);
}

/// The names that a `use` brings, with the paths that it takes them from.
fn imports(tree: &UseTree, path: &mut Vec<String>, found: &mut Vec<(String, Vec<String>)>) {
    match tree {
        UseTree::Path(it) => {
            path.push(it.ident.to_string());
            imports(&it.tree, path, found);
            path.pop();
        }
        UseTree::Name(it) if it.ident == "self" => {
            found.push((path.last().unwrap().clone(), path.clone()));
        }
        UseTree::Name(it) => {
            let name = it.ident.to_string();
            found.push((name.clone(), [path.as_slice(), &[name]].concat()));
        }
        UseTree::Rename(it) => {
            let whole = [path.as_slice(), &[it.ident.to_string()]].concat();
            found.push((it.rename.to_string(), whole));
        }
        UseTree::Glob(_) => {}
        UseTree::Group(it) => it.items.iter().for_each(|tree| imports(tree, path, found)),
    }
}

pub fn join(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

pub fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
