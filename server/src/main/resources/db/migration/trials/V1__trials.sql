-- Flags and experiments: what they are, who saw what, what came of it, and why it went on.

CREATE TABLE trials.edition (
    one    boolean PRIMARY KEY DEFAULT true CHECK (one),
    number bigint NOT NULL,
    off    boolean NOT NULL
);
COMMENT ON TABLE trials.edition IS 'Rises with every change, so that processes know when to read again; off switches every trial off at once.';
INSERT INTO trials.edition (number, off) VALUES (1, false);

CREATE TABLE trials.trial (
    id         uuid PRIMARY KEY,
    key        text NOT NULL UNIQUE CHECK (key ~ '^[a-z0-9][a-z0-9._-]{0,79}$'),
    state      text NOT NULL CHECK (state IN ('DRAFT', 'RUNNING', 'PAUSED', 'ENDED')),
    version    int NOT NULL CHECK (version > 0),
    dealt      int NOT NULL CHECK (dealt BETWEEN 1 AND version),
    step       int NOT NULL CHECK (step IN (1, 5, 10, 25, 50, 100)),
    served     text,
    made_at    timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    started_at timestamptz,
    ended_at   timestamptz,
    CONSTRAINT an_end_serves_something CHECK ((state = 'ENDED') = (served IS NOT NULL))
);
COMMENT ON TABLE trials.trial IS 'Where each flag or experiment stands; dealt is the version with which people came into their present arms.';

CREATE TABLE trials.version (
    trial      uuid NOT NULL REFERENCES trials.trial (id),
    number     int NOT NULL CHECK (number > 0),
    definition jsonb NOT NULL,
    back_to    int,
    made_by    uuid NOT NULL,
    made_at    timestamptz NOT NULL,
    PRIMARY KEY (trial, number)
);
COMMENT ON TABLE trials.version IS 'What a trial was, written once; back_to names the earlier version that was taken up again.';

CREATE TABLE trials.step (
    trial uuid NOT NULL REFERENCES trials.trial (id),
    dealt int NOT NULL,
    since timestamptz NOT NULL,
    step  int NOT NULL,
    PRIMARY KEY (trial, dealt, since)
);
COMMENT ON TABLE trials.step IS 'Since when so many percent take part.';

CREATE TABLE trials.decision (
    id       uuid PRIMARY KEY,
    trial    uuid NOT NULL REFERENCES trials.trial (id),
    dealt    int NOT NULL,
    at       timestamptz NOT NULL,
    who      uuid,
    kind     text NOT NULL,
    step     int NOT NULL,
    evidence jsonb NOT NULL
);
CREATE INDEX decision_by_trial ON trials.decision (trial, at DESC);
COMMENT ON TABLE trials.decision IS 'What was done to a trial, by a person or by the daily job (who is null), with what was known.';

CREATE TABLE trials.exposure (
    trial    uuid NOT NULL,
    dealt    int NOT NULL,
    person   uuid NOT NULL,
    variant  text NOT NULL,
    step     int NOT NULL,
    at       timestamptz NOT NULL,
    told     boolean NOT NULL,
    PRIMARY KEY (trial, dealt, person, variant)
);
CREATE INDEX exposure_by_person ON trials.exposure (person);
COMMENT ON TABLE trials.exposure IS 'Who was really shown what, once; told by a program or by this house.';

CREATE TABLE trials.purchase (
    purchase       uuid PRIMARY KEY,
    person         uuid NOT NULL,
    currency       text NOT NULL,
    paid_at        timestamptz,
    paid_minor     bigint NOT NULL,
    returned_minor bigint NOT NULL
);
CREATE INDEX purchase_by_person ON trials.purchase (person);
COMMENT ON TABLE trials.purchase IS 'Paid orders and what of them was given back, as the journal told.';

CREATE TABLE trials.deed (
    person uuid NOT NULL,
    kind   text NOT NULL,
    at     timestamptz NOT NULL,
    times  int NOT NULL CHECK (times > 0),
    PRIMARY KEY (person, kind, at)
);
CREATE INDEX deed_by_time ON trials.deed (at);
COMMENT ON TABLE trials.deed IS 'Acts that some measure asks for, to the second; kind @came is a visit, to the hour.';

CREATE TABLE trials.readout (
    trial uuid NOT NULL,
    dealt int NOT NULL,
    at    timestamptz NOT NULL,
    body  jsonb NOT NULL,
    PRIMARY KEY (trial, dealt)
);
COMMENT ON TABLE trials.readout IS 'The last read-out of a trial, computed by a job; pages show this and scan nothing.';

CREATE TABLE trials.holdout (
    name       text PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9._:-]{0,99}$'),
    share_bp   int NOT NULL CHECK (share_bp BETWEEN 0 AND 5000),
    version    int NOT NULL CHECK (version > 0),
    changed_by uuid,
    changed_at timestamptz NOT NULL
);
COMMENT ON TABLE trials.holdout IS 'Shares of people who are left alone, in ten-thousandths; who they are follows from the name alone and never changes.';
