CREATE TABLE vault.file (
    id          uuid PRIMARY KEY,
    merchant_id uuid NOT NULL,
    offer_id    uuid NOT NULL,
    version     int CHECK (version >= 1),
    name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    bytes       bigint NOT NULL DEFAULT 0 CHECK (bytes >= 0),
    key_id      uuid NOT NULL,
    wrapped     bytea NOT NULL CHECK (octet_length(wrapped) = 60),
    kept_by     uuid NOT NULL,
    begun_at    timestamptz NOT NULL,
    kept_at     timestamptz,
    replaced_at timestamptz,
    CHECK ((version IS NULL) = (kept_at IS NULL)),
    CHECK (kept_at IS NULL OR bytes > 0),
    CHECK (replaced_at IS NULL OR kept_at IS NOT NULL)
);
CREATE UNIQUE INDEX file_current ON vault.file (offer_id) WHERE kept_at IS NOT NULL AND replaced_at IS NULL;
CREATE UNIQUE INDEX file_version ON vault.file (offer_id, version) WHERE version IS NOT NULL;
CREATE INDEX file_key ON vault.file (key_id);
CREATE INDEX file_unfinished ON vault.file (begun_at) WHERE kept_at IS NULL;
CREATE INDEX file_replaced ON vault.file (replaced_at) WHERE replaced_at IS NOT NULL;
COMMENT ON TABLE vault.file IS 'Files that buyers download: the current version of each offer, and older ones for a day; each has a key of its own, wrapped by its merchant''s.';

CREATE TABLE vault.file_part (
    file_id uuid NOT NULL REFERENCES vault.file ON DELETE CASCADE,
    number  int NOT NULL CHECK (number >= 0),
    sealed  bytea NOT NULL CHECK (octet_length(sealed) > 28),
    PRIMARY KEY (file_id, number)
);
-- Sealed bytes do not shrink.
ALTER TABLE vault.file_part ALTER COLUMN sealed SET STORAGE EXTERNAL;
COMMENT ON TABLE vault.file_part IS 'Contents of files in parts of 256 KiB, each encrypted for its place.';

CREATE TABLE vault.download (
    id        uuid PRIMARY KEY,
    hold_id   uuid NOT NULL,
    file_id   uuid NOT NULL,
    version   int NOT NULL,
    reader    text NOT NULL CHECK (reader IN ('buyer', 'guest', 'merchant', 'operator', 'mail')),
    reader_id uuid NOT NULL,
    from_byte bigint NOT NULL CHECK (from_byte >= 0),
    at        timestamptz NOT NULL
);
CREATE INDEX download_by_hold ON vault.download (hold_id, at);
COMMENT ON TABLE vault.download IS 'Who fetched which file, from which byte on, when; rows are only added.';

ALTER TABLE vault.hold ADD COLUMN file boolean NOT NULL DEFAULT false;
