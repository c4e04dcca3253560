//! The docs of every catalogue: no active content, no dead link, an entry for each code that the
//! world may know, and every text as it was written.

mod page;

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogues::{self, Case};
use camino::{Utf8Path, Utf8PathBuf};
use errcat_catalogue::model::{Api, Part, WireType};
use errcat_emit::prose;
use errcat_emit::prose::MDBOOK;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use page::{Page, docs, pages};

fn page_of<'a>(pages: &'a BTreeMap<String, Page>, api: &Api) -> &'a Page {
    &pages[&format!("{}/index.md", api.name.as_str())]
}

#[test]
fn links_are_harmless_and_lead_somewhere() {
    for Case { name, catalogue } in catalogues::all() {
        let pages = pages(&catalogue);
        for (path, page) in &pages {
            for link in &page.links {
                let (target, anchor) = link.split_once('#').unwrap_or((link, ""));
                let scheme = target.split_once(':').map(|(scheme, _)| scheme);
                if let Some(scheme) = scheme {
                    assert!(["http", "https", "mailto"].contains(&scheme), "{name}/{path}: {link}");
                    continue;
                }
                if !target.is_empty() && Utf8Path::new(target).extension().is_none_or(|e| e != "md")
                {
                    continue; // The catalogue's own, to somewhere beside the docs.
                }
                let file = resolve(path, target);
                let page = pages.get(&file).unwrap_or_else(|| panic!("{name}/{path}: {link}"));
                let found = anchor.is_empty() || page.anchors.iter().any(|id| id == anchor);
                assert!(found, "{name}/{path}: no anchor for {link}");
            }
        }
    }
}

fn resolve(from: &str, target: &str) -> String {
    if target.is_empty() {
        return from.to_owned();
    }
    let mut out = Utf8PathBuf::from(from);
    out.pop();
    for part in target.split('/') {
        if part == ".." {
            assert!(out.pop(), "{target} leaves the docs");
        } else {
            out.push(part);
        }
    }
    out.into_string()
}

#[test]
fn each_public_code_has_one_place_and_internal_ones_none() {
    for Case { name, catalogue } in catalogues::all() {
        let pages = pages(&catalogue);
        for page in pages.values() {
            let unique: BTreeSet<&String> = page.anchors.iter().collect();
            assert_eq!(unique.len(), page.anchors.len(), "{name}: an anchor appears twice");
        }
        for api in &catalogue.apis {
            let page = page_of(&pages, api);
            for code in &api.codes {
                let found = page.anchors.iter().any(|anchor| *anchor == code.wire.anchor());
                assert_eq!(found, code.is_public(), "{name}: {}", code.name.as_str());
                let words = |text: &str| {
                    let boundary = |c: char| !(c.is_alphanumeric() || c == '_');
                    text.split(boundary).any(|word| word == code.name.as_str())
                };
                if !code.is_public() {
                    assert!(!words(&page.text), "{name}: {}", code.name.as_str());
                }
            }
        }
    }
}

/// A part is behind its whole, with nothing but other parts between them, and each links to the other.
#[test]
fn parts_stand_behind_their_whole() {
    let mut count = 0;
    for Case { name, catalogue } in catalogues::all() {
        let pages = pages(&catalogue);
        for api in &catalogue.apis {
            let page = page_of(&pages, api);
            let place = |at: usize| api.codes[at].wire.anchor().into_owned();
            let order: Vec<usize> = page
                .anchors
                .iter()
                .filter_map(|id| api.public_codes().map(|(at, _)| at).find(|at| place(*at) == *id))
                .collect();
            let stands = |at: usize| order.iter().position(|it| *it == at).unwrap();
            let leads = |from: usize, to: usize| {
                page.behind[&place(from)].contains(&format!("#{}", place(to)))
            };
            let is_part = |mut at: usize, of: usize| {
                while let Some(parent) = api.codes[at].part_of {
                    if parent == of {
                        return true;
                    }
                    at = parent;
                }
                false
            };
            for (at, code) in api.public_codes() {
                let Some(parent) = code.part_of else { continue };
                count += 1;
                assert!(leads(at, parent) && leads(parent, at), "{name}: {}", code.name.as_str());
                if api.codes[parent].group == code.group {
                    let between = &order[stands(parent) + 1..stands(at)];
                    let only_parts = between.iter().all(|it| is_part(*it, parent));
                    assert!(only_parts, "{name}: {}", code.name.as_str());
                }
            }
        }
    }
    assert!(count > 2, "no catalogue of the tests has parts");
}

