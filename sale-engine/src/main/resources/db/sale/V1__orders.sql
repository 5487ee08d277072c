-- What happened to sales and orders, as the ledger's event streams told it. The ledger decides; these
-- rows follow, and their CHECKs are a second wall. SQL that PostgreSQL 17 and 18 share.

CREATE TABLE sale (
    sale_id          text    PRIMARY KEY,
    allocation       bigint,                              -- null until the ledger has told
    held             bigint  NOT NULL DEFAULT 0 CHECK (held >= 0),
    sold             bigint  NOT NULL DEFAULT 0 CHECK (sold >= 0),
    most_per_account integer,                             -- the highest limit that it ever had
    revision         bigint  NOT NULL DEFAULT 0,          -- of the fields
    fields           jsonb   NOT NULL DEFAULT '{}',       -- the ledger's hash at that revision
    stock_seq        bigint  NOT NULL DEFAULT 0,          -- of the latest event applied
    available        bigint  NOT NULL DEFAULT 0,          -- what that event said
    CONSTRAINT no_oversell CHECK (held + sold <= allocation)
);

CREATE TABLE sale_order (
    order_id        text        PRIMARY KEY,              -- <sale_id>.<ulid>
    sale_id         text        NOT NULL REFERENCES sale,
    account_id      text        NOT NULL,
    quantity        integer     NOT NULL CHECK (quantity > 0),
    amount          bigint      NOT NULL CHECK (amount >= 0), -- of one unit, minor units
    currency        text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    status          text        NOT NULL
                    CHECK (status IN ('held', 'paid', 'cancelled', 'lapsed', 'refund_due')),
    created_at      timestamptz NOT NULL,
    pay_by          timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,                 -- when it got its status
    decision_id     text        NOT NULL,
    policy_version  bigint      NOT NULL,
    terms_version   bigint      NOT NULL,
    payment         text        NOT NULL,
    idempotency_key text        NOT NULL,                 -- its digest, or empty
    stock_seq       bigint      NOT NULL CHECK (stock_seq > 0), -- of the last event applied
    CHECK (starts_with(order_id, sale_id || '.')),
    CHECK (pay_by >= created_at AND changed_at >= created_at)
);

-- Newest first, by the ULID. No index has a column that changes, so an update touches none.
CREATE INDEX sale_order_by_account
    ON sale_order (account_id, (right(order_id, 26) COLLATE "C") DESC);
CREATE INDEX sale_order_by_sale
    ON sale_order (sale_id, (right(order_id, 26) COLLATE "C") DESC);

-- Units that an account holds and has paid.
CREATE TABLE sale_account (
    sale_id    text    NOT NULL REFERENCES sale,
    account_id text    NOT NULL,
    units      bigint  NOT NULL,
    most       integer,                                   -- what it may have; null: not known yet
    PRIMARY KEY (sale_id, account_id),
    CONSTRAINT within_limit CHECK (units <= most)
);

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

-- The life of the ledger that these rows follow: another epoch means another data set.
CREATE TABLE ledger (
    one   boolean PRIMARY KEY DEFAULT true CHECK (one),
    epoch text    NOT NULL
);

-- Engines that sell: one that ends in good order takes its row away.
CREATE TABLE engine_node (
    node_id text        PRIMARY KEY,
    seen_at timestamptz NOT NULL
);
