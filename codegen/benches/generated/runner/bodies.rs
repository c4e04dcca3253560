//! Bodies of the real APIs, read and written by the generated crate and by what serde derives: a *plain* derive,
//! which forgets every key that it does not know, and a *keeping* one, which has these in a map.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Counts what is allocated.
struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: it is the system's allocator, and counts besides.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.realloc(memory, layout, size) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// The types of one API, plain and keeping: `$keep` is the field that keeps.
macro_rules! derived {
    ($($name:ident { $($keep:tt)* })*) => {$(
        mod $name {
            use std::collections::BTreeMap;

            use serde::{Deserialize, Serialize};
            #[allow(unused_imports, reason = "the plain one keeps nothing")]
            use serde_json::{Map, Value};

            #[derive(Deserialize, Serialize)]
            pub struct IoZen {
                success: bool,
                error: IoZenError,
                $($keep)*
            }

            #[derive(Deserialize, Serialize)]
            struct IoZenError {
                #[serde(flatten)]
                code: IoZenCode,
                message: String,
                $($keep)*
            }

            #[derive(Deserialize, Serialize)]
            #[serde(tag = "code", content = "details", rename_all = "snake_case")]
            enum IoZenCode {
                AuthenticationRequired,
                InsufficientScopes { required: Vec<String>, granted: Vec<String> },
                FeatureNotAvailable { feature: String },
                WorkspaceArchived,
                ResourceNotFound { resource: String },
                ValidationFailed { issues: Vec<Value> },
                RateLimitExceeded { retry_after: u64 },
                PlanLimitExceeded { resource: String, current: i64, max: i64 },
                IdempotencyConflict,
                InternalError,
            }

            #[derive(Deserialize, Serialize)]
            pub struct Rest {
                code: RestCode,
                message: String,
                #[serde(skip_serializing_if = "Option::is_none")]
                errors: Option<BTreeMap<String, Vec<String>>>,
                #[serde(rename = "correlationId", skip_serializing_if = "Option::is_none")]
                correlation_id: Option<String>,
                $($keep)*
            }

            #[derive(Deserialize, Serialize)]
            #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
            enum RestCode {
                ValidationError,
                InvalidCredentials,
                EmailNotConfirmed,
                TokenExpired,
                TokenInvalid,
                AccessDenied,
                NotFound,
                Conflict,
                RateLimitExceeded,
            }

            #[derive(Deserialize, Serialize)]
            pub struct Izi {
                data: Option<Value>,
                errors: Vec<IziError>,
                $($keep)*
            }

            #[derive(Deserialize, Serialize)]
            struct IziError {
                message: String,
                extensions: IziExtensions,
                #[serde(skip_serializing_if = "Option::is_none")]
                locations: Option<Vec<Location>>,
                #[serde(skip_serializing_if = "Option::is_none")]
                path: Option<Vec<Value>>,
                $($keep)*
            }

            #[derive(Deserialize, Serialize)]
            #[serde(rename_all = "camelCase")]
            struct IziExtensions {
                code: IziCode,
                timestamp: String,
                #[serde(skip_serializing_if = "Option::is_none")]
                field: Option<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                details: Option<Vec<Violation>>,
                #[serde(skip_serializing_if = "Option::is_none")]
                retry_after: Option<u64>,
                $($keep)*
            }

            #[derive(Deserialize, Serialize)]
            #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
            enum IziCode {
                Unauthenticated,
                TokenExpired,
                RefreshTokenExpired,
                TokenInvalid,
                Forbidden,
                ValidationError,
                NotFound,
                RateLimited,
            }

            #[derive(Deserialize, Serialize)]
            struct Location {
                line: i64,
                column: i64,
                $($keep)*
            }

            #[derive(Deserialize, Serialize)]
            struct Violation {
                field: String,
                message: String,
                constraint: String,
                #[serde(skip_serializing_if = "Option::is_none")]
                value: Option<Value>,
                $($keep)*
            }

            #[derive(Deserialize, Serialize)]
            pub struct Numeric {
                error_code: i64,
                error_message: String,
                details: Option<Value>,
                $($keep)*
            }

            #[derive(Deserialize, Serialize)]
            pub struct Graphql {
                errors: Vec<GraphqlError>,
                data: Option<Value>,
                $($keep)*
            }

            #[derive(Deserialize, Serialize)]
            struct GraphqlError {
                message: String,
                extensions: GraphqlExtensions,
                $($keep)*
            }

            #[derive(Deserialize, Serialize)]
            struct GraphqlExtensions {
                code: GraphqlCode,
                $($keep)*
            }

            #[derive(Deserialize, Serialize)]
            #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
            enum GraphqlCode {
                Unauthenticated,
                Forbidden,
                NotFound,
                BadUserInput,
                InternalServerError,
            }

            #[derive(Deserialize, Serialize)]
            pub struct Oauth {
                error: OauthCode,
                error_description: String,
                $($keep)*
            }

            #[derive(Deserialize, Serialize)]
            #[serde(rename_all = "snake_case")]
            enum OauthCode {
                InvalidClient,
                InvalidGrant,
                InvalidRequest,
            }
        }
    )*};
}

