CREATE TABLE merchants.invitation (
    token_hash  bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    merchant_id uuid NOT NULL REFERENCES merchants.shop,
    email       text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    role        text NOT NULL CHECK (role IN ('owner', 'clerk')),
    invited_by  uuid NOT NULL,
    invited_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL CHECK (expires_at > invited_at),
    UNIQUE (merchant_id, email)
);
CREATE INDEX invitation_expiry ON merchants.invitation (expires_at);
COMMENT ON TABLE merchants.invitation IS
    'Somebody was asked by mail to work for a merchant, by the hash of the link; a used one is deleted.';
