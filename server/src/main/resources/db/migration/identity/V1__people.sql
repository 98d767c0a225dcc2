CREATE TABLE identity.person (
    id            uuid PRIMARY KEY,
    name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    email         text NOT NULL CHECK (length(email) <= 254),
    email_key     text NOT NULL UNIQUE,
    password_hash text NOT NULL,
    language      text NOT NULL,
    zone          text NOT NULL,
    created_at    timestamptz NOT NULL
);
COMMENT ON TABLE identity.person IS 'People who signed up; the one place where their personal fields live.';

CREATE TABLE identity.role (
    person_id  uuid NOT NULL REFERENCES identity.person (id),
    role       text NOT NULL CHECK (role IN ('MERCHANT', 'OPERATOR')),
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (person_id, role)
);
COMMENT ON TABLE identity.role IS 'What a person is beside being a buyer.';

CREATE TABLE identity.attempt (
    kind         text NOT NULL,
    key          text NOT NULL,
    window_start timestamptz NOT NULL,
    count        int NOT NULL CHECK (count > 0),
    PRIMARY KEY (kind, key, window_start)
);
CREATE INDEX attempt_window_idx ON identity.attempt (window_start);
COMMENT ON TABLE identity.attempt IS 'Tries of what can be guessed, counted per window; keys are hashed. Trimmed after a day.';

CREATE TABLE identity.invitation (
    token_hash bytea PRIMARY KEY,
    role       text NOT NULL CHECK (role IN ('MERCHANT', 'OPERATOR')),
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
COMMENT ON TABLE identity.invitation IS 'One-time links that grant a role: the first operator of a real installation.';
