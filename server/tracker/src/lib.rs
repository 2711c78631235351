//! The conversation is read: one tracker to a chat, one door, [`Tracker::hear`].
