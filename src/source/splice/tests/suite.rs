//! Every edit on every valid file.
