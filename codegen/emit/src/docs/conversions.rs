//! The page of the tables between APIs.

use super::links::Site;
use super::page::Page;
use super::pictures::conversions as picture;
use crate::output::Artifact;
use crate::prose::{Embed, link, plain};
use errcat_catalogue::model::{Catalogue, CodeRef, Conversion, Target};

/// The page and its picture, where there are tables.
pub(super) fn files(catalogue: &Catalogue) -> Vec<Artifact> {
    if catalogue.conversions.is_empty() {
        return Vec::new();
    }
    vec![page(catalogue), picture::picture(catalogue)]
}

fn page(catalogue: &Catalogue) -> Artifact {
    let site = &Site::root(catalogue);
    let mut page = Page::new();
    page.heading(1, "Conversions");
    page.block(
        "How the codes of one API translate to the codes of another, for a gateway that reports \
            the errors of the APIs behind it. A conversion does not carry details.",
    );
    page.block(picture::shown());
    for conversion in &catalogue.conversions {
        table(site, conversion, &mut page);
    }
    Artifact::markdown(
        catalogue,
        "docs/src/conversions.md",
        "catalogue/conversions.toml",
        page.finish(),
    )
}

fn table(site: &Site<'_>, conversion: &Conversion, page: &mut Page) {
    let from = &site.catalogue.apis[conversion.from];
    let to = &site.catalogue.apis[conversion.to];
    page.anchor(&format!("conversion:{}:{}", from.name.as_str(), to.name.as_str()));
    page.heading(2, format!("{} → {}", plain(&from.title), plain(&to.title)));
    if let Some(description) = &conversion.description {
        page.block(site.block(description, 2));
    }
    let code = |api, code| site.to(Target::Code(CodeRef { api, code }), Embed::Cell);
    let pairs =
        || conversion.codes.iter().enumerate().filter(|(at, _)| from.codes[*at].is_public());
    let rows: Vec<[String; 2]> = pairs()
        .filter_map(|(at, to)| Some([code(conversion.from, at), code(conversion.to, (*to)?)]))
        .collect();
    let title = |index: usize| plain(&site.catalogue.apis[index].title);
    let header = [title(conversion.from), title(conversion.to)];
    page.table(header.each_ref().map(String::as_str), &rows);
    let none: Vec<String> =
        pairs().filter(|(_, to)| to.is_none()).map(|(at, _)| code(conversion.from, at)).collect();
    if !none.is_empty() {
        page.block(format!("Codes without a counterpart: {}.", none.join(", ")));
    }
    if let Some(otherwise) = conversion.otherwise {
        let otherwise = code(conversion.to, otherwise);
        page.block(format!("An unknown code becomes {otherwise}."));
    }
}

/// Links to these tables, which start from or lead to the API of the page.
pub(super) fn of_api(site: &Site<'_>, conversions: &[usize]) -> Vec<String> {
    conversions
        .iter()
        .map(|at| {
            let conversion = &site.catalogue.conversions[*at];
            let from = &site.catalogue.apis[conversion.from];
            let to = &site.catalogue.apis[conversion.to];
            let place = format!("#conversion:{}:{}", from.name.as_str(), to.name.as_str());
            let label = format!("{} → {}", plain(&from.title), plain(&to.title));
            link(&label, &format!("{}{place}", site.shared("conversions.md")))
        })
        .collect()
}
