CREATE TABLE identity.ticket (
    token_hash bytea PRIMARY KEY,
    purpose    text NOT NULL CHECK (purpose IN ('VERIFY', 'LEAVE_ADDRESS', 'TAKE_ADDRESS', 'RECOVER', 'SECOND_FACTOR')),
    person_id  uuid NOT NULL REFERENCES identity.person (id),
    email_key  text NOT NULL,
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > issued_at)
);
CREATE INDEX ticket_person_idx ON identity.ticket (person_id, purpose);
CREATE INDEX ticket_expiry_idx ON identity.ticket (expires_at);
COMMENT ON TABLE identity.ticket IS 'Links and steps that work once, by the hash of their text; a used one is deleted.';

CREATE TABLE identity.address_change (
    person_id    uuid PRIMARY KEY REFERENCES identity.person (id),
    email        text NOT NULL CHECK (length(email) <= 254),
    email_key    text NOT NULL,
    asked_at     timestamptz NOT NULL,
    left_at      timestamptz,
    taken_at     timestamptz
);
COMMENT ON TABLE identity.address_change IS 'A person moving to another address: both ends say yes before it counts.';

CREATE TABLE identity.recovery_ask (
    id        uuid PRIMARY KEY,
    email_key text NOT NULL CHECK (length(email_key) <= 254),
    asked_at  timestamptz NOT NULL
);
COMMENT ON TABLE identity.recovery_ask IS 'Somebody asked for a way back in. Known and unknown addresses are written down alike and looked up later; rows live for seconds.';

CREATE TABLE identity.device (
    person_id   uuid NOT NULL REFERENCES identity.person (id),
    device_hash bytea NOT NULL,
    first_at    timestamptz NOT NULL,
    seen_at     timestamptz NOT NULL,
    PRIMARY KEY (person_id, device_hash)
);
CREATE INDEX device_seen_idx ON identity.device (seen_at);
COMMENT ON TABLE identity.device IS 'Browsers on which a person has signed in before, by the hash of a cookie; another one is worth a letter.';

CREATE TABLE identity.second_factor (
    person_id     uuid PRIMARY KEY REFERENCES identity.person (id),
    secret_sealed bytea NOT NULL,
    made_at       timestamptz NOT NULL,
    confirmed_at  timestamptz,
    last_step     bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE identity.second_factor IS 'The secret shared with a person''s authenticator app, sealed; the last time step that was used, so that no code works twice.';

CREATE TABLE identity.recovery_code (
    person_id uuid NOT NULL REFERENCES identity.person (id),
    code_hash bytea NOT NULL,
    made_at   timestamptz NOT NULL,
    PRIMARY KEY (person_id, code_hash)
);
COMMENT ON TABLE identity.recovery_code IS 'Codes for whoever lost the authenticator app, by their keyed hash; a used one is deleted.';
