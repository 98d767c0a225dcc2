-- Contribution: who helped whom, and how much that weighs. Separate from points.

CREATE TABLE rewards.contribution (
    fact   uuid PRIMARY KEY,
    person uuid NOT NULL,
    kind   text NOT NULL CHECK (kind IN ('INVITE', 'SHARE', 'HELP', 'CREATE')),
    helped uuid,
    at     timestamptz NOT NULL,
    CONSTRAINT nobody_helps_themselves CHECK (helped <> person)
);
CREATE INDEX contribution_by_person ON rewards.contribution (person, at);
COMMENT ON TABLE rewards.contribution IS
    'Acts of inviting, sharing, helping and making; the score is computed from them by the published formula.';
