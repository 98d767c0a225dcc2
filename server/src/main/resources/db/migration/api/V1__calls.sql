CREATE TABLE api.call (
    id            uuid PRIMARY KEY,
    scope         bytea NOT NULL CHECK (octet_length(scope) = 32),
    key           text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    content       bytea CHECK (octet_length(content) = 32),
    turn          int NOT NULL DEFAULT 1 CHECK (turn >= 1),
    begun_at      timestamptz NOT NULL,
    running_until timestamptz NOT NULL,
    status        int CHECK (status BETWEEN 200 AND 499),
    media_type    text,
    location      text,
    reply         bytea,
    UNIQUE (scope, key),
    CHECK ((status IS NULL) = (reply IS NULL)),
    CHECK (status IS NULL OR content IS NOT NULL)
);
CREATE INDEX call_begun ON api.call (begun_at);
COMMENT ON TABLE api.call IS 'Calls that came with an Idempotency-Key: whose, what they carried (a keyed hash), and the first answer, encrypted; kept for a day.';
