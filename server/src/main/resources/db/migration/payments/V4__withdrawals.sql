-- Money that leaves a person's balance.

CREATE TABLE payments.withdrawal (
    id           uuid PRIMARY KEY,
    person       uuid NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    currency     text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    way          text NOT NULL CHECK (way ~ '^[a-z-]{1,20}$'),
    key_id       text NOT NULL,
    sealed       bytea NOT NULL,
    shown        text NOT NULL CHECK (length(shown) <= 80),
    state        text NOT NULL CHECK (state IN
                   ('asked', 'approved-once', 'paying', 'by-hand', 'paid', 'refused', 'cancelled')),
    asked_at     timestamptz NOT NULL,
    first_by     uuid,
    second_by    uuid,
    channel      uuid REFERENCES payments.channel (id),
    tries        integer NOT NULL DEFAULT 0,
    next_try_at  timestamptz,
    last_answer  text,
    reference    text CHECK (length(reference) <= 120),
    reason       text CHECK (length(reason) <= 500),
    ended_by     uuid,
    ended_at     timestamptz,
    CONSTRAINT withdrawal_has_an_end CHECK
        ((state IN ('paid', 'refused', 'cancelled')) = (ended_at IS NOT NULL)),
    CONSTRAINT withdrawal_is_paid_with_a_reference CHECK (state <> 'paid' OR reference IS NOT NULL),
    CONSTRAINT withdrawal_is_refused_with_a_reason CHECK (state <> 'refused' OR reason IS NOT NULL),
    CONSTRAINT withdrawal_is_approved_first CHECK
        (state IN ('asked', 'refused', 'cancelled') OR first_by IS NOT NULL),
    CONSTRAINT withdrawal_is_approved_by_two CHECK (second_by IS NULL OR second_by <> first_by),
    CONSTRAINT withdrawal_is_not_approved_by_its_owner CHECK
        (first_by IS DISTINCT FROM person AND second_by IS DISTINCT FROM person),
    CONSTRAINT withdrawal_is_tried_while_paying CHECK ((state = 'paying') = (next_try_at IS NOT NULL))
);
CREATE UNIQUE INDEX withdrawal_one_at_a_time ON payments.withdrawal (person)
    WHERE state IN ('asked', 'approved-once', 'paying', 'by-hand');
CREATE INDEX withdrawal_by_person ON payments.withdrawal (person, asked_at);
CREATE INDEX withdrawal_by_time ON payments.withdrawal (asked_at);
CREATE INDEX withdrawal_to_try ON payments.withdrawal (next_try_at) WHERE next_try_at IS NOT NULL;
COMMENT ON TABLE payments.withdrawal IS
    'A member asks for money of the balance. Its id names the hold, the posting and the transfer; where it goes is sealed.';
