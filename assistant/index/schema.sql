-- `path`, `root` of files and `id` to `body` of articles mean the same in every layout: a rebuild
-- reads them from a store of any layout (carry.py).
CREATE TABLE files (
  path  TEXT PRIMARY KEY,   -- absolute
  root  TEXT NOT NULL,      -- the folder (or file) that was named when it was indexed
  hash  TEXT NOT NULL,      -- version of the reading and sha256 of the bytes; '' if unreadable
  size  INTEGER NOT NULL,
  mtime INTEGER NOT NULL    -- nanoseconds
);
CREATE TABLE problems (path TEXT NOT NULL, line INTEGER, message TEXT NOT NULL);
CREATE INDEX problems_by_path ON problems (path);
CREATE TABLE waiting (      -- articles that were skipped because another file has their id
  path TEXT NOT NULL,
  id   TEXT NOT NULL,
  PRIMARY KEY (path, id)
) WITHOUT ROWID;
CREATE TABLE articles (
  key       INTEGER PRIMARY KEY AUTOINCREMENT,
  id        TEXT NOT NULL UNIQUE,
  file      TEXT NOT NULL,
  published INTEGER NOT NULL,  -- yyyymmdd
  title     TEXT NOT NULL,
  source    TEXT,
  url       TEXT,
  body      TEXT NOT NULL,
  hash      TEXT NOT NULL,
  units     BLOB NOT NULL,     -- int32 triples: start, end, kind
  sketch    BLOB NOT NULL,
  original  INTEGER            -- key of the article that this one is a near-copy of
);
CREATE INDEX articles_by_file ON articles (file);
CREATE INDEX articles_by_day ON articles (published);
CREATE INDEX articles_by_original ON articles (original) WHERE original IS NOT NULL;
CREATE TABLE passages (
  pid     INTEGER PRIMARY KEY AUTOINCREMENT,  -- the id in Chroma and Tantivy too
  article INTEGER NOT NULL,
  start   INTEGER NOT NULL,
  "end"   INTEGER NOT NULL,
  row     INTEGER                             -- of vectors.npy, ordered by day
);
CREATE INDEX passages_by_article ON passages (article, start, "end");
CREATE INDEX passages_by_row ON passages (row);
CREATE TABLE days (         -- the rows [first, last) of vectors.npy that were published on a day
  day   INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  last  INTEGER NOT NULL
);
CREATE TABLE events (       -- runs of a body that are words for days: event dates
  article   INTEGER NOT NULL,
  start     INTEGER NOT NULL,
  "end"     INTEGER NOT NULL,
  first     INTEGER NOT NULL,  -- yyyymmdd
  last      INTEGER NOT NULL,  -- yyyymmdd, inclusive
  planned   INTEGER NOT NULL,  -- 1 where the article speaks of days to come
  published INTEGER NOT NULL,  -- of the article; here too, so that no article is looked up
  PRIMARY KEY (article, start)
) WITHOUT ROWID;
CREATE INDEX events_by_day ON events (first, last, published, "end", planned);
