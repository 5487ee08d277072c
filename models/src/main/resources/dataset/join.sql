-- Joins decisions with what became of them and with what they are said to be about.
-- In:  decision, outcome, label, each with seq, its place among all lines.
-- Out: the view dataset; labelled has one row for each decision.
-- Every key that a join goes by is unique on one side: there are no more rows than decisions.

-- A decision that is there again counts once: the first.
CREATE TABLE first_decision AS
SELECT min(seq) AS seq FROM decision GROUP BY decision_id;

CREATE TABLE chosen AS
SELECT decision_id, account_id, sale_id, at_ms, honeypot
FROM decision SEMI JOIN first_decision USING (seq);

-- Who an order and a payment belong to, by what was reported of them.
CREATE TABLE ordered AS
SELECT order_id, arg_min(decision_id, seq) AS decision_id FROM outcome
WHERE order_id IS NOT NULL GROUP BY order_id;

CREATE TABLE payment AS
SELECT payment, arg_min(decision_id, seq) AS decision_id FROM outcome
WHERE payment IS NOT NULL GROUP BY payment;

-- Of each key, the last label: by the time it was said, then by its place. One without a time is
-- older than any with one.
CREATE TABLE said AS
SELECT coalesce(l.decision_id, o.decision_id, p.decision_id) AS decision_id,
       l.account_id, l.sale_id,
       min(l.seq) AS said_id, count(*) AS labels,
       max({'at_ms': coalesce(at_ms, -1), 'seq': l.seq, 'label': label, 'source': source}) AS last,
       count(DISTINCT label) > 1 AS conflicting
FROM label l LEFT JOIN ordered o USING (order_id) LEFT JOIN payment p USING (payment)
GROUP BY 1, 2, 3;

CREATE TABLE candidate AS
SELECT c.decision_id, s.said_id, s.last, s.conflicting,
       s.last.at_ms >= 0 AND s.last.at_ms < c.at_ms AS early
FROM chosen c JOIN said s ON s.decision_id = c.decision_id
UNION ALL
SELECT c.decision_id, s.said_id, s.last, s.conflicting, false AS early
FROM chosen c JOIN said s
  ON s.decision_id IS NULL AND s.account_id = c.account_id AND s.sale_id = c.sale_id
UNION ALL
SELECT c.decision_id, s.said_id, s.last, s.conflicting, false AS early
FROM chosen c JOIN said s
  ON s.decision_id IS NULL AND s.account_id = c.account_id AND s.sale_id IS NULL;

CREATE TABLE true_label AS
SELECT decision_id, max(last) AS last,
       bool_or(conflicting) OR count(DISTINCT last.label) > 1 AS conflicting
FROM candidate GROUP BY decision_id;

-- Of the same outcome of a decision, the first counts.
CREATE TABLE became AS
SELECT decision_id, outcome, arg_min(account_id, seq) AS account_id, min(known) AS known
FROM outcome GROUP BY decision_id, outcome;

-- Weak: an account that let three orders lapse or more, and never paid one.
CREATE TABLE lapser AS
SELECT coalesce(b.account_id, c.account_id) AS account_id, max(b.known) AS known
FROM became b LEFT JOIN chosen c USING (decision_id)
WHERE coalesce(b.account_id, c.account_id) IS NOT NULL
GROUP BY 1
HAVING count(*) FILTER (b.outcome = 'lapsed') >= 3
   AND count(*) FILTER (b.outcome IN ('paid', 'chargeback', 'refund_due')) = 0;

-- Weak: an account that asked for a sale that no page links to.
CREATE TABLE stung AS
SELECT account_id, min(at_ms) AS known FROM chosen WHERE honeypot GROUP BY account_id;

CREATE TABLE labelled AS
SELECT c.decision_id, c.at_ms,
       CASE WHEN t.decision_id IS NOT NULL THEN t.last.label
            WHEN s.known IS NOT NULL OR l.account_id IS NOT NULL THEN 'bot' END AS label,
       CASE WHEN t.decision_id IS NOT NULL THEN 'true'
            WHEN s.known IS NOT NULL OR l.account_id IS NOT NULL THEN 'weak' END AS label_kind,
       CASE WHEN t.decision_id IS NOT NULL THEN t.last.source
            WHEN s.known IS NOT NULL THEN 'honeypot'
            WHEN l.account_id IS NOT NULL THEN 'lapses' END AS label_source,
       CASE WHEN t.decision_id IS NOT NULL THEN nullif(t.last.at_ms, -1)
            WHEN s.known IS NOT NULL THEN s.known
            ELSE l.known END AS label_at,
       coalesce(t.conflicting, false) AS conflicting
FROM chosen c
LEFT JOIN true_label t USING (decision_id)
LEFT JOIN stung s ON s.account_id = c.account_id
LEFT JOIN lapser l ON l.account_id = c.account_id;

CREATE TABLE outcomes AS
SELECT decision_id,
       bool_or(outcome = 'held') AS held,
       bool_or(outcome = 'paid') AS paid,
       bool_or(outcome = 'lapsed') AS lapsed,
       bool_or(outcome = 'cancelled') AS cancelled,
       bool_or(outcome = 'chargeback') AS chargeback,
       bool_or(outcome = 'refund_due') AS refund_due
FROM became GROUP BY decision_id;

CREATE VIEW dataset AS
SELECT d.decision_id, d.account_id, CAST(epoch_ms(d.at_ms) AS TIMESTAMP_MS) AS "at",
       d.sale_id, d.epoch_prefix,
       d.policy_version, d.model_version, d.verdict, d.disposition, d.score, d.propensity,
       least(100, 1 / coalesce(d.propensity, 1)) AS weight,
       l.label, l.label_kind, l.label_source,
       CAST(epoch_ms(l.label_at) AS TIMESTAMP_MS) AS label_at,
       d.network_kind, d.is_ipv6,
       CASE WHEN d.hands_absent > 0 THEN 'absent'
            WHEN d.hands_little > 0 THEN 'little'
            ELSE 'sent' END AS hands,
       d.account_age < 86400 AND d.account_age_unknown = 0 AS new_account,
       d.touch,
       coalesce(o.held, false) AS outcome_held,
       coalesce(o.paid, false) AS outcome_paid,
       coalesce(o.lapsed, false) AS outcome_lapsed,
       coalesce(o.cancelled, false) AS outcome_cancelled,
       coalesce(o.chargeback, false) AS outcome_chargeback,
       coalesce(o.refund_due, false) AS outcome_refund_due,
       d.* EXCLUDE (seq, decision_id, account_id, at_ms, sale_id, epoch_prefix, policy_version,
                    model_version, verdict, disposition, score, propensity, honeypot, network_kind, is_ipv6, touch)
FROM decision d
SEMI JOIN first_decision USING (seq)
JOIN labelled l ON l.decision_id = d.decision_id
LEFT JOIN outcomes o ON o.decision_id = d.decision_id;
