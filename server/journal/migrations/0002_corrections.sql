-- What counsellors corrected, to learn from. No counsellor, no time finer than the month, and no chat
-- once its session is forgotten. The id is drawn by lot, so that the order of rows says nothing.
CREATE TABLE corrections (
    id         INTEGER PRIMARY KEY,
    month      TEXT    NOT NULL,                -- "2026-11"
    ring       TEXT    NOT NULL,
    value      TEXT,                            -- null is the class "none"
    was        TEXT,                            -- what the tracker said; null is the class "none"
    was_p      REAL    NOT NULL,
    was_silent INTEGER NOT NULL,
    model      TEXT    NOT NULL,                -- the id of the tracker's model
    shadow     INTEGER NOT NULL,                -- the counsellor did not see what the tracker said
    lesson     BLOB,                            -- what the tracker learns from; no words in clear
    words      TEXT,                            -- masked, and only with corrections.keep = "text"
    session    INTEGER REFERENCES sessions (id),
    event      BLOB,                            -- keyed id of the message
    CHECK ((session IS NULL) = (event IS NULL)),
    UNIQUE (session, event, ring)
) STRICT;

-- The messages a lesson was made of: when one of them is taken back, the correction goes.
CREATE TABLE corrections_heard (
    correction INTEGER NOT NULL REFERENCES corrections (id) ON DELETE CASCADE,
    event      BLOB    NOT NULL,
    PRIMARY KEY (correction, event)
) STRICT, WITHOUT ROWID;

-- A session that is forgotten leaves no trace in what is learnt from it.
CREATE TRIGGER corrections_lose_their_chat BEFORE DELETE ON sessions BEGIN
    DELETE FROM corrections_heard WHERE correction IN (SELECT id FROM corrections WHERE session = OLD.id);
    UPDATE corrections SET session = NULL, event = NULL WHERE session = OLD.id;
END;
