//! What tests of errcat share.
