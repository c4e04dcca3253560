//! The closed vocabularies of the format: each word is a variant.

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $names:ident: $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        #[doc = concat!("The words of [`", stringify!($name), "`].")]
        pub const $names: &[&str] = &[$($word),*];

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The one that is written `word`.
            pub fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// The word.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }
    };
}

words! {
    /// Who can do something about an error.
    Actor, ACTOR_NAMES:
    /// The program that sent the request, by itself.
    Client = "client",
    /// The person in front of it.
    User = "user",
    /// Whoever writes that program.
    Developer = "developer",
    /// Whoever administers the account.
    Administrator = "administrator",
    /// Whoever runs the API.
    Provider = "provider",
}

words! {
    /// Whether and when a request may be sent again.
    Advance, RETRY_NAMES:
    /// Never as it is.
    Never = "never",
    /// At once.
    Immediately = "immediately",
    /// After the delay that the error names.
    AfterDelay = "after_delay",
    /// After growing delays.
    Backoff = "backoff",
    /// After the action is done.
    AfterAction = "after_action",
}

words! {
    /// Where a parameter is in a request (`OpenAPI` 3.1, section 4.8.12).
    ParameterPlace, PARAMETER_PLACES:
    /// A header field.
    Header = "header",
    /// Behind the path's question mark.
    Query = "query",
    /// A segment of the path.
    Path = "path",
    /// A cookie.
    Cookie = "cookie",
}

words! {
    /// A gRPC error code (google.rpc.Code, all but `OK`).
    Grpc, GRPC_NAMES:
    /// 1
    Cancelled = "CANCELLED",
    /// 2
    Unknown = "UNKNOWN",
    /// 3
    InvalidArgument = "INVALID_ARGUMENT",
    /// 4
    DeadlineExceeded = "DEADLINE_EXCEEDED",
    /// 5
    NotFound = "NOT_FOUND",
    /// 6
    AlreadyExists = "ALREADY_EXISTS",
    /// 7
    PermissionDenied = "PERMISSION_DENIED",
    /// 8
    ResourceExhausted = "RESOURCE_EXHAUSTED",
    /// 9
    FailedPrecondition = "FAILED_PRECONDITION",
    /// 10
    Aborted = "ABORTED",
    /// 11
    OutOfRange = "OUT_OF_RANGE",
    /// 12
    Unimplemented = "UNIMPLEMENTED",
    /// 13
    Internal = "INTERNAL",
    /// 14
    Unavailable = "UNAVAILABLE",
    /// 15
    DataLoss = "DATA_LOSS",
    /// 16
    Unauthenticated = "UNAUTHENTICATED",
}

impl Grpc {
    /// Its number (google.rpc.Code).
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
}

words! {
    /// What the generated Rust can be used with: a feature of a crate, a word of a module.
    Integration, INTEGRATION_NAMES:
    /// Responses and responders of actix-web.
    ActixWeb = "actix-web",
    /// Errors of async-graphql's resolvers.
    AsyncGraphql = "async-graphql",
    /// Responses of axum's handlers.
    Axum = "axum",
    /// Extractors for axum whose rejections are errors of the API.
    AxumExtract = "axum-extract",
    /// Responses of the crate `http`.
    Http = "http",
    /// Problem documents (RFC 9457).
    Problem = "problem",
    /// Errors that a client of reqwest receives.
    Reqwest = "reqwest",
    /// Statuses of tonic.
    Tonic = "tonic",
    /// A layer of tower for what frameworks answer by themselves.
    Tower = "tower",
    /// Events of failed responses.
    Tracing = "tracing",
}
