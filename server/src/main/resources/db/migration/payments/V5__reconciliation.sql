-- What a provider's list of a day says, compared with ours.

CREATE TABLE payments.reconciliation (
    channel     uuid NOT NULL REFERENCES payments.channel (id),
    day         date NOT NULL,
    run_at      timestamptz NOT NULL,
    theirs      integer NOT NULL CHECK (theirs >= 0),
    agreed      integer NOT NULL CHECK (agreed >= 0),
    differences jsonb NOT NULL,
    problem     text CHECK (length(problem) <= 300),
    PRIMARY KEY (channel, day)
);
COMMENT ON TABLE payments.reconciliation IS
    'The last comparison of a channel''s day: how many lines agreed, and each that did not.';
