-- What all nodes go by, and every policy that ever was in force. SQL that PostgreSQL 17 and 18
-- share.

-- The newest state of each document that PostgreSQL has heard of; nodes and the risk store may be
-- ahead of it while it was away, and write it up.
CREATE TABLE replica (
    name     text        PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 65),
    sequence bigint      NOT NULL CHECK (sequence > 0),
    id       text        NOT NULL COLLATE "C" CHECK (length(id) <= 32), -- parts states of one sequence
    body     text        NOT NULL,
    at       timestamptz NOT NULL DEFAULT now()
);