derived! {
    plain {}
    keeping { #[serde(flatten)] rest: Map<String, Value>, }
}

/// A turn is so many bodies; contenders take turns, and of so many turns the fastest counts.
const BODIES: u32 = 5_000;
const TURNS: u32 = 60;

/// The times of several pieces of work in nanoseconds, and how often each allocates.
fn measure<const COUNT: usize>(work: [&dyn Fn(); COUNT]) -> [(f64, usize); COUNT] {
    let mut best = [(f64::MAX, 0); COUNT];
    for _ in 0..TURNS {
        for (work, best) in work.iter().zip(&mut best) {
            let before = ALLOCATIONS.load(Ordering::Relaxed);
            work();
            best.1 = ALLOCATIONS.load(Ordering::Relaxed) - before;
            let start = Instant::now();
            (0..BODIES).for_each(|_| work());
            best.0 = best.0.min(start.elapsed().as_secs_f64() * 1e9 / f64::from(BODIES));
        }
    }
    best
}

/// Logarithms of ratios to the plain derive.
#[derive(Default)]
struct Ratios(Vec<f64>);

impl Ratios {
    fn add(&mut self, ours: f64, theirs: f64) -> f64 {
        self.0.push((ours / theirs).ln());
        ours / theirs
    }

    fn mean(&self) -> f64 {
        (self.0.iter().sum::<f64>() / self.0.len() as f64).exp()
    }

    fn most(&self) -> f64 {
        self.0.iter().copied().fold(f64::MIN, f64::max).exp()
    }
}

#[derive(Default)]
struct Table {
    read: Ratios,
    read_keeping: Ratios,
    tree: Ratios,
    unknown: Ratios,
    written: Ratios,
    serde: Ratios,
}

fn cell((time, allocations): (f64, usize)) -> String {
    format!("{time:.0}, {allocations}")
}

impl Table {
    fn row<E, Plain, Keeping>(&mut self, name: &str, status: u16, body: &str)
    where
        E: api_errors::TypedError,
        Plain: DeserializeOwned + Serialize,
        Keeping: DeserializeOwned + Serialize,
    {
        let read = |body: &str| api_errors::Response::<E>::read(status, &(), body.as_bytes());
        let error = read(body).unwrap();
        // As a server makes it, whose body has not been received.
        let first = error.occurrence();
        let first = api_errors::Occurrence::new(first.error().unwrap().clone(), first.slots().clone());
        let made = api_errors::Response::new(first, error.slots().clone());
        let plain: Plain = serde_json::from_str(body).unwrap();
        let keeping: Keeping = serde_json::from_str(body).unwrap();
        assert_eq!(serde_json::to_string(&plain).unwrap(), serde_json::to_string(&keeping).unwrap());
        let unknown = body.replacen("\"code\":\"", "\"code\":\"NEW_", 1).replacen("\"error_code\":", "\"error_code\":99", 1);
        let unknown = unknown.replacen("\"error\":\"", "\"error\":\"new_", 1);
        let [ours, theirs, kept, tree, new, refused, written, by_serde, derived] = measure([
            &|| drop(black_box(read(black_box(body)))),
            &|| drop(black_box(serde_json::from_str::<Plain>(black_box(body)))),
            &|| drop(black_box(serde_json::from_str::<Keeping>(black_box(body)))),
            &|| drop(black_box(serde_json::from_str::<api_errors::Response<E>>(black_box(body)))),
            &|| drop(black_box(read(black_box(&unknown)))),
            &|| drop(black_box(serde_json::from_str::<Plain>(black_box(&unknown)))),
            &|| drop(black_box(black_box(&made).body())),
            &|| drop(black_box(serde_json::to_string(black_box(&made)))),
            &|| drop(black_box(serde_json::to_string(black_box(&plain)))),
        ]);
        self.read.add(ours.0, theirs.0);
        self.read_keeping.add(ours.0, kept.0);
        self.tree.add(tree.0, theirs.0);
        if serde_json::from_str::<Plain>(&unknown).is_err() {
            self.unknown.add(new.0, refused.0);
        }
        self.written.add(written.0, derived.0);
        self.serde.add(by_serde.0, derived.0);
        println!(
            "| {name} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            cell(ours), cell(theirs), cell(kept), cell(tree), cell(new), cell(refused), cell(written), cell(by_serde),
            cell(derived)
        );
    }

    fn print(&self) {
        for (what, ratios) in [
            ("read / plain", &self.read),
            ("read / keeping", &self.read_keeping),
            ("read by serde / plain", &self.tree),
            ("unknown code / refused", &self.unknown),
            ("body() / plain", &self.written),
            ("written by serde / plain", &self.serde),
        ] {
            println!("{what}: {:.2} as a geometric mean, {:.2} at most", ratios.mean(), ratios.most());
        }
    }
}

fn main() {
    println!(
        "ns, allocations\n\n| | read | plain | keeping | read by serde | unknown code | refused | body() | by serde | \
         plain |\n|---|---|---|---|---|---|---|---|---|---|"
    );
    let mut table = Table::default();
    table.row::<api_errors::iozen::Error, plain::IoZen, keeping::IoZen>("iozen, details", 429,
        r#"{"success":false,"error":{"code":"plan_limit_exceeded","message":"The monthly limit of submissions is reached (500 of 500)","details":{"resource":"submissions","current":500,"max":500}}}"#);
    table.row::<api_errors::iozen::Error, plain::IoZen, keeping::IoZen>("iozen", 500,
        r#"{"success":false,"error":{"code":"internal_error","message":"Something failed"}}"#);
    table.row::<api_errors::rest::Error, plain::Rest, keeping::Rest>("rest, details", 400,
        r#"{"code":"VALIDATION_ERROR","message":"Some fields were not accepted","errors":{"title":["Enter a title"],"amount":["Enter an amount above 0"]},"correlationId":"abc-123-def"}"#);
    table.row::<api_errors::rest::Error, plain::Rest, keeping::Rest>("rest", 401,
        r#"{"code":"INVALID_CREDENTIALS","message":"The username or the password is wrong","correlationId":"abc-123-def"}"#);
    table.row::<api_errors::izi::Error, plain::Izi, keeping::Izi>("izi, details", 200,
        r#"{"data":null,"errors":[{"message":"Some of the input is not valid","extensions":{"code":"VALIDATION_ERROR","timestamp":"2026-05-30T14:32:00Z","details":[{"field":"name","message":"Too short","constraint":"minLength"}]},"locations":[{"line":2,"column":3}],"path":["me"]}]}"#);
    table.row::<api_errors::izi::Error, plain::Izi, keeping::Izi>("izi", 200,
        r#"{"data":null,"errors":[{"message":"The access token is no longer valid","extensions":{"code":"TOKEN_EXPIRED","timestamp":"2026-05-30T14:32:00Z"}}]}"#);
    table.row::<api_errors::numeric::Error, plain::Numeric, keeping::Numeric>("numeric", 400,
        r#"{"error_code":4,"error_message":"A parameter has a value that is not accepted","details":null}"#);
    table.row::<api_errors::graphql_oauth::envelopes::graphql::Error, plain::Graphql, keeping::Graphql>("graphql_oauth", 200,
        r#"{"errors":[{"message":"The token does not permit this operation","extensions":{"code":"FORBIDDEN"}}],"data":null}"#);
    table.row::<api_errors::graphql_oauth::envelopes::oauth::Error, plain::Oauth, keeping::Oauth>("oauth", 401,
        r#"{"error":"invalid_client","error_description":"The client could not be authenticated"}"#);
    println!();
    table.print();
}
