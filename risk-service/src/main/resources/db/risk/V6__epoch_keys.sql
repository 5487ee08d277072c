-- Keys that addresses get their pseudonyms under in the decision logs of all nodes, one epoch each,
-- sealed with a key that is not in here. Without its row and the nodes' copies, an epoch's pseudonyms
-- tell nobody's address; so a row goes when no node can have a line of its epoch any more.

CREATE TABLE epoch_key (
    id         text        PRIMARY KEY CHECK (id ~ '^[0-9a-f]{12}$'),
    since      timestamptz NOT NULL DEFAULT now(),
    sealed     bytea       NOT NULL CHECK (octet_length(sealed) = 60), -- nonce 12, key 32, tag 16
    keep_until timestamptz NOT NULL                  -- the latest that any node asked for
);

-- The epoch that runs; a new one with this key where none does. Of two nodes that begin one at the
-- same moment the second is given that of the first.
CREATE FUNCTION begin_epoch(_id text, _sealed bytea, _length interval, _needed interval)
RETURNS SETOF epoch_key LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7266506);
    IF NOT EXISTS (SELECT FROM risk.epoch_key WHERE since > now() - _length) THEN
        INSERT INTO risk.epoch_key (id, sealed, keep_until) VALUES (_id, _sealed, now() + _needed);
    END IF;
    RETURN QUERY UPDATE risk.epoch_key
      SET keep_until = greatest(keep_until, since + _needed)
      WHERE id = (SELECT id FROM risk.epoch_key WHERE since > now() - _length
                  ORDER BY since DESC, id LIMIT 1)
      RETURNING *;
END $$;
