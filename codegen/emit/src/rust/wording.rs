//! `wording.rs` of an API: statuses and actions in its own words, and operations that will go.

use proc_macro2::TokenStream;
use quote::quote;

use super::action::write_info as write_action;
use super::http_date::{imf_fixdate, structured};
use super::scope::ApiScope;
use super::source_text::{Literal, SourceText, option};
use super::status::{sorted_statuses, write_info as write_status};

pub(super) fn expand(api: ApiScope<'_>) -> String {
    let mut source = SourceText::new(
        "Statuses and actions in the API's own words, and its deprecated operations.",
    );
    source.items(&expand_uses(api));
    let statuses = |source: &mut SourceText| {
        for common in sorted_statuses(api.scope.catalogue) {
            if let Some(info) = api.api.status(common.status) {
                source.record("StatusInfo", |fields| write_status(api.scope, info, fields));
            }
        }
    };
    source.block(
        "The statuses that the API's codes have or that the API describes, in its own words.",
        "pub const STATUSES: &[StatusInfo] = &[",
        statuses,
        "];",
    );
    let actions = |source: &mut SourceText| {
        for own in &api.api.actions {
            source.record("ActionInfo", |fields| {
                write_action(api.scope, own.action, &own.title, &own.advice, fields);
            });
        }
    };
    source.block(
        "The actions that the API rewords or defines.",
        "pub const ACTIONS: &[ActionInfo] = &[",
        actions,
        "];",
    );
    let operations = |source: &mut SourceText| {
        for operation in &api.api.operations {
            let Some(end) = &operation.deprecated else { continue };
            let sunset = end.sunset.as_ref().map(|day| imf_fixdate(day));
            source.record("DeprecatedOperation", |fields| {
                fields.field("operation", Literal(&operation.key.to_string()));
                fields.field("deprecation", Literal(&structured(&end.on)));
                fields.field("sunset", option(sunset.as_deref().map(Literal)));
            });
        }
    };
    // It is there without any, too: the last one that goes breaks nobody.
    source.block(
        "The deprecated operations, with the headers of their responses.",
        "pub const DEPRECATED_OPERATIONS: &[DeprecatedOperation] = &[",
        operations,
        "];",
    );
    source.finish()
}

fn expand_uses(api: ApiScope<'_>) -> TokenStream {
    let (statuses, own) = (&api.api.statuses, !api.api.actions.is_empty());
    let action = own || statuses.iter().any(|info| info.action.is_some());
    let grpc = statuses.iter().any(|info| info.grpc.is_some());
    let action = action.then(|| quote!(Action,));
    let actor = own.then(|| quote!(Actor,));
    let grpc = grpc.then(|| quote!(Grpc,));
    let retry = own.then(|| quote!(Retry,));
    let status = (!statuses.is_empty()).then(|| quote!(Status,));
    let root = api.scope.place.root_tokens();
    quote! {
        use #root::{#action ActionInfo, #actor DeprecatedOperation, #grpc #retry #status StatusInfo};
    }
}
