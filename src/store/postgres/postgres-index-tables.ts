/** The tables of the index. */
export const POSTGRES_INDEX_TABLES = `
  CREATE TABLE documents (
    id bigint PRIMARY KEY,
    company text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    revision text COLLATE "C" NOT NULL,
    digest text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    direction text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    issue_date text COLLATE "C",
    due_date text COLLATE "C",
    currency text COLLATE "C",
    net_units bigint,
    tax_units bigint,
    gross_units bigint,
    odd_amounts text COLLATE "C",
    is_amount_known bigint NOT NULL,
    gross_order text COLLATE "C",
    gross_size text COLLATE "C",
    number_key text COLLATE "C",
    full_number_key text COLLATE "C",
    counterparty_key text COLLATE "C",
    counterparty_order text COLLATE "C",
    counterparty_text text COLLATE "C",
    purchase_order_key text COLLATE "C",
    duplicate_key text COLLATE "C",
    is_duplicate bigint NOT NULL,
    first_seen_at bigint NOT NULL,
    listed_at bigint,
    left_at bigint,
    UNIQUE (company, source, subject)
  );
  -- One index for each order, and one for each filter that selects few documents.
  CREATE INDEX documents_by_issue_date ON documents (company, issue_date, id);
  CREATE INDEX documents_by_due_date ON documents (company, due_date, id);
  CREATE INDEX documents_by_gross_amount ON documents (company, gross_order, id);
  CREATE INDEX documents_by_number ON documents (company, full_number_key, id);
  CREATE INDEX documents_by_counterparty ON documents (company, counterparty_order, id);
  CREATE INDEX documents_by_arrival ON documents (company, first_seen_at, id);
  CREATE INDEX documents_with_gross_amount ON documents (company, gross_size);
  CREATE INDEX documents_with_number ON documents (company, number_key);
  CREATE INDEX documents_with_state ON documents (company, state, issue_date);
  CREATE INDEX documents_of_counterparty ON documents (company, counterparty_key, issue_date);
  CREATE INDEX documents_with_purchase_order ON documents (company, purchase_order_key)
    WHERE purchase_order_key IS NOT NULL;
  CREATE INDEX documents_with_duplicate_key ON documents (company, duplicate_key) WHERE duplicate_key IS NOT NULL;
  CREATE INDEX possible_duplicates ON documents (company, issue_date, id) WHERE is_duplicate = 1;
  CREATE INDEX documents_that_left ON documents (left_at) WHERE left_at IS NOT NULL;
  -- Tables of their own: a total reads many rows, and none of their texts.
  CREATE TABLE document_texts (
    id bigint PRIMARY KEY,
    search_text text COLLATE "C" NOT NULL,
    counterparty text COLLATE "C",
    content text COLLATE "C" NOT NULL
  );
  CREATE TABLE document_gl_codes (
    document_id bigint NOT NULL,
    gl_key text COLLATE "C" NOT NULL,
    gl_code text COLLATE "C",
    net_units bigint,
    tax_units bigint,
    gross_units bigint,
    odd_amounts text COLLATE "C",
    is_amount_known bigint NOT NULL,
    PRIMARY KEY (document_id, gl_key)
  );
  -- The extension is created before: see migrate.ts.
  CREATE INDEX texts_of_documents ON document_texts USING gin (search_text gin_trgm_ops);
  CREATE TABLE index_partitions (
    company text COLLATE "C" PRIMARY KEY,
    partition_number bigint NOT NULL,
    last_number bigint NOT NULL
  );
  CREATE TABLE index_lock (is_locked bigint NOT NULL) WITH (fillfactor = 50);
  INSERT INTO index_lock VALUES (0);
  `;
