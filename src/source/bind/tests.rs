//! Files as people have them, and what is proposed for them.
