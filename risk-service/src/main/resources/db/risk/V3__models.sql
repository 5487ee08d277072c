-- Models, who decided which of them scores, and how those beside the champion would have decided.

CREATE TABLE model (
    version text   PRIMARY KEY CHECK (version ~ '^m-[0-9a-f]{16}$'),
    file    bytea  NOT NULL CHECK (octet_length(file) <= 33555000),     -- with its signature
    about   text   NOT NULL CHECK (octet_length(about) <= 65536),       -- what it is, in JSON
    stage   text   NOT NULL CHECK (stage IN ('uploaded', 'shadow', 'canary', 'champion', 'retired')),
    percent int    CHECK (percent BETWEEN 1 AND 99),
    since   bigint NOT NULL,                                            -- the change that put it there
    CHECK ((stage = 'canary') = (percent IS NOT NULL))
);
CREATE UNIQUE INDEX one_champion ON model (stage) WHERE stage = 'champion';
CREATE UNIQUE INDEX one_canary ON model (stage) WHERE stage = 'canary';

-- Never deleted. Its numbers rise in the order of the commits, because every writer takes one lock:
-- a node that has seen a number has seen all before.
CREATE TABLE model_change (
    sequence bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version  text        NOT NULL,
    stage    text        NOT NULL,
    percent  int,
    at       timestamptz NOT NULL DEFAULT now(),
    by       text        NOT NULL,
    reason   text        NOT NULL
);
CREATE INDEX change_of ON model_change (version, sequence);

-- What one node counted of one model in one stage: see dev.fairgate.risk.model.Tally.
CREATE TABLE model_tally (
    version text        NOT NULL,
    since   bigint      NOT NULL,
    node    text        NOT NULL,
    counts  bigint[]    NOT NULL,
    at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (version, since, node)
);

CREATE FUNCTION record_change(_version text, _stage text, _percent int, _by text, _reason text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _next bigint;
BEGIN
    INSERT INTO risk.model_change (version, stage, percent, by, reason)
    VALUES (_version, _stage, _percent, _by, _reason) RETURNING sequence INTO _next;
    UPDATE risk.model SET stage = _stage, percent = _percent, since = _next WHERE version = _version;
END $$;

-- Adds a model; at most 100 are kept, and the one retired longest ago makes room.
CREATE FUNCTION add_model(_version text, _file bytea, _about text, _by text)
RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7266501);
    IF EXISTS (SELECT FROM risk.model WHERE version = _version) THEN
        RETURN 'same';
    END IF;
    IF (SELECT count(*) FROM risk.model) >= 100 THEN
        DELETE FROM risk.model WHERE version =
          (SELECT version FROM risk.model WHERE stage = 'retired' ORDER BY since LIMIT 1);
        IF NOT FOUND THEN
            RETURN 'full';
        END IF;
    END IF;
    INSERT INTO risk.model (version, file, about, stage, since)
    VALUES (_version, _file, _about, 'uploaded', 0);
    PERFORM risk.record_change(_version, 'uploaded', NULL, _by, '');
    RETURN 'done';
END $$;

-- The model that comes with a release is the first champion, and only where nobody has ever
-- decided anything: whoever wants rules alone keeps them.
CREATE FUNCTION add_first_model(_version text, _file bytea, _about text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _is_first boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(7266501);
    _is_first := NOT EXISTS (SELECT FROM risk.model_change);
    IF risk.add_model(_version, _file, _about, 'fairgate') = 'done' AND _is_first THEN
        PERFORM risk.record_change(_version, 'champion', NULL, 'fairgate', 'it came with the release');
    END IF;
    RETURN 'done';
END $$;

-- Puts a model on a stage. The champion before it retires; a canary before it goes back to shadow.
-- With _from only if that is where it still is.
CREATE FUNCTION stage_model(
    _version text, _stage text, _percent int, _by text, _reason text, _from text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _current record;
    _other text;
BEGIN
    PERFORM pg_advisory_xact_lock(7266501);
    SELECT stage, percent, since INTO _current FROM risk.model WHERE version = _version;
    IF NOT FOUND THEN
        RETURN 'unknown';
    END IF;
    IF _from IS NOT NULL AND _current.stage <> _from THEN
        RETURN 'overtaken';
    END IF;
    IF _current.stage = _stage AND _current.percent IS NOT DISTINCT FROM _percent THEN
        RETURN 'same';
    END IF;
    IF _stage = 'shadow' AND _by <> 'fairgate'
        AND (SELECT count(*) FROM risk.model WHERE stage = 'shadow') >= 4 THEN
        RETURN 'full';
    END IF;
    SELECT version INTO _other FROM risk.model
      WHERE version <> _version AND stage = _stage AND _stage IN ('champion', 'canary');
    IF FOUND THEN
        PERFORM risk.record_change(
            _other, CASE _stage WHEN 'champion' THEN 'retired' ELSE 'shadow' END, NULL, _by,
            'it made way for ' || _version);
    END IF;
    PERFORM risk.record_change(_version, _stage, _percent, _by, _reason);
    RETURN 'done';
END $$;
