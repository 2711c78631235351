-- What is there once a chat is over.

-- Where the rings stood before the counsellor after a message, by hand or by the tracker; null where they
-- showed nothing: a path must not claim what nobody was shown.
ALTER TABLE events ADD COLUMN message INTEGER NOT NULL DEFAULT 0;   -- somebody wrote something
ALTER TABLE events ADD COLUMN phase_shown TEXT;
ALTER TABLE events ADD COLUMN knapp_shown TEXT;
ALTER TABLE events ADD COLUMN kolb_shown  TEXT;

-- Reflection logs: what only their owners can read. An owner is a keyed id, another one for each kind of
-- thing that people keep, so that these tables do not say whose a log is.
CREATE TABLE log_keys (
    owner   BLOB    PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    locks   TEXT    NOT NULL                    -- JSON: the log key, wrapped by each lock
) STRICT, WITHOUT ROWID;

CREATE TABLE log_entries (
    owner   BLOB    NOT NULL REFERENCES log_keys (owner) ON DELETE CASCADE,
    id      BLOB    NOT NULL,                   -- drawn in the browser
    day     TEXT    NOT NULL,                   -- when it was made: "2026-11-22"
    version INTEGER NOT NULL,
    nonce   BLOB    NOT NULL,
    cipher  BLOB    NOT NULL,
    PRIMARY KEY (owner, id)
) STRICT;

-- Cases for kollegaveiledning: masked, shared by an act of whoever wrote them.
CREATE TABLE cases (
    id    INTEGER PRIMARY KEY,                  -- drawn by lot
    owner BLOB    NOT NULL,
    day   TEXT    NOT NULL,
    title TEXT    NOT NULL,
    text  TEXT    NOT NULL,
    knapp TEXT
) STRICT;

-- Constructed chats to practise on, made by the staff; masked all the same.
CREATE TABLE practice_chats (
    id       INTEGER PRIMARY KEY,               -- drawn by lot
    owner    BLOB    NOT NULL,
    title    TEXT    NOT NULL,
    language TEXT    NOT NULL,
    ending   TEXT,
    turns    TEXT    NOT NULL                   -- JSON
) STRICT;
