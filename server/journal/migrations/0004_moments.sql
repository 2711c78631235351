-- Where talks stood and which articles were of use, for editors: counts of a day, added up over all
-- chats. No counsellor, no chat, no time of day, no words; ids of the guidance model and of articles.
CREATE TABLE places_by_day (
    day    TEXT    NOT NULL,                    -- "2026-11-22"
    phase  TEXT    NOT NULL,                    -- '' while it was unsure
    knapp  TEXT    NOT NULL,                    -- '' while it was unsure, or none
    stood  INTEGER NOT NULL,                    -- messages of the veisøker after which a talk stood here
    silent INTEGER NOT NULL,                    -- of these, with nothing to offer for the place
    PRIMARY KEY (day, phase, knapp)
) STRICT, WITHOUT ROWID;

CREATE TABLE articles_by_day (
    day     TEXT    NOT NULL,
    article TEXT    NOT NULL,
    shown   INTEGER NOT NULL,                   -- chats in which it was offered
    used    INTEGER NOT NULL,                   -- times it was opened, or something of it copied
    PRIMARY KEY (day, article)
) STRICT, WITHOUT ROWID;
