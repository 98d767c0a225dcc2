-- A change of keys may need a second operator's yes; and balances that are put right by hand.

ALTER TABLE payments.credential
    ADD COLUMN second_needed boolean NOT NULL DEFAULT false,
    ADD COLUMN second_at     timestamptz,
    DROP CONSTRAINT credential_is_stopped_before_it_counts,
    ADD CONSTRAINT credential_is_stopped_before_it_counts CHECK
        (stopped_at < active_from OR (second_needed AND second_at IS NULL)),
    ADD CONSTRAINT credential_is_allowed_where_that_is_needed CHECK (second_needed OR second_at IS NULL);
COMMENT ON COLUMN payments.credential.second_needed IS
    'It counts from active_from on, but not before a second operator has said yes.';

CREATE TABLE payments.correction (
    id           uuid PRIMARY KEY,
    person       uuid NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
    currency     text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    reason       text NOT NULL CHECK (length(reason) BETWEEN 1 AND 300),
    state        text NOT NULL CHECK (state IN ('asked', 'done', 'refused', 'too-little')),
    asked_by     uuid NOT NULL CHECK (asked_by <> person),
    asked_at     timestamptz NOT NULL,
    ended_at     timestamptz,
    CONSTRAINT correction_has_an_end CHECK ((state = 'asked') = (ended_at IS NULL))
);
CREATE INDEX correction_by_time ON payments.correction (asked_at DESC, id DESC);
COMMENT ON TABLE payments.correction IS
    'An operator puts a balance right, up or down, with a reason; a second one says yes before it is posted.';
