-- A small knowledge base as the first release kept it (version 1), dumped. It never changes.
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE confirmations (
    document TEXT NOT NULL REFERENCES documents (name),
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (document, who)
);
INSERT INTO "confirmations" VALUES('articles/utsette-svaret.md','per',1777881900000);
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
INSERT INTO "documents" VALUES('articles/utsette-svaret.md','article',3,2,'utkast',NULL,0,4,'2026-06-01','2026-12-24','Fagdag',1777881780000,'kari');
INSERT INTO "documents" VALUES('articles/gammel-rutine.md','article',1,1,'none',NULL,1,1,NULL,NULL,NULL,1777881660000,'kari');
INSERT INTO "documents" VALUES('prompts/kontakt.toml','prompts',1,1,'none',NULL,0,0,NULL,NULL,NULL,1777881660000,'kari');
CREATE TABLE drafts (
    document TEXT NOT NULL,                   -- may not exist yet
    author TEXT NOT NULL,
    base INTEGER NOT NULL,
    fields TEXT NOT NULL,                     -- JSON
    at INTEGER NOT NULL,
    PRIMARY KEY (document, author)
);
INSERT INTO "drafts" VALUES('articles/utsette-svaret.md','per',2,'{"title":"Halvveis i ein tittel"}',1777882000000);
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (name) DEFERRABLE INITIALLY DEFERRED,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    version INTEGER,
    reason TEXT NOT NULL DEFAULT ''
);
INSERT INTO "events" VALUES(1,'articles/utsette-svaret.md',1777881800001,'kari','approve',2,'Alene på vakt');
INSERT INTO "events" VALUES(2,'articles/utsette-svaret.md',1777881800002,'kari','publish',2,'');
INSERT INTO "events" VALUES(3,'articles/utsette-svaret.md',1777881800003,'kari','promoted',2,'2026-12-24: Fagdag');
INSERT INTO "events" VALUES(4,'articles/gammel-rutine.md',1777881800004,'kari','archive',1,'');
CREATE TABLE members (
    owner TEXT NOT NULL,
    who TEXT NOT NULL,
    PRIMARY KEY (owner, who)
);
INSERT INTO "members" VALUES('Metodegruppa','kari');
CREATE TABLE people (
    who TEXT NOT NULL PRIMARY KEY,
    seen_at INTEGER NOT NULL
);
INSERT INTO "people" VALUES('kari',1777881600000);
INSERT INTO "people" VALUES('per',1777881600000);
CREATE TABLE receipts (
    document TEXT NOT NULL REFERENCES documents (name),
    version INTEGER NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (document, version, who)
);
INSERT INTO "receipts" VALUES('articles/utsette-svaret.md',2,'per',1777881900000);
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
INSERT INTO "versions" VALUES('articles/utsette-svaret.md',1,1777881660000,'import','','imported',X'01F315C4C4ED6268944EA388CC6CF013E277DFAA0B61E66762709D36DFE827FD','+++
id = "utsette-svaret"
title = "Vente med svaret"
language = "nb"
area = "metode"
owner = "kari"
written = 2026-05-04
phases = ["kontakt"]
knapper = []
keywords = ["tenketid"]
short = "Du kan be om tid før du svarer."
find_it = "Spør en kollega på vakt."

[share]
nb = "Jeg tenker litt før jeg svarer deg."
nn = "Eg tenkjer litt før eg svarar deg."

[[sources]]
title = "Veilederforum: Veiledning på Facebook og chat"
url = "https://veilederforum.no/artikler/praksis/veiledning-pa-facebook-og-chat"
kind = "erfaring"
+++
Det er lov å tenke. Først.
');
INSERT INTO "versions" VALUES('articles/utsette-svaret.md',2,1777881720000,'kari','rettet','written',X'00463AAA0D3F06A14BAA418A0DF7193B02A93BCE0B983DC71E4E66E787C0981D','+++
id = "utsette-svaret"
title = "Utsette svaret"
language = "nb"
area = "metode"
owner = "kari"
written = 2026-05-04
phases = ["kontakt"]
knapper = []
keywords = ["tenketid"]
short = "Du kan be om tid før du svarer."
find_it = "Spør en kollega på vakt."

[share]
nb = "Jeg tenker litt før jeg svarer deg."
nn = "Eg tenkjer litt før eg svarar deg."

[[sources]]
title = "Veilederforum: Veiledning på Facebook og chat"
url = "https://veilederforum.no/artikler/praksis/veiledning-pa-facebook-og-chat"
kind = "erfaring"
+++
Det er lov å tenke. Så.
');
INSERT INTO "versions" VALUES('articles/utsette-svaret.md',3,1777881780000,'ola','rettet','written',X'E7187EFBEA37179A2FD7566DDAEE311F644E31032B550EDB0AEA7584EB5A6BC0','+++
id = "utsette-svaret"
title = "Utsette svaret litt"
language = "nb"
area = "metode"
owner = "kari"
written = 2026-05-04
phases = ["kontakt"]
knapper = []
keywords = ["tenketid"]
short = "Du kan be om tid før du svarer."
find_it = "Spør en kollega på vakt."

[share]
nb = "Jeg tenker litt før jeg svarer deg."
nn = "Eg tenkjer litt før eg svarar deg."

[[sources]]
title = "Veilederforum: Veiledning på Facebook og chat"
url = "https://veilederforum.no/artikler/praksis/veiledning-pa-facebook-og-chat"
kind = "erfaring"
+++
Det er lov å tenke. Til slutt.
');
INSERT INTO "versions" VALUES('articles/gammel-rutine.md',1,1777881660000,'kari','','written',X'EC0A001A5C8DE6DBE1C42B1A1C20B4C881F8A678ADBCA1BEE36025D7006A4AFB','+++
id = "gammel-rutine"
title = "En gammel rutine"
language = "nb"
area = "metode"
owner = "Metodegruppa"
written = 2026-05-04
phases = ["kontakt"]
knapper = []
keywords = ["tenketid"]
short = "Du kan be om tid før du svarer."
find_it = "Spør en kollega på vakt."

[share]
nb = "Jeg tenker litt før jeg svarer deg."
nn = "Eg tenkjer litt før eg svarar deg."

[[sources]]
title = "Veilederforum: Veiledning på Facebook og chat"
url = "https://veilederforum.no/artikler/praksis/veiledning-pa-facebook-og-chat"
kind = "erfaring"
+++
Det er lov å tenke. Ikke nå lenger.
');
INSERT INTO "versions" VALUES('prompts/kontakt.toml',1,1777881660000,'import','','imported',X'564E5363418C04F6C1E2669FE648195C6A145EE0FE44E6DE9E0CF70AACFE97DB','[[prompt]]
id = "kontakt-fase-01"
phase = "kontakt"
kind = "samtalestarter"
depth = "mild"
nb = "Så bra at du skriver."
nn = "Så bra at du skriv."
');
CREATE INDEX events_of_document ON events (document, id);
COMMIT;
