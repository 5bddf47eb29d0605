//! What a user would see, tested from the outside.
mod floors;
