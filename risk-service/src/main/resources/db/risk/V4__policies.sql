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

-- Every policy that was in force, also those that came about while PostgreSQL was away. Of these at
-- most the newest 10 000.
CREATE TABLE policy_version (
    version  bigint      PRIMARY KEY CHECK (version > 0),
    kind     text        NOT NULL CHECK (kind IN ('seed', 'put', 'patch', 'preset', 'activation',
                                                  'revert', 'confirmation')),
    preset   text        NOT NULL CHECK (preset IN ('normal', 'strict', 'observe')),
    made_by  text        NOT NULL,
    at       timestamptz NOT NULL,
    comment  text        NOT NULL CHECK (length(comment) <= 400),
    document text        NOT NULL
);