#[test]
fn text_is_shown_as_written() {
    for Case { name, catalogue } in catalogues::all() {
        let pages = pages(&catalogue);
        let has = |page: &Page, text: &str| {
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                assert!(page.text.contains(line), "{name}: no {line:?}");
            }
        };
        assert_eq!(pages["index.md"].headings[0], (1, catalogue.title.clone()));
        for info in &catalogue.statuses {
            has(&pages["statuses.md"], &info.reason);
        }
        for action in &catalogue.actions {
            has(&pages["actions.md"], &action.title);
        }
        for api in &catalogue.apis {
            let page = page_of(&pages, api);
            has(&pages["SUMMARY.md"], &api.title);
            assert_eq!(page.headings[0], (1, api.title.clone()));
            for (_, code) in api.public_codes() {
                let wire = code.wire.to_string();
                let heading = page.headings.iter().any(|(level, text)| {
                    *level == 3 && text.starts_with(&wire) && {
                        code.title == code.name.title() || text.ends_with(&code.title)
                    }
                });
                assert!(heading, "{name}: no heading for {wire:?}");
                let links = code.links.iter().map(|link| &link.title);
                for text in code.tags.iter().chain(&code.since).chain(links) {
                    has(page, text);
                }
                for part in &code.message.parts {
                    if let Part::Text(text) = part {
                        has(page, text);
                    }
                }
                for example in &code.examples {
                    let body = catalogue.example_body(api, code, example);
                    assert!(page.json.contains(&body), "{name}: no example {body}");
                }
            }
        }
    }
}

/// Whoever follows an old address finds what is there now.
#[test]
fn former_names_and_retired_codes_keep_their_places() {
    let (mut aliases, mut retired) = (0, 0);
    for Case { name, catalogue } in catalogues::all() {
        let pages = pages(&catalogue);
        for api in &catalogue.apis {
            let page = page_of(&pages, api);
            let at = |anchor: &str| page.anchors.iter().position(|id| id == anchor);
            for (_, code) in api.public_codes().filter(|_| api.wire == WireType::String) {
                for alias in &code.aliases {
                    aliases += 1;
                    let entry = at(&code.wire.anchor()).unwrap();
                    let place = at(alias.as_str()).unwrap_or_else(|| panic!("{name}: {alias:?}"));
                    assert!(place < entry && entry <= place + code.aliases.len(), "{name}");
                }
            }
            for tomb in &api.retired {
                retired += 1;
                let anchor = tomb.wire.anchor();
                assert!(at(&anchor).is_some(), "{name}: {anchor}");
                let wire = tomb.wire.to_string();
                assert!(
                    page.headings
                        .iter()
                        .any(|(level, text)| *level == 3 && text.starts_with(&wire)),
                    "{name}: {wire}"
                );
                if let Some(by) = tomb.replaced_by.map(|by| &api.codes[by])
                    && by.is_public()
                {
                    let link = format!("#{}", by.wire.anchor());
                    assert!(page.behind[&*anchor].contains(&link), "{name}: {anchor}");
                    let back = format!("#{anchor}");
                    assert!(page.behind.values().any(|links| links.contains(&back)), "{name}");
                }
            }
        }
    }
    assert!(aliases > 2 && retired > 2, "no fixture has any");
}

/// Without its comments, the block is an example of the API.
#[test]
fn annotated_examples_are_examples() {
    for Case { name, catalogue } in catalogues::all() {
        let pages = pages(&catalogue);
        for api in &catalogue.apis {
            let page = page_of(&pages, api);
            let used: BTreeSet<usize> = api.public_codes().map(|(_, code)| code.envelope).collect();
            assert_eq!(page.annotated.len(), used.len(), "{name}");
            for block in &page.annotated {
                let json: String = block.lines().map(without_comment).collect();
                let value: serde_json::Value = serde_json::from_str(&json)
                    .unwrap_or_else(|error| panic!("{name}: {error}: {block}"));
                assert!(page.json.contains(&value), "{name}: {block}");
            }
        }
    }
}

fn without_comment(line: &str) -> &str {
    let (mut quoted, mut escaped) = (false, false);
    for (at, character) in line.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '/' if !quoted => return &line[..at],
            _ => {}
        }
    }
    line
}

