CREATE TABLE webhooks.endpoint (
    id            uuid PRIMARY KEY,
    merchant      uuid,
    url           text NOT NULL CHECK (length(url) BETWEEN 1 AND 500),
    note          text NOT NULL CHECK (length(note) <= 100),
    kinds         text[] NOT NULL CHECK (cardinality(kinds) BETWEEN 1 AND 50),
    made_by       uuid NOT NULL,
    made_at       timestamptz NOT NULL,
    off_at        timestamptz,
    off_why       text CHECK (off_why IN ('ASKED', 'GONE', 'FAILING')),
    failing_since timestamptz,
    CHECK ((off_at IS NULL) = (off_why IS NULL))
);
CREATE INDEX endpoint_merchant_idx ON webhooks.endpoint (merchant);
COMMENT ON TABLE webhooks.endpoint IS 'Addresses that want to be told; without a merchant it is the platform''s own.';

CREATE TABLE webhooks.secret (
    id       uuid PRIMARY KEY,
    endpoint uuid NOT NULL REFERENCES webhooks.endpoint (id) ON DELETE CASCADE,
    key_id   text NOT NULL,
    sealed   bytea NOT NULL,
    made_at  timestamptz NOT NULL,
    ends_at  timestamptz
);
CREATE INDEX secret_endpoint_idx ON webhooks.secret (endpoint);
COMMENT ON TABLE webhooks.secret IS 'What bodies are signed with, sealed under a key that is not in the database; a replaced one signs along until it ends.';

CREATE TABLE webhooks.fact (
    id        uuid PRIMARY KEY,
    kind      text NOT NULL CHECK (length(kind) <= 50),
    merchants uuid[] NOT NULL,
    platform  boolean NOT NULL,
    endpoint  uuid,
    content   jsonb NOT NULL,
    at        timestamptz NOT NULL,
    due_at    timestamptz,
    tries     int NOT NULL DEFAULT 0 CHECK (tries >= 0)
);
CREATE INDEX fact_due_idx ON webhooks.fact (due_at) WHERE due_at IS NOT NULL;
COMMENT ON TABLE webhooks.fact IS 'Facts that are not yet written for each address; without a due time they could not be.';

CREATE TABLE webhooks.delivery (
    id        uuid PRIMARY KEY,
    endpoint  uuid NOT NULL REFERENCES webhooks.endpoint (id) ON DELETE CASCADE,
    fact      uuid NOT NULL,
    kind      text NOT NULL,
    body      text NOT NULL CHECK (length(body) <= 70000),
    state     text NOT NULL CHECK (state IN ('WAITING', 'DELIVERED', 'FAILED', 'MISSED')),
    step      int NOT NULL DEFAULT 0 CHECK (step >= 0),
    tries     int NOT NULL DEFAULT 0 CHECK (tries >= 0),
    queued_at timestamptz NOT NULL,
    due_at    timestamptz NOT NULL,
    ended_at  timestamptz,
    UNIQUE (endpoint, fact),
    CHECK ((state = 'WAITING') = (ended_at IS NULL))
);
CREATE INDEX delivery_due_idx ON webhooks.delivery (endpoint, due_at) WHERE state = 'WAITING';
CREATE INDEX delivery_list_idx ON webhooks.delivery (endpoint, queued_at DESC, id DESC);
CREATE INDEX delivery_ended_idx ON webhooks.delivery (ended_at) WHERE ended_at IS NOT NULL;
COMMENT ON TABLE webhooks.delivery IS 'One fact for one address, queued once; forgotten thirty days after it ended.';

CREATE TABLE webhooks.attempt (
    delivery uuid NOT NULL REFERENCES webhooks.delivery (id) ON DELETE CASCADE,
    number   int NOT NULL CHECK (number > 0),
    at       timestamptz NOT NULL,
    took_ms  bigint NOT NULL CHECK (took_ms >= 0),
    status   int,
    problem  text,
    said     text NOT NULL CHECK (length(said) <= 1000),
    PRIMARY KEY (delivery, number)
);
COMMENT ON TABLE webhooks.attempt IS 'The last tries of a delivery and what came back.';
