CREATE TABLE messaging.letter (
    id          uuid PRIMARY KEY,
    request_key text NOT NULL UNIQUE CHECK (length(request_key) <= 200),
    person_id   uuid,
    email       text NOT NULL CHECK (length(email) <= 254),
    language    text NOT NULL,
    letter      text NOT NULL,
    variables   jsonb NOT NULL,
    state       text NOT NULL CHECK (state IN ('WAITING', 'SENT', 'UNREACHABLE')),
    attempts    int NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    problem     text,
    due_at      timestamptz NOT NULL,
    queued_at   timestamptz NOT NULL,
    ended_at    timestamptz,
    CHECK ((state = 'WAITING') = (ended_at IS NULL))
);
CREATE INDEX letter_due_idx ON messaging.letter (due_at) WHERE state = 'WAITING';
CREATE INDEX letter_queued_idx ON messaging.letter (queued_at DESC, id DESC);
CREATE INDEX letter_ended_idx ON messaging.letter (ended_at) WHERE ended_at IS NOT NULL;
COMMENT ON TABLE messaging.letter IS 'Letters waiting and sent; forgotten thirty days after they ended.';
