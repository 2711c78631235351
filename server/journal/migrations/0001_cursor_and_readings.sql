-- What is kept: that an event came and was read, and what was read in it. No words, and no id of
-- the chat platform in clear: keys are HMAC-SHA256 under the installation key.
CREATE TABLE sessions (
    id           INTEGER PRIMARY KEY,           -- our own random id
    conversation BLOB    NOT NULL,              -- keyed id of (source, conversation)
    counsellor   TEXT,                          -- user id of the staff member, if one has come
    opened_at    INTEGER NOT NULL,              -- ms since 1970
    ended_at     INTEGER,
    ended_how    TEXT
) STRICT;
CREATE INDEX sessions_by_conversation ON sessions (conversation, opened_at);

CREATE TABLE events (
    key         BLOB    NOT NULL,               -- keyed id of (source, event)
    session     INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    received_at INTEGER NOT NULL,
    read_at     INTEGER,
    withdrawn   INTEGER NOT NULL DEFAULT 0,     -- the message was taken back
    phase TEXT, phase_p REAL,                   -- the reading, if the event was a message
    knapp TEXT, knapp_p REAL,
    kolb  TEXT, kolb_p  REAL,
    PRIMARY KEY (session, key)
) STRICT, WITHOUT ROWID;
