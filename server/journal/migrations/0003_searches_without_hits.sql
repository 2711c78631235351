-- Searches that found nothing, for editors: how many on a day. No counsellor, no chat, no time of day.
CREATE TABLE searches_without_hits (
    day      TEXT    PRIMARY KEY NOT NULL,      -- "2026-11-22"
    searches INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was searched for: masked and short, and only with knowledge_base.keep_words_without_hits.
CREATE TABLE words_without_hits (
    day      TEXT    NOT NULL,
    words    TEXT    NOT NULL CHECK (length(words) BETWEEN 1 AND 100),
    searches INTEGER NOT NULL,
    PRIMARY KEY (day, words)
) STRICT, WITHOUT ROWID;
