//! Which APIs have their codes converted to which others, and how many of them.

use std::collections::HashMap;

use super::svg::{BOX, GAP, MARGIN, Svg};
use crate::output::Artifact;
use errcat_catalogue::model::{Catalogue, Conversion};

/// More conversions are counted, not drawn.
const MOST: usize = 40;
const NODE: u32 = 230;
const ARROW: u32 = 280;
const WIDTH: u32 = 2 * MARGIN + 2 * NODE + ARROW;

/// Markdown that shows the picture.
pub(in crate::docs) fn shown() -> String {
    super::shown("Which APIs' codes convert to which others', and how many", "conversions.svg")
}

/// The picture: a row per conversion, those from one API together.
pub(in crate::docs) fn picture(catalogue: &Catalogue) -> Artifact {
    let mut conversions: Vec<&Conversion> = catalogue.conversions.iter().collect();
    // In the order in which the APIs first appear on the left.
    let mut first: HashMap<usize, usize> = HashMap::new();
    for (at, one) in catalogue.conversions.iter().enumerate() {
        first.entry(one.from).or_insert(at);
    }
    conversions.sort_by_key(|one| first.get(&one.from));
    let title = |index: usize| catalogue.apis[index].title.as_str();
    let mut svg = Svg::new(WIDTH);
    let mut words = Vec::new();
    let mut y = MARGIN;
    let drawn = &conversions[..conversions.len().min(MOST)];
    for group in drawn.chunk_by(|a, b| a.from == b.from) {
        let begin = y;
        let mut middles = Vec::new();
        for conversion in group {
            let (mapped, all) = counts(catalogue, conversion);
            let middle = y + BOX / 2;
            let left = MARGIN + NODE;
            svg.arrow(left + 30, left + ARROW, middle);
            let label = if mapped == all {
                format!("all {all} codes")
            } else {
                format!("{mapped} of {all} codes")
            };
            svg.quiet(left + 44, middle - 7, &label);
            svg.bar(left + 44, middle + 8, 150, mapped, all);
            svg.node(left + ARROW, y, (NODE, BOX), title(conversion.to), "");
            words.push(format!("{} to {}: {label}", title(conversion.from), title(conversion.to)));
            middles.push(middle);
            y += BOX + GAP;
        }
        let end = y - GAP;
        let middle = u32::midpoint(begin, end);
        svg.node(MARGIN, middle - BOX / 2, (NODE, BOX), title(group[0].from), "");
        // From the box to the arrows: a trunk with a branch for each.
        let (left, trunk) = (MARGIN + NODE, MARGIN + NODE + 30);
        svg.line(&format!("M{left} {middle}H{trunk}"));
        if let [top, .., bottom] = middles.as_slice() {
            svg.line(&format!("M{trunk} {top}V{bottom}"));
        }
        y += GAP;
    }
    let more = conversions.len() - drawn.len();
    if more > 0 {
        let note = format!("and {more} more, each in a table on the page");
        svg.quiet(MARGIN, y + 10, &note);
        words.push(note);
        y += BOX;
    }
    let text = svg.finish(y - 2 * GAP + MARGIN, "Conversions between APIs", &words.join("; "));
    Artifact::svg(catalogue, "docs/src/conversions.svg", "catalogue/conversions.toml", &text)
}

/// How many public codes have a counterpart, and how many there are.
fn counts(catalogue: &Catalogue, conversion: &Conversion) -> (usize, usize) {
    let from = &catalogue.apis[conversion.from];
    let mapped = from.public_codes().filter(|(at, _)| conversion.codes[*at].is_some()).count();
    (mapped, from.public_codes().count())
}
