-- What stays of talks for the reports of the service: so many of a day. No counsellor, no chat, no time
-- finer than the hour of the day, no words; ids of the guidance model, of articles and of services.
CREATE TABLE talk_counts (
    day   TEXT    NOT NULL,                     -- by Oslo's clock, when the talk ended: "2026-11-22"
    kind  TEXT    NOT NULL,
    what  TEXT    NOT NULL,                     -- '' where the kind says all
    talks INTEGER NOT NULL,
    PRIMARY KEY (day, kind, what)
) STRICT, WITHOUT ROWID;

-- How long the veisøker waited for the first answer, in ms.
ALTER TABLE sessions ADD COLUMN answered_after INTEGER;

-- What was deleted because its time was up, kind by kind.
CREATE TABLE sweeps (
    at      INTEGER NOT NULL,                   -- ms since 1970
    kind    TEXT    NOT NULL,
    deleted INTEGER NOT NULL,                   -- rows that went
    overdue INTEGER NOT NULL,                   -- rows older than allowed that were there afterwards
    PRIMARY KEY (at, kind)
) STRICT, WITHOUT ROWID;
