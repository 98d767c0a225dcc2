CREATE TABLE identity.passkey (
    id                 uuid PRIMARY KEY,
    credential_id      bytea NOT NULL UNIQUE CHECK (length(credential_id) BETWEEN 16 AND 1023),
    person_id          uuid NOT NULL REFERENCES identity.person (id),
    label              text NOT NULL CHECK (length(label) BETWEEN 1 AND 60),
    public_key         bytea NOT NULL,
    signature_count    bigint NOT NULL CHECK (signature_count >= 0),
    verified           boolean NOT NULL,
    backup_eligible    boolean NOT NULL,
    backed_up          boolean NOT NULL,
    transports         text[] NOT NULL,
    attestation        bytea NOT NULL,
    attestation_client bytea NOT NULL,
    created_at         timestamptz NOT NULL,
    used_at            timestamptz
);
CREATE INDEX passkey_person_idx ON identity.passkey (person_id, created_at);
COMMENT ON TABLE identity.passkey IS 'Public keys with which people sign in; the private ones never leave their devices.';

CREATE TABLE identity.challenge (
    hash       bytea PRIMARY KEY,
    purpose    text NOT NULL CHECK (purpose IN ('REGISTER', 'SIGN_IN', 'CONFIRM')),
    person_id  uuid REFERENCES identity.person (id),
    expires_at timestamptz NOT NULL,
    CHECK ((person_id IS NULL) = (purpose = 'SIGN_IN'))
);
CREATE INDEX challenge_expiry_idx ON identity.challenge (expires_at);
COMMENT ON TABLE identity.challenge IS 'What a device is asked to sign, by its hash; it counts once and for five minutes.';