/// <https://llmstxt.org>: a title, a quote with a summary, sections with lists of links.
#[test]
fn llms_txt_leads_to_every_api() {
    for Case { name, catalogue } in catalogues::all() {
        let files = docs(&catalogue);
        let file = files.iter().find(|file| file.path() == "docs/src/llms.txt").unwrap();
        let (mut headings, mut links, mut quote) = (Vec::new(), Vec::new(), false);
        let mut heading: Option<String> = None;
        for event in Parser::new_ext(file.text(), MDBOOK) {
            match event {
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => headings.extend(heading.take()),
                Event::Text(text) | Event::Code(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                }
                Event::Start(Tag::BlockQuote(_)) => quote = headings.len() == 1,
                Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.into_string()),
                Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. }) => {
                    panic!("{name}: {event:?}")
                }
                _ => {}
            }
        }
        assert_eq!(headings[0], catalogue.title, "{name}");
        assert!(quote, "{name}: no summary behind the title");
        let base = catalogue.docs_url.as_ref().map(|base| format!("{base}/")).unwrap_or_default();
        for (api, heading) in catalogue.apis.iter().zip(&headings[1..]) {
            assert_eq!(*heading, api.title, "{name}");
            let address = format!("{base}{}/errors.json", api.name.as_str());
            let address = prose::address(&address).unwrap();
            assert!(links.contains(&address), "{name}: {address}");
        }
        let base = prose::address(&base).unwrap_or_default();
        for link in links.iter().filter_map(|link| link.strip_prefix(&base)) {
            let path = match link.split('#').next().unwrap() {
                folder if folder.is_empty() || folder.ends_with('/') => format!("{folder}index.md"),
                page => page.replace(".html", ".md"),
            };
            let beside = path == "catalogue.json" || path.starts_with("openapi/");
            let external = beside || path.contains("://") || path.starts_with("../");
            let exists = files.iter().any(|file| file.path() == format!("docs/src/{path}"));
            assert!(external || exists, "{name}: {link}");
        }
    }
}

#[test]
fn pages_have_one_title_and_no_directives() {
    for Case { name, catalogue } in catalogues::all() {
        for file in docs(&catalogue) {
            let directive = file.text().match_indices("{{").any(|(at, _)| {
                file.text()[at..].trim_start_matches('{').trim_start().starts_with('#')
            });
            // mdBook looks for them in pages alone.
            let is_page = Utf8Path::new(file.path()).extension() == Some("md");
            assert!(!directive || !is_page, "{name}: {}", file.path());
            assert!(
                file.text().ends_with('\n') && !file.text().ends_with("\n\n"),
                "{}",
                file.path()
            );
            assert!(!file.text().contains("\n\n\n"), "{name}: {} has gaps", file.path());
        }
        for (path, page) in pages(&catalogue) {
            let titles = page.headings.iter().filter(|(level, _)| *level == 1).count();
            assert_eq!(titles, 1, "{name}/{path}");
        }
    }
}

/// Sites make ids of headings, as mdBook does here, and find the first place of an id: each is there once,
/// and each code's heading keeps the one that lists of headings need.
#[test]
fn no_heading_takes_the_place_of_a_code() {
    let id = |text: &str| -> String {
        let kept = |c: &char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '-');
        let dashed = |c: char| if c.is_whitespace() { '-' } else { c };
        text.trim().to_lowercase().chars().filter(kept).map(dashed).collect()
    };
    let mut untitled = 0;
    for Case { name, catalogue } in catalogues::all() {
        for (path, page) in pages(&catalogue) {
            let mut used = BTreeSet::new();
            for (_, heading) in &page.headings {
                let plain = id(heading);
                let mut unique = plain.clone();
                for number in 1.. {
                    if used.insert(unique.clone()) {
                        break;
                    }
                    unique = format!("{plain}-{number}");
                }
                assert!(!page.anchors.contains(&unique), "{name}/{path}: {heading}");
            }
        }
        let codes = catalogue.apis.iter().flat_map(Api::public_codes);
        untitled += codes
            .filter(|(_, code)| id(&code.wire.text()) == code.wire.anchor())
            .filter(|(_, code)| code.title == code.name.title())
            .count();
    }
    assert!(untitled > 10, "{untitled} codes have no title and are as their ids");
}

/// Placeholders may stand side by side: what is shown is the message.
#[test]
fn messages_are_shown_as_written() {
    let mut neighbours = 0;
    for Case { name, catalogue } in catalogues::all() {
        let pages = pages(&catalogue);
        for api in &catalogue.apis {
            let text = page_of(&pages, api).text.replace(['\n', ' '], "");
            for (_, code) in api.public_codes() {
                let part = |part: &Part| match part {
                    Part::Text(text) => text.clone(),
                    Part::Field(index) => {
                        format!("{{{}}}", api.detail_fields(code).unwrap()[*index].wire)
                    }
                    Part::Slot(index) => {
                        format!("{{{}}}", api.envelope(code).slots[*index].name.as_str())
                    }
                };
                let source: String = code.message.parts.iter().map(part).collect();
                let shown = source.replace(['\n', ' ', '\t'], "");
                assert!(text.replace('\t', "").contains(&shown), "{name}: no {shown:?}");
                neighbours += usize::from(code.message.source.contains("}{"));
            }
        }
    }
    assert!(neighbours > 0, "no message has placeholders side by side");
}

