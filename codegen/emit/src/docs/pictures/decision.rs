//! The way of a client through an API's errors: from the status to the action, and on to whether
//! the request is sent again.

use std::collections::BTreeMap;

use super::svg::{BOX, GAP, MARGIN, Svg};
use crate::docs::links::status_text;
use crate::docs::retry;
use crate::output::Artifact;
use errcat_catalogue::model::{ActionId, Advance, Api, Catalogue, Status};

/// Of more statuses or actions, those with the fewest codes are drawn as one.
const MOST: usize = 12;
/// The columns: where they begin, and how wide they are.
const COLUMNS: [(u32, u32); 3] = [(MARGIN, 250), (MARGIN + 340, 260), (MARGIN + 690, 180)];
const WIDTH: u32 = 2 * MARGIN + 870;
const HEADINGS: [&str; 3] = ["HTTP status", "What to do", "Send the request again?"];

/// Markdown that shows the picture on the API's page.
pub(in crate::docs) fn shown() -> String {
    super::shown(
        "From the HTTP status to what to do, and whether to send the request again",
        "decision.svg",
    )
}

/// A column's boxes, each with the number of its codes, and which box a key is in.
struct Column<K> {
    boxes: Vec<(String, usize)>,
    of: BTreeMap<K, usize>,
}

/// The picture; nothing where no code has an action.
pub(in crate::docs) fn picture(catalogue: &Catalogue, api: &Api) -> Option<Artifact> {
    let codes: Vec<(Option<Status>, Option<ActionId>, Option<Advance>)> = api
        .public_codes()
        .map(|(_, code)| (code.status(), code.action, catalogue.retry(code)))
        .collect();
    if codes.iter().all(|(_, action, _)| action.is_none()) {
        return None;
    }
    let statuses = column(codes.iter().map(|code| code.0), "statuses", |status| match status {
        Some(status) => status_text(*status, api.status(*status)),
        None => "None of its own".to_owned(),
    });
    let actions = column(codes.iter().map(|code| code.1), "actions", |action| match action {
        Some(id) => {
            let own = api.own_action(*id);
            own.map_or(&catalogue.action(*id).title, |own| &own.title).clone()
        }
        None => "Not given".to_owned(),
    });
    let retries = column(codes.iter().map(|code| code.2), "ways", |retry| {
        retry.map_or("Not given", retry::short).to_owned()
    });
    let mut first = BTreeMap::<(usize, usize), usize>::new();
    let mut second = BTreeMap::<(usize, usize), usize>::new();
    for (status, action, retry) in &codes {
        let (status, action, retry) = (statuses.of[status], actions.of[action], retries.of[retry]);
        *first.entry((status, action)).or_default() += 1;
        *second.entry((action, retry)).or_default() += 1;
    }
    let columns = [&statuses.boxes, &actions.boxes, &retries.boxes];
    let (svg, height) = draw(columns, [&first, &second], codes.len());
    let words = |flows: &BTreeMap<(usize, usize), usize>, from: usize, to: usize| {
        let word = |((a, b), number): (&(usize, usize), &usize)| {
            format!("{} → {}: {number}", columns[from][*a].0, columns[to][*b].0)
        };
        flows.iter().map(word).collect::<Vec<_>>().join("; ")
    };
    let description = format!("{}. {}.", words(&first, 0, 1), words(&second, 1, 2));
    let title = format!("What a client does about the errors of {}", api.title);
    let name = api.name.as_str();
    Some(Artifact::svg(
        catalogue,
        format!("docs/src/{name}/decision.svg"),
        &format!("catalogue/{name}"),
        &svg.finish(height, &title, &description),
    ))
}

/// The boxes of `keys` in their order, with nothing last.
fn column<K: Copy + Ord>(
    keys: impl Iterator<Item = Option<K>>,
    what: &str,
    words: impl Fn(&Option<K>) -> String,
) -> Column<Option<K>> {
    let mut counts = BTreeMap::<Option<K>, usize>::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    let mut sizes: Vec<usize> = counts.values().copied().collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    // At most so many boxes: one less where the rest shares one.
    let all = counts.len() <= MOST;
    let mut free = if all { MOST } else { MOST - 1 };
    let least = if all { 0 } else { sizes[MOST - 2] };
    // Of those with the least that is still drawn, the first ones are.
    let mut ties = free - sizes.iter().filter(|size| **size > least).count().min(free);
    let mut column = Column { boxes: Vec::new(), of: BTreeMap::new() };
    let (some, none): (Vec<_>, Vec<_>) = counts.into_iter().partition(|(key, _)| key.is_some());
    let mut rest = Vec::new();
    for (key, count) in some.into_iter().chain(none) {
        let kept = free > 0 && (count > least || ties > 0);
        if kept {
            free -= 1;
            ties -= usize::from(count <= least);
            column.of.insert(key, column.boxes.len());
            column.boxes.push((words(&key), count));
        } else {
            rest.push((key, count));
        }
    }
    if !rest.is_empty() {
        let count = rest.iter().map(|(_, count)| count).sum();
        let words = format!("{} other {what}", rest.len());
        column.of.extend(rest.iter().map(|(key, _)| (*key, column.boxes.len())));
        column.boxes.push((words, count));
    }
    column
}

/// Draws the boxes and what flows between them; tells the height.
fn draw(
    columns: [&Vec<(String, usize)>; 3],
    flows: [&BTreeMap<(usize, usize), usize>; 2],
    most: usize,
) -> (Svg, u32) {
    let mut svg = Svg::new(WIDTH);
    let high = |boxes: usize| u32::try_from(boxes).unwrap_or(0) * (BOX + GAP);
    let tallest = columns.iter().map(|boxes| high(boxes.len())).max().unwrap_or(0);
    let top = MARGIN + 28;
    // Shorter columns are in the middle.
    let start = columns.map(|boxes| top + (tallest - high(boxes.len())) / 2);
    let y = |column: usize, at: usize| start[column] + high(at);
    for (column, flows) in flows.iter().enumerate() {
        let (x, width) = COLUMNS[column];
        for ((from, to), number) in *flows {
            let from = (x + width, y(column, *from) + BOX / 2);
            let to = (COLUMNS[column + 1].0, y(column + 1, *to) + BOX / 2);
            svg.flow(from, to, *number, most);
        }
    }
    for (column, boxes) in columns.iter().enumerate() {
        let (x, width) = COLUMNS[column];
        svg.quiet(x, MARGIN + 12, HEADINGS[column]);
        for (at, (words, count)) in boxes.iter().enumerate() {
            svg.node(x, y(column, at), (width, BOX), words, &count.to_string());
        }
    }
    (svg, top + tallest - GAP + MARGIN)
}
