-- What waits for a person to look at it, what came of that, and whose appeal it was. Times are the
-- node's that asks: its claims end by the clock that its analysts see. SQL that PostgreSQL 17 and 18
-- share.

CREATE TABLE review_item (
    id            text        PRIMARY KEY CHECK (length(id) = 26),  -- a ULID: in order of time
    kind          text        NOT NULL CHECK (kind IN ('appeal', 'request', 'sample')),
    decision_id   text        NOT NULL CHECK (length(decision_id) = 26),
    account_id    text        NOT NULL CHECK (length(account_id) <= 64),    -- '': of a request
    words         text        NOT NULL CHECK (length(words) <= 500),
    put_by        text        NOT NULL CHECK (length(put_by) BETWEEN 1 AND 64),
    score         float8      CHECK (score BETWEEN 0 AND 1),        -- of a sample
    created_at    timestamptz NOT NULL,
    claimed_by    text,
    claimed_until timestamptz,
    label         text        CHECK (label IN ('bot', 'human')),
    granted       boolean,
    comment       text        CHECK (length(comment) <= 500),
    decided_by    text,
    decided_at    timestamptz,
    UNIQUE (decision_id, kind),
    CHECK ((kind = 'request') = (account_id = '')),
    CHECK ((claimed_by IS NULL) = (claimed_until IS NULL)),
    CHECK ((label IS NULL) = (decided_at IS NULL) AND (label IS NULL) = (decided_by IS NULL)),
    CHECK ((granted IS NOT NULL) = (kind = 'appeal' AND label IS NOT NULL))
);
CREATE INDEX review_undone ON review_item (id) WHERE decided_at IS NULL;
CREATE INDEX review_of_account ON review_item (account_id, kind, created_at);

-- Puts something into the queue: 'done', or why not. What is in it already is 'known'; a person's
-- appeals are 'limited' to _a_day; when _most items are undone the oldest sample that nobody has
-- claimed makes room, and without one the queue is 'full'. One lock for all of it, so that no two
-- callers pass a bound at once; it is held for a few rows.
CREATE FUNCTION put_review(
    _id text, _kind text, _decision text, _account text, _words text, _by text, _score float8,
    _now timestamptz, _a_day int, _most int)
RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7266502);
    IF EXISTS (SELECT FROM risk.review_item WHERE decision_id = _decision AND kind = _kind) THEN
        RETURN 'known';
    END IF;
    IF _kind <> 'request' AND (
        SELECT count(*) FROM risk.review_item WHERE account_id = _account AND kind = _kind
          AND created_at > _now - interval '1 day') >= _a_day THEN
        RETURN 'limited';
    END IF;
    IF _kind <> 'sample' THEN -- what a person asks for stands instead of what chance chose
        DELETE FROM risk.review_item
        WHERE decision_id = _decision AND kind = 'sample' AND decided_at IS NULL
          AND (claimed_until IS NULL OR claimed_until <= _now);
    END IF;
    IF (SELECT count(*) FROM risk.review_item WHERE decided_at IS NULL) >= _most THEN
        DELETE FROM risk.review_item WHERE id = (
          SELECT id FROM risk.review_item WHERE decided_at IS NULL AND kind = 'sample'
            AND (claimed_until IS NULL OR claimed_until <= _now) ORDER BY id LIMIT 1);
        IF NOT FOUND THEN
            RETURN 'full';
        END IF;
    END IF;
    INSERT INTO risk.review_item (id, kind, decision_id, account_id, words, put_by, score, created_at)
    VALUES (_id, _kind, _decision, _account, _words, _by, _score, _now);
    RETURN 'done';
END $$;
