-- Every file of the knowledge base, and all it has ever been.
CREATE TABLE documents (
    name TEXT NOT NULL PRIMARY KEY,           -- articles/x.md, prompts/y.toml, areas.toml …
    kind TEXT NOT NULL,
    head INTEGER NOT NULL,                    -- the newest version
    published INTEGER,                        -- the version that is read and searched
    stage TEXT NOT NULL DEFAULT 'none' CHECK (stage IN ('none', 'utkast', 'til_gjennomgang', 'klar')),
    publish_at INTEGER,                       -- ms since 1970, while `klar`
    archived INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 0,      -- raised by every change of this row
    reviewed TEXT,                            -- standing: the day of the last review
    promoted_until TEXT,
    promoted_reason TEXT,
    changed_at INTEGER NOT NULL,
    changed_by TEXT NOT NULL,
    CHECK (published IS NULL OR published <= head),
    CHECK ((promoted_until IS NULL) = (promoted_reason IS NULL))
);

CREATE TABLE versions (
    document TEXT NOT NULL REFERENCES documents (name) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    message TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL,                     -- written, imported, restored, discarded
    hash BLOB NOT NULL,                       -- SHA-256 of the text
    text TEXT NOT NULL,
    UNIQUE (document, number)
);

-- What happened to a document besides new versions: steps, reviews, promotions. Never deleted.
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (name) DEFERRABLE INITIALLY DEFERRED,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    version INTEGER,
    reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX events_of_document ON events (document, id);

-- What somebody has typed and not saved, so that nothing is lost when the browser dies.
CREATE TABLE drafts (
    document TEXT NOT NULL,                   -- may not exist yet
    author TEXT NOT NULL,
    base INTEGER NOT NULL,
    fields TEXT NOT NULL,                     -- JSON
    at INTEGER NOT NULL,
    PRIMARY KEY (document, author)
);

-- «Fortsatt riktig», said by whoever used an article; counts until its owner reviews it.
CREATE TABLE confirmations (
    document TEXT NOT NULL REFERENCES documents (name),
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (document, who)
);

-- Who has seen a change of an article marked as routine.
CREATE TABLE receipts (
    document TEXT NOT NULL REFERENCES documents (name),
    version INTEGER NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (document, version, who)
);

-- Who is in the roles that own articles.
CREATE TABLE members (
    owner TEXT NOT NULL,
    who TEXT NOT NULL,
    PRIMARY KEY (owner, who)
);

-- Staff who have opened the desk: whom a receipt is expected of, and whose names can be chosen.
CREATE TABLE people (
    who TEXT NOT NULL PRIMARY KEY,
    seen_at INTEGER NOT NULL
);
