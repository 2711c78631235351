-- What those on shift have agreed on and go by after a restart, and who has read the text of a chat.

-- What people call a chat by while it lives: 1 to 999, counted anew each day.
ALTER TABLE sessions ADD COLUMN number INTEGER;

-- Who leads the shift, notices, the knapp of the day, opening hours, rules: each whole, as JSON. What staff
-- wrote to staff; no words of a chat.
CREATE TABLE shift_kept (
    what TEXT PRIMARY KEY NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Somebody opened the text of a chat that was not theirs: that they did and why, never what they read.
CREATE TABLE readings_of_texts (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,                   -- ms since 1970
    reader  TEXT    NOT NULL,                   -- user id
    session INTEGER NOT NULL,                   -- the chat's short number on that day
    reason  TEXT    NOT NULL,
    words   TEXT    NOT NULL,                   -- the reason in the reader's own words, masked; may be empty
    minutes INTEGER NOT NULL                    -- for so long at most
) STRICT;
-- Rows are added, and deleted when their time is up; nothing in one is ever changed.
CREATE TRIGGER readings_of_texts_stand BEFORE UPDATE ON readings_of_texts BEGIN
    SELECT RAISE(ABORT, 'a reading of a text stands as it was noted');
END;
