-- What a counsellor did beside a chat, without a word of it: which prompts were offered and copied, which
-- articles were offered and used, where the veisøker was sent on, which messages somebody wants to come back to.
-- No counsellor: a chat's row says whose chat it was, and goes with its time.
CREATE TABLE traces (
    id      INTEGER PRIMARY KEY,                -- in the order it happened
    session INTEGER REFERENCES sessions (id) ON DELETE CASCADE, -- null: on the phone, or in a chat since forgotten
    day     TEXT    NOT NULL,                   -- "2026-11-22"
    at      INTEGER,                            -- ms since 1970; of a pin, when its message was written
    kind    TEXT    NOT NULL,
    what    TEXT    NOT NULL,                   -- id of the prompt, article or service; number of the message
    event   BLOB,                               -- keyed id of a pinned message
    times   INTEGER NOT NULL DEFAULT 1,         -- without a session: so often on that day
    CHECK ((session IS NULL) = (at IS NULL)),
    CHECK ((kind = 'pinned') = (event IS NOT NULL))
) STRICT;
-- Once in a chat; but somebody may be told of the same service twice.
CREATE UNIQUE INDEX traces_of_a_chat ON traces (session, kind, what)
    WHERE session IS NOT NULL AND kind NOT IN ('pinned', 'referral');
CREATE UNIQUE INDEX pins_of_a_chat ON traces (session, event) WHERE event IS NOT NULL;
CREATE INDEX traces_by_session ON traces (session, id);
-- Without a chat they are counts of a day.
CREATE UNIQUE INDEX traces_by_day ON traces (day, kind, what) WHERE session IS NULL;

-- What a forgotten chat leaves are such counts: of what was used and where somebody was sent on.
CREATE TRIGGER traces_lose_their_chat BEFORE DELETE ON sessions BEGIN
    INSERT INTO traces (session, day, at, kind, what, times)
        SELECT NULL, day, NULL, kind, what, count(*) FROM traces
        WHERE session = OLD.id AND kind IN ('prompt_copied', 'article_used', 'referral')
        GROUP BY day, kind, what
        ON CONFLICT DO UPDATE SET times = times + excluded.times;
END;
