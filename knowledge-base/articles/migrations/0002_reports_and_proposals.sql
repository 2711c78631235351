-- What readers say is wrong with an article, and what came of it. Never deleted.
CREATE TABLE reports (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (name) DEFERRABLE INITIALLY DEFERRED,
    version INTEGER NOT NULL,                 -- the one that was read
    reason TEXT NOT NULL,
    comment TEXT NOT NULL,
    phase TEXT,                               -- where a talk stood, if they said so
    at INTEGER NOT NULL,
    reporter TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'ny' CHECK (state IN ('ny', 'under_arbeid', 'lost', 'avvist')),
    importance TEXT NOT NULL DEFAULT 'vanlig' CHECK (importance IN ('lav', 'vanlig', 'viktig')),
    assignee TEXT,
    answer TEXT,
    answered_at INTEGER,                      -- when it was answered or closed
    source_contact TEXT,                      -- whom the source was asked of, where that is at fault
    source_outcome TEXT
);
CREATE INDEX reports_of_document ON reports (document, state);
CREATE INDEX reports_of_reporter ON reports (reporter, state);

-- Sentences that somebody would have in the prompt bank.
CREATE TABLE proposals (
    id INTEGER PRIMARY KEY,
    nb TEXT,
    nn TEXT,
    phase TEXT,
    knapp TEXT,
    kind TEXT,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'ny' CHECK (state IN ('ny', 'tatt_inn', 'avslaatt')),
    answer TEXT,
    decided_by TEXT,
    decided_at INTEGER,
    prompt TEXT,                              -- the id of what it became
    CHECK (nb IS NOT NULL OR nn IS NOT NULL),
    CHECK ((state = 'tatt_inn') = (prompt IS NOT NULL))
);
CREATE INDEX proposals_by_state ON proposals (state, id);

-- Sentences that somebody keeps for themselves. An id is not used again: two pages of one person may
-- both have the list open.
CREATE TABLE favourites (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    who TEXT NOT NULL,
    nb TEXT,
    nn TEXT,
    phase TEXT,
    knapp TEXT,
    at INTEGER NOT NULL,
    CHECK (nb IS NOT NULL OR nn IS NOT NULL)
);
CREATE INDEX favourites_of_person ON favourites (who, id);
