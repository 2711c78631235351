//! What people experience, tested through the doors they use; one test binary, `journeys`.
