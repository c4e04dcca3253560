//! What the modules do, each by itself.

mod hash;
