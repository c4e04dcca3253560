//! Every stage of the work on a catalogue, with its time and the memory that it takes.

use std::hint::black_box;
use std::time::{Duration, Instant};

use camino::Utf8Path;
use cpu_time::ProcessTime;
use errcat::{load, pipeline};
use errcat_catalogue::model::{Catalogue, CodeRef};
use errcat_catalogue::raw::format;
use errcat_catalogue::{check, lower, raw};
use errcat_emit::{Job, TARGETS, document};
use errcat_evolve::diff::{self, Extent, Policy, Report, Snapshot};
use errcat_evolve::edit::{self, End, New, Opened, Rename};
use errcat_evolve::merge::{Format, Request, merge};
use errcat_evolve::{layout, lookup};
use errcat_findings::diagnostic::Findings;
use errcat_findings::source::{Source, Sources};
use peakmem_alloc::PeakMemAllocTrait;

use crate::MEMORY;

/// What a stage cost.
#[derive(Clone, Copy)]
pub struct Figure {
    /// How many codes or things there were.
    pub count: usize,
    /// How long it took.
    pub time: Duration,
    /// How long processors worked on it, whatever else the machine did.
    pub work: Duration,
    /// The most memory that the stage held at once, in megabytes, beyond what it found.
    pub peak: f32,
}

/// The figures of stages, in order.
#[derive(Default)]
pub struct Figures(pub Vec<(String, Figure)>);

impl Figures {
    /// Runs a stage.
    fn of<T>(&mut self, name: &str, stage: impl FnOnce() -> T) -> T {
        MEMORY.reset_peak_memory();
        let (start, work) = (Instant::now(), ProcessTime::now());
        let result = black_box(stage());
        let (time, work) = (start.elapsed(), work.elapsed());
        let figure = Figure { count: 0, time, work, peak: MEMORY.get_peak_memory() as f32 / 1e6 };
        self.0.push((name.to_owned(), figure));
        result
    }
}

/// From the files to the outputs of all targets, which are not written.
pub fn generate(source: &Utf8Path) -> Figures {
    let mut figures = Figures::default();
    let (whole, work) = (Instant::now(), ProcessTime::now());
    let mut findings = Findings::default();
    let sources = figures.of("load", || load::catalogue(source, &mut findings));
    let Ok(sources) = sources else { return figures };
    let Some(catalogue) = read(&mut figures, &sources, findings) else { return figures };
    let mut bytes = 0;
    for target in TARGETS {
        // As in a run: the texts of a job are gone when the next one begins.
        bytes += figures.of(&format!("emit {}", target.name), || {
            let texts =
                |job: &Job<'_>| job().iter().map(|artifact| artifact.text().len()).sum::<usize>();
            (target.emit)(&catalogue).iter().map(texts).sum::<usize>()
        });
    }
    let (time, work) = (whole.elapsed(), work.elapsed());
    let most = figures.0.iter().map(|(_, figure)| figure.peak).fold(0.0, f32::max);
    let mut add = |name: &str, time, work, peak| {
        figures.0.push((name.to_owned(), Figure { count: 0, time, work, peak }));
    };
    add("whole, nothing written", time, work, most);
    add("output", Duration::ZERO, Duration::ZERO, bytes as f32 / 1e6);
    figures
}

fn read(figures: &mut Figures, sources: &Sources, mut findings: Findings) -> Option<Catalogue> {
    let tree = figures.of("raw", || raw::read(sources, &mut findings));
    let built = figures.of("catalogue", || lower::catalogue(&tree, &mut findings));
    drop(tree);
    let catalogue = built?;
    figures.of("check", || check::check(&catalogue, &mut findings));
    Some(catalogue)
}

/// What other commands do with a catalogue, of which `before` is an earlier state.
pub fn others(source: &Utf8Path, before: &Utf8Path) -> Figures {
    let mut figures = Figures::default();
    let (Ok(reading), Ok(before)) = (pipeline::read(source), pipeline::read(before)) else {
        return figures;
    };
    let (Some(catalogue), Some(before)) = (&reading.catalogue, &before.catalogue) else {
        return figures;
    };
    figures.of("layout", || {
        for (_, source) in reading.sources.iter() {
            let kind = format::file(&source.path);
            black_box(kind.and_then(|kind| layout::format(&source.text, &kind.shape)));
        }
    });
    figures.of("diff", || {
        let (old, new) = (Snapshot::with_outputs(before), Snapshot::with_outputs(catalogue));
        for (old, new) in [(&old, &new), (&new, &old)] {
            let policy = Policy::default();
            let report = Report::new("before", old, new, &reading.sources, &policy);
            black_box((diff::FORMATS[0].render)(&report, Extent::Brief));
        }
        black_box(diff::Notes::new(old, new).markdown());
    });
    let Some(last) = last(catalogue) else { return figures };
    let (api, code) = catalogue.code(last);
    figures.of("lookup", || {
        black_box(lookup::named(catalogue, "none of them"));
        if let Some(example) = code.examples.first() {
            black_box(lookup::body(catalogue, &catalogue.example_body(api, code, example)));
        }
    });
    figures.of("edit", || edits(&Opened::new(catalogue, &reading.sources), last));
    figures.of("merge", || document(catalogue, last.api));
    figures
}

/// The last code of the last API that has more than one, or the last of all.
fn last(catalogue: &Catalogue) -> Option<CodeRef> {
    let of = |(api, it): (usize, &errcat_catalogue::model::Api)| {
        Some(CodeRef { api, code: it.codes.len().checked_sub(1)? })
    };
    let apis = || catalogue.apis.iter().enumerate();
    apis()
        .filter(|(_, it)| it.codes.len() > 1)
        .filter_map(of)
        .next_back()
        .or(apis().next().and_then(of))
}

/// Every edit of one code.
fn edits(opened: &Opened<'_>, code: CodeRef) {
    let new = New { api: code.api, name: "BRAND_NEW".to_owned(), ..New::default() };
    black_box(edit::add(opened, new).ok());
    let to = Rename { name: "RENAMED", wire: None, alias: true };
    black_box(edit::rename(opened, code, &to).ok());
    black_box(edit::deprecate(opened, code, End::default()).ok());
    black_box(edit::retire(opened, code, End::default()).ok());
    black_box(edit::mv(opened, code, 0).ok());
}

/// An API's errors in somebody's document.
fn document(catalogue: &Catalogue, api: usize) {
    let text = "openapi: 3.1.0\ninfo:\n  title: Own\n  version: 1.0.0\npaths: {}\n".to_owned();
    let display = "openapi.yaml".to_owned();
    let mut sources = Sources::default();
    let source = Source { path: display.clone(), display, text: text.clone(), readable: true };
    let file = sources.add(source);
    let prefix = document::prefix(&catalogue.apis[api]);
    black_box(
        merge(Request {
            catalogue,
            api,
            prefix: &prefix,
            file,
            text: &text,
            format: Format::Yaml,
            replace: false,
        })
        .ok(),
    );
}
