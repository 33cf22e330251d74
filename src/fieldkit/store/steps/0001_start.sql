-- The notebook of one device. Applied once; later steps only add. `PRAGMA user_version` says which were applied.

CREATE TABLE meta (              -- what this device knows of itself: device, advisor, name, centre ...
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- The journal: every saved edit, for ever. It is the history and the outbox at once.
CREATE TABLE change (
  n       INTEGER PRIMARY KEY,   -- 1, 2, 3 ... in the order of saving, no gaps
  id      TEXT NOT NULL,         -- made here; names the change everywhere
  record  TEXT NOT NULL,         -- equal to id when the change made the record
  kind    TEXT NOT NULL,
  bucket  TEXT NOT NULL,
  base    TEXT,                  -- the revision it was made on; NULL for a new record
  batch   TEXT,                  -- what was saved together and is undone together; stays on this device
  outcome TEXT,                  -- what the centre made of it; NULL until it has said that it holds it
  rev     TEXT,                  -- the revision that came of it at the centre
  detail  TEXT,                  -- the centre's reasons, as JSON
  line    BLOB NOT NULL          -- the exact bytes that travel
);
-- A change that made its record is found through it (see `named`); only the later ones need indexes of their own.
CREATE UNIQUE INDEX change_id ON change(id) WHERE record <> id;
CREATE INDEX change_record ON change(record, n) WHERE record <> id;
CREATE INDEX change_batch ON change(batch, n) WHERE batch IS NOT NULL;
CREATE INDEX change_unsettled ON change(outcome, n) WHERE outcome <> 'ok';
CREATE TRIGGER change_frozen BEFORE UPDATE OF n, id, record, kind, bucket, base, batch, line ON change
BEGIN SELECT RAISE(ABORT, 'a change is frozen'); END;
CREATE TRIGGER change_kept BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'a change is kept'); END;

-- What the centre has not spoken of: all lines after the last it spoke of, and those before that it passed over.
-- So a save need not enter what is open into an index; the triggers see every outcome, whoever writes it.
CREATE TABLE heard (last INTEGER NOT NULL);
INSERT INTO heard(last) VALUES (0);
CREATE TABLE passed_over (n INTEGER PRIMARY KEY);
CREATE TRIGGER change_heard AFTER UPDATE OF outcome ON change WHEN new.outcome IS NOT NULL
BEGIN
  INSERT INTO passed_over(n) SELECT n FROM change WHERE n > (SELECT last FROM heard) AND n < new.n;
  DELETE FROM passed_over WHERE n = new.n;
  UPDATE heard SET last = new.n WHERE last < new.n;
END;
CREATE TRIGGER change_unheard AFTER UPDATE OF outcome ON change
WHEN new.outcome IS NULL AND new.n <= (SELECT last FROM heard)
BEGIN INSERT OR IGNORE INTO passed_over(n) VALUES (new.n); END;
CREATE VIEW pending AS
SELECT passed_over.n, id, record, line FROM passed_over CROSS JOIN change ON change.n = passed_over.n
UNION ALL SELECT n, id, record, line FROM change WHERE n > (SELECT last FROM heard);

-- What I see: the state the centre last told, with my own changes that it does not hold yet on top.
CREATE TABLE record (
  place   INTEGER PRIMARY KEY,   -- made here: the line that made it; come from the centre: counted from 2^40 on
  id      TEXT NOT NULL UNIQUE,
  kind    TEXT NOT NULL,
  bucket  TEXT NOT NULL,         -- `s:<school>`, `a:<advisor>` or `g`: also how what belongs to a school is found
  form    TEXT NOT NULL,
  subject TEXT,                  -- whom it is about
  date    TEXT,
  state   TEXT NOT NULL,         -- finished, corrected or withdrawn
  rev     TEXT NOT NULL,         -- the change, or merge of the centre, that made this state
  key     TEXT,                  -- the natural key, for matching; never an identity
  alike   TEXT,                  -- persons: folded name and birth date, to point out likely duplicates
  words   TEXT,                  -- folded words to search by
  seq     INTEGER,               -- how far its bucket was read when the centre confirmed it; NULL: not yet;
                                 -- 0: its bucket is being read anew and has not brought it again so far;
                                 -- -1: the centre had it once and knows nothing of it any more, -2: only the
                                 -- centre before this one had it (see `kept.py`)
  flagged INTEGER NOT NULL DEFAULT 0,   -- the centre keeps another value for somebody to decide
  doc     TEXT,                  -- the document, as JSON; NULL where it is that of a change of mine:
  n       INTEGER,               -- the line of the journal that has it
  CHECK ((doc IS NULL) <> (n IS NULL))
);
CREATE VIEW present AS           -- the records with their documents, wherever those are
SELECT place, id, kind, bucket, form, subject, date, state, rev, key, alike, words, seq, flagged,
  coalesce(doc, (
    SELECT CAST(substr(line, instr(line, CAST(',"doc":' AS BLOB)) + 7,
                       length(line) - instr(line, CAST(',"doc":' AS BLOB)) - 7) AS TEXT)
    FROM change WHERE change.n = record.n)) AS doc
