-- What happened to orders, as the ledger's event streams told it. The ledger decides; these rows
-- follow. SQL that PostgreSQL 17 and 18 share.

CREATE TABLE sale_order (
    order_id       text        PRIMARY KEY,            -- <sale_id>.<ulid>
    sale_id        text        NOT NULL,
    account_id     text        NOT NULL,
    quantity       integer     NOT NULL CHECK (quantity > 0),
    amount         bigint      NOT NULL CHECK (amount >= 0), -- of one unit, minor units
    currency       text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    status         text        NOT NULL CHECK (status IN ('held', 'paid', 'cancelled', 'lapsed')),
    created_at     timestamptz NOT NULL,
    pay_by         timestamptz NOT NULL,
    decision_id    text        NOT NULL,
    policy_version bigint      NOT NULL,
    terms_version  bigint      NOT NULL,
    stock_seq      bigint      NOT NULL CHECK (stock_seq > 0), -- of the last event applied
    updated_at     timestamptz NOT NULL,
    CHECK (starts_with(order_id, sale_id || '.')),
    CHECK (pay_by >= created_at)
);

CREATE INDEX sale_order_by_account ON sale_order (account_id, created_at DESC);
CREATE INDEX sale_order_by_sale ON sale_order (sale_id, status);

-- Entries that could not become a row: somebody has to look at them.
CREATE TABLE dead_letter (
    stream   text        NOT NULL,
    entry_id text        NOT NULL,
    fields   jsonb       NOT NULL,
    error    text        NOT NULL,
    tries    bigint      NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (stream, entry_id)
);
