//! What must stay true of the whole; one test binary, `promises`.
