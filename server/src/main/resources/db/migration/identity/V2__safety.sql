ALTER TABLE identity.person ADD COLUMN email_verified_at timestamptz;

CREATE TABLE identity.session (
    id           uuid PRIMARY KEY,
    person_id    uuid NOT NULL REFERENCES identity.person (id),
    method       text NOT NULL CHECK (method IN ('SIGN_UP', 'PASSWORD', 'PASSKEY', 'RECOVERY')),
    browser      text NOT NULL CHECK (length(browser) <= 200),
    address      text NOT NULL CHECK (length(address) <= 64),
    started_at   timestamptz NOT NULL,
    confirmed_at timestamptz NOT NULL,
    seen_at      timestamptz NOT NULL,
    ended_at     timestamptz
);
CREATE INDEX session_person_idx ON identity.session (person_id, seen_at DESC);
CREATE INDEX session_seen_idx ON identity.session (seen_at);
COMMENT ON TABLE identity.session IS 'Who is signed in on which browser; one that has ended opens nothing, whatever the browser still holds.';

CREATE TABLE identity.operator_right (
    person_id  uuid NOT NULL REFERENCES identity.person (id),
    name       text NOT NULL CHECK (name ~ '^[A-Z_]+$'),
    granted_by uuid REFERENCES identity.person (id),
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (person_id, name)
);
CREATE INDEX operator_right_name_idx ON identity.operator_right (name);
COMMENT ON TABLE identity.operator_right IS 'What an operator may do beyond looking; EVERYTHING stands for all rights, those of later versions too.';
INSERT INTO identity.operator_right (person_id, name, granted_at)
SELECT person_id, 'EVERYTHING', granted_at FROM identity.role WHERE role = 'OPERATOR';

CREATE TABLE identity.api_token (
    id          uuid PRIMARY KEY,
    token_hash  bytea NOT NULL UNIQUE,
    hint        text NOT NULL,
    person_id   uuid NOT NULL REFERENCES identity.person (id),
    merchant_id uuid NOT NULL,
    name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    scopes      text[] NOT NULL CHECK (cardinality(scopes) > 0),
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL CHECK (expires_at > created_at),
    used_at     timestamptz,
    revoked_at  timestamptz,
    revoked_by  uuid REFERENCES identity.person (id)
);
CREATE INDEX api_token_merchant_idx ON identity.api_token (merchant_id, created_at DESC);
CREATE INDEX api_token_person_idx ON identity.api_token (person_id);
COMMENT ON TABLE identity.api_token IS 'Tokens with which programs of a person act for a merchant; only a hash of the token is kept.';

CREATE TABLE identity.audit (
    id        uuid PRIMARY KEY,
    at        timestamptz NOT NULL,
    person_id uuid,
    what      text NOT NULL CHECK (what ~ '^[a-z]+([.-][a-z]+)+$' AND length(what) <= 60),
    about     text NOT NULL CHECK (length(about) <= 300),
    address   text NOT NULL CHECK (length(address) <= 64)
);
CREATE INDEX audit_at_idx ON identity.audit (at DESC, id DESC);
CREATE INDEX audit_person_idx ON identity.audit (person_id, at DESC);
CREATE INDEX audit_what_idx ON identity.audit (what, at DESC);
COMMENT ON TABLE identity.audit IS 'Dangerous acts: who did what to what, and when. Rows are only ever added, and never hold a secret.';

CREATE FUNCTION identity.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is written once: % is refused', TG_OP;
END $$;
CREATE TRIGGER audit_is_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON identity.audit
    FOR EACH STATEMENT EXECUTE FUNCTION identity.refuse_rewriting();
