-- What people say decisions were about: of each source its last word about one thing. What it said
-- before is in the decision log. SQL that PostgreSQL 17 and 18 share.

CREATE TABLE label (
    number   bigint      GENERATED ALWAYS AS IDENTITY,     -- parts those that were taken at once
    key_kind text        NOT NULL
             CHECK (key_kind IN ('decisionId', 'orderId', 'paymentReference', 'accountId')),
    key      text        NOT NULL CHECK (length(key) BETWEEN 1 AND 128),
    sale_id  text        NOT NULL CHECK (sale_id = '' OR key_kind = 'accountId'), -- '': every sale
    source   text        NOT NULL CHECK (length(source) BETWEEN 1 AND 64),
    label    text        NOT NULL CHECK (label IN ('bot', 'human')),
    at       timestamptz NOT NULL,                         -- when it came to be known
    said_by  text        NOT NULL,
    taken_at timestamptz NOT NULL CHECK (taken_at >= at),
    PRIMARY KEY (key_kind, key, sale_id, source)
);

CREATE INDEX label_in_order ON label (taken_at, number);
