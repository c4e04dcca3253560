//! Holds the answers of the old service and of the new one side by side.
