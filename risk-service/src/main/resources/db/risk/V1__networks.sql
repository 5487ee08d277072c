-- What was learned of networks, for the day that the risk store is lost. Networks of 256 addresses or
-- a household's IPv6 and wider: never one address, and never the /64 of one client. SQL that
-- PostgreSQL 17 and 18 share.

CREATE TABLE network (
    entity      text        PRIMARY KEY                   -- as in store keys: ipv4-24:192.0.2.0/24
                CHECK (entity ~ '^ipv(4-24|4-20|6-56|6-48):'),
    usual_crowd real        NOT NULL CHECK (usual_crowd BETWEEN 0 AND 1000), -- accounts in an hour
    hours       integer     NOT NULL CHECK (hours BETWEEN 0 AND 65535),      -- learned from
    paid        integer     NOT NULL CHECK (paid BETWEEN 0 AND 65535),
    unpaid      integer     NOT NULL CHECK (unpaid BETWEEN 0 AND 65535),
    updated_at  timestamptz NOT NULL
);
-- No index but the key: what is written each minute is then updated in place, and the few that read
-- by time (a start, the hourly clean-up) sort the whole small table.