/// Whatever a script gets, it never takes text for HTML or for code.
#[test]
fn scripts_write_no_html() {
    const MARKUP: &[&str] = &[
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "DOMParser",
        "srcdoc",
        "createContextualFragment",
        "setHTML",
        "eval(",
        "Function(",
        "setAttribute('on",
    ];
    let case = catalogues::all().into_iter().next().unwrap();
    let files = docs(&case.catalogue);
    let scripts: Vec<_> =
        files.iter().filter(|file| Utf8Path::new(file.path()).extension() == Some("js")).collect();
    assert_eq!(scripts.len(), 4);
    for script in scripts {
        let found: Vec<_> = MARKUP.iter().filter(|mark| script.text().contains(**mark)).collect();
        assert!(
            found.is_empty() || script.path().ends_with("codes-index.js"),
            "{}: {found:?}",
            script.path()
        );
    }
}

#[test]
fn the_index_of_codes_is_data_alone() {
    for Case { name, catalogue } in catalogues::all() {
        let files = docs(&catalogue);
        let file = files.iter().find(|file| file.path() == "docs/src/codes-index.js").unwrap();
        let script = file.text().split_once("globalThis.errcatIndex = ").unwrap().1;
        assert!(!script.contains('<'), "{name}");
        let index: serde_json::Value =
            serde_json::from_str(script.strip_suffix(";\n").unwrap()).unwrap();
        for (api, entry) in catalogue.apis.iter().zip(index["apis"].as_array().unwrap()) {
            assert_eq!(entry["title"], api.title);
            let wires: Vec<_> = api.public_codes().map(|(_, code)| code.wire.json()).collect();
            let found = entry["codes"].as_array().unwrap().iter().map(|code| code[0].clone());
            assert_eq!(found.collect::<Vec<_>>(), wires, "{name}");
        }
    }
}

#[test]
fn pictures_are_whole_and_harmless() {
    for Case { name, catalogue } in catalogues::all() {
        let mut pictures = 0;
        let files = docs(&catalogue);
        let is_picture = |path: &str| Utf8Path::new(path).extension() == Some("svg");
        for file in files.iter().filter(|file| is_picture(file.path())) {
            let tree = roxmltree::Document::parse(file.text()).unwrap();
            let root = tree.root_element();
            assert_eq!((root.tag_name().name(), root.attribute("role")), ("svg", Some("img")));
            let allowed = ["svg", "title", "desc", "style", "g", "rect", "text", "path"];
            for element in root.descendants().filter(roxmltree::Node::is_element) {
                assert!(allowed.contains(&element.tag_name().name()), "{name}/{}", file.path());
                for attribute in element.attributes() {
                    let what = attribute.name();
                    assert!(!what.starts_with("on") && !what.contains("href"), "{name}: {what}");
                }
            }
            let text = |tag: &str| {
                let found = root.children().find(|child| child.has_tag_name(tag));
                found.and_then(|found| found.text()).unwrap_or_default().to_owned()
            };
            assert!(!text("title").is_empty() && !text("desc").is_empty(), "{name}");
            for api in &catalogue.apis {
                if file.path() == format!("docs/src/{}/decision.svg", api.name.as_str()) {
                    assert!(text("title").contains(&api.title), "{name}: {}", text("title"));
                }
            }
            pictures += 1;
        }
        let acts = |api: &&Api| api.public_codes().any(|(_, code)| code.action.is_some());
        let conversions = usize::from(!catalogue.conversions.is_empty());
        assert_eq!(pictures, catalogue.apis.iter().filter(acts).count() + conversions, "{name}");
    }
}

#[test]
fn the_book_lists_its_pages() {
    for Case { name, catalogue } in catalogues::all() {
        let pages = pages(&catalogue);
        let unlisted = ["SUMMARY.md", "404.md"];
        let listed: BTreeSet<&str> = pages["SUMMARY.md"].links.iter().map(String::as_str).collect();
        let written: BTreeSet<&str> =
            pages.keys().map(String::as_str).filter(|path| !unlisted.contains(path)).collect();
        assert_eq!(listed, written, "{name}");
        let files = docs(&catalogue);
        let settings = files.iter().find(|file| file.path() == "docs/book.toml").unwrap();
        let settings: toml::Table = toml::from_str(settings.text()).unwrap();
        assert_eq!(settings["book"]["title"].as_str(), Some(catalogue.title.as_str()));
        assert_eq!(settings["build"]["use-default-preprocessors"].as_bool(), Some(false));
        // The book's own search takes titles for HTML.
        assert_eq!(settings["output"]["html"]["search"]["enable"].as_bool(), Some(false));
    }
}
