/** The tables of the index. */
export const SQLITE_INDEX_TABLES = `
  CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    company TEXT NOT NULL,
    source TEXT NOT NULL,
    subject TEXT NOT NULL,
    revision TEXT NOT NULL,
    digest TEXT NOT NULL,
    kind TEXT NOT NULL,
    direction TEXT NOT NULL,
    state TEXT NOT NULL,
    issue_date TEXT,
    due_date TEXT,
    currency TEXT,
    net_units INTEGER,
    tax_units INTEGER,
    gross_units INTEGER,
    odd_amounts TEXT,
    is_amount_known INTEGER NOT NULL,
    gross_order TEXT,
    gross_size TEXT,
    number_key TEXT,
    full_number_key TEXT,
    counterparty_key TEXT,
    counterparty_order TEXT,
    counterparty_text TEXT,
    purchase_order_key TEXT,
    duplicate_key TEXT,
    is_duplicate INTEGER NOT NULL,
    first_seen_at INTEGER NOT NULL,
    listed_at INTEGER,
    left_at INTEGER,
    UNIQUE (company, source, subject)
  ) STRICT;
  -- One index for each order, and one for each filter that selects few documents.
  CREATE INDEX documents_by_issue_date ON documents (company, issue_date);
  CREATE INDEX documents_by_due_date ON documents (company, due_date);
  CREATE INDEX documents_by_gross_amount ON documents (company, gross_order);
  CREATE INDEX documents_by_number ON documents (company, full_number_key);
  CREATE INDEX documents_by_counterparty ON documents (company, counterparty_order);
  CREATE INDEX documents_by_arrival ON documents (company, first_seen_at);
  CREATE INDEX documents_with_gross_amount ON documents (company, gross_size);
  CREATE INDEX documents_with_number ON documents (company, number_key);
  CREATE INDEX documents_with_state ON documents (company, state, issue_date);
  CREATE INDEX documents_of_counterparty ON documents (company, counterparty_key, issue_date);
  CREATE INDEX documents_with_purchase_order ON documents (company, purchase_order_key)
    WHERE purchase_order_key IS NOT NULL;
  CREATE INDEX documents_with_duplicate_key ON documents (company, duplicate_key) WHERE duplicate_key IS NOT NULL;
  CREATE INDEX possible_duplicates ON documents (company, issue_date) WHERE is_duplicate = 1;
  CREATE INDEX documents_that_left ON documents (left_at) WHERE left_at IS NOT NULL;
  -- Tables of their own: a total reads many rows, and none of their texts.
  CREATE TABLE document_texts (
    id INTEGER PRIMARY KEY,
    search_text TEXT NOT NULL,
    counterparty TEXT,
    content TEXT NOT NULL
  ) STRICT;
  CREATE TABLE document_gl_codes (
    document_id INTEGER NOT NULL,
    gl_key TEXT NOT NULL,
    gl_code TEXT,
    net_units INTEGER,
    tax_units INTEGER,
    gross_units INTEGER,
    odd_amounts TEXT,
    is_amount_known INTEGER NOT NULL,
    PRIMARY KEY (document_id, gl_key)
  ) STRICT, WITHOUT ROWID;
  -- Only the rows' ids are needed: without positions, the trigrams take a third of the place.
  CREATE VIRTUAL TABLE documents_search USING fts5 (
    search_text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1'
  );
  CREATE TABLE index_partitions (
    company TEXT PRIMARY KEY,
    partition_number INTEGER NOT NULL,
    last_number INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE index_lock (is_locked INTEGER NOT NULL) STRICT;
  INSERT INTO index_lock VALUES (0);
  `;