FROM record;
CREATE INDEX record_bucket ON record(bucket, kind, form, date);
-- Sheets are not in this list, or every save would write into it: over all schools they are found bucket by bucket.
CREATE INDEX record_form ON record(kind, form, date) WHERE kind <> 'entry';
CREATE VIEW buckets_here AS
WITH RECURSIVE here(bucket) AS (
  SELECT min(bucket) FROM record
  UNION ALL
  SELECT (SELECT min(bucket) FROM record WHERE bucket > here.bucket) FROM here WHERE here.bucket IS NOT NULL
)
SELECT bucket FROM here WHERE bucket IS NOT NULL;
CREATE INDEX record_kept ON record(bucket) WHERE seq < 0;
CREATE INDEX record_subject ON record(subject, kind) WHERE subject IS NOT NULL;
CREATE INDEX record_key ON record(key) WHERE key IS NOT NULL;
CREATE INDEX record_alike ON record(alike) WHERE alike IS NOT NULL;

-- Which line a change is. The one that made a record is found by the place of the record, or by what is kept
-- of it when the record goes from my sight.
CREATE TABLE gone (
  id TEXT PRIMARY KEY,
  n  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TRIGGER record_gone AFTER DELETE ON record WHEN old.place < 1 << 40
BEGIN INSERT OR IGNORE INTO gone(id, n) VALUES (old.id, old.place); END;
CREATE TRIGGER record_placed BEFORE UPDATE OF place, id ON record
BEGIN SELECT RAISE(ABORT, 'a record keeps its place'); END;
CREATE VIEW named AS
SELECT id, n FROM change WHERE record <> id
UNION ALL SELECT id, place FROM record WHERE place < 1 << 40
UNION ALL SELECT id, n FROM gone;

-- Words of the records that are searched by name; the words themselves stay in `record`. Those of new records are
-- entered by whoever puts them in (`view.py`): for a trigger SQLite would copy every page that a save writes into.
CREATE VIRTUAL TABLE word USING fts5(
  words, content='record', content_rowid='place', detail='none', columnsize=0,
  tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER record_unsaid AFTER DELETE ON record WHEN old.words IS NOT NULL
BEGIN INSERT INTO word(word, rowid, words) VALUES ('delete', old.place, old.words); END;
CREATE TRIGGER record_reworded_old BEFORE UPDATE OF words ON record
WHEN old.words IS NOT NULL AND old.words IS NOT new.words
BEGIN INSERT INTO word(word, rowid, words) VALUES ('delete', old.place, old.words); END;
CREATE TRIGGER record_reworded_new AFTER UPDATE OF words ON record
WHEN new.words IS NOT NULL AND old.words IS NOT new.words
BEGIN INSERT INTO word(rowid, words) VALUES (new.place, new.words); END;

-- What the centre last said of a record, only where it differs from what I see: it has changes of mine on top.
CREATE TABLE upstream (
  id      TEXT PRIMARY KEY,
  rev     TEXT NOT NULL,
  bucket  TEXT NOT NULL,
  doc     TEXT NOT NULL,
  flagged INTEGER NOT NULL,
  seq     INTEGER NOT NULL
);

-- Sheets being filled in. May be incomplete or wrong; saved after every answer; never travel.
CREATE TABLE draft (
  id      TEXT PRIMARY KEY,
  form    TEXT NOT NULL,
  record  TEXT,                  -- the record it corrects; NULL for a new one
  at      TEXT NOT NULL,
  answers TEXT NOT NULL
);

-- What imports did to drafts, so that an import can be taken back: the journal does not tell of drafts.
CREATE TABLE brought (
  place  INTEGER PRIMARY KEY,    -- in the order of coming
  batch  TEXT NOT NULL,
  draft  TEXT NOT NULL,
  form   TEXT NOT NULL,
  at     TEXT NOT NULL,
  n      INTEGER NOT NULL,       -- the last line of the journal by then: tells which batch came last
  before TEXT,                   -- the draft that was there, as JSON; NULL: there was none
  record TEXT,                   -- the record this import made of it; NULL: it stayed a draft
  since  TEXT,                   -- edited, finished, discarded, undone, or a later batch; NULL: as it came
  UNIQUE (draft, batch)
);
CREATE INDEX brought_batch ON brought(batch, since);

-- How far each bucket has been read from the centre.
CREATE TABLE bucket (
  id       TEXT PRIMARY KEY,
  pos      INTEGER NOT NULL,     -- everything up to this number is here
  reset_at TEXT                  -- when it was last read anew from the start: at most once a day
);

-- Changes of this device that the centre holds and this file does not (it was put back from an older copy).
CREATE TABLE ghost (id TEXT PRIMARY KEY) WITHOUT ROWID;

-- Changes in this file that the centre has from another device: one journal went on in two places for a while.
CREATE TABLE elsewhere (id TEXT PRIMARY KEY) WITHOUT ROWID;

-- The centre's signed receipts, as they came.
CREATE TABLE receipt (
  batch     TEXT PRIMARY KEY,
  at        TEXT NOT NULL,
  body      BLOB NOT NULL,
  signature BLOB NOT NULL
);
