CREATE TABLE identity.spent_proof (
    hash       bytea PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
CREATE INDEX spent_proof_expiry_idx ON identity.spent_proof (expires_at);
COMMENT ON TABLE identity.spent_proof IS 'Proofs of work that were used, until they would be too old anyway.';
