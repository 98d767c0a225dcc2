CREATE TABLE platform.master_key (
    id         text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{16}$'),
    first_seen timestamptz NOT NULL,
    retired_at timestamptz
);
COMMENT ON TABLE platform.master_key IS 'Which master keys wrap keys in this database, by fingerprint; the keys themselves are in a file outside.';
