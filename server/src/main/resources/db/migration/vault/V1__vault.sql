CREATE TABLE vault.merchant_key (
    id            uuid PRIMARY KEY,
    merchant_id   uuid NOT NULL,
    purpose       text NOT NULL CHECK (purpose IN ('seal', 'mark')),
    master_key_id text NOT NULL CHECK (master_key_id ~ '^[0-9a-f]{16}$'),
    wrapped       bytea NOT NULL CHECK (octet_length(wrapped) = 60),
    made_at       timestamptz NOT NULL,
    retired_at    timestamptz,
    CHECK (purpose = 'seal' OR retired_at IS NULL)
);
CREATE UNIQUE INDEX merchant_key_current ON vault.merchant_key (merchant_id, purpose) WHERE retired_at IS NULL;
COMMENT ON TABLE vault.merchant_key IS 'Keys of merchants, wrapped by the master key: seal encrypts cards and is changed from time to time, mark recognises duplicates and stays.';

CREATE TABLE vault.batch (
    id          uuid PRIMARY KEY,
    merchant_id uuid NOT NULL,
    offer_id    uuid NOT NULL,
    source      text NOT NULL CHECK (length(source) <= 200),
    format      text NOT NULL CHECK (format IN ('lines', 'csv')),
    many        boolean NOT NULL,
    begun_by    uuid NOT NULL,
    begun_at    timestamptz NOT NULL,
    lines_read  int NOT NULL DEFAULT 0 CHECK (lines_read >= 0),
    prefix_hash bytea CHECK (octet_length(prefix_hash) = 32),
    taken       int CHECK (taken >= 0),
    done_at     timestamptz,
    CHECK ((taken IS NULL) = (done_at IS NULL))
);
CREATE INDEX batch_of_merchant ON vault.batch (merchant_id, begun_at DESC);
CREATE INDEX batch_open ON vault.batch (begun_at) WHERE done_at IS NULL;
COMMENT ON TABLE vault.batch IS 'One import of cards: where they came from, how far it got, how many were taken.';

CREATE TABLE vault.refused_line (
    batch_id uuid NOT NULL REFERENCES vault.batch ON DELETE CASCADE,
    line     int NOT NULL CHECK (line >= 1),
    reason   text NOT NULL CHECK (reason IN ('blank', 'malformed', 'too_long', 'twice_in_file', 'in_vault', 'expired')),
    first_line int CHECK (first_line >= 1),
    PRIMARY KEY (batch_id, line)
);
COMMENT ON TABLE vault.refused_line IS 'Lines of an import that were not taken and why; never their text.';

-- No index: it holds only imports under way and is read whole.
CREATE TABLE vault.staged_card (
    batch_id   uuid NOT NULL,
    line       int NOT NULL,
    id         uuid NOT NULL,
    key_id     uuid NOT NULL,
    sealed     bytea NOT NULL,
    mark       bytea NOT NULL,
    label      text,
    expires_at timestamptz
);
COMMENT ON TABLE vault.staged_card IS 'Cards of an import under way, encrypted already; they reach the shelf all at once.';

-- No foreign keys to batch and key: the import writes all of them in one transaction, and checking
-- each of 100,000 rows would double its time.
CREATE TABLE vault.card (
    id          uuid PRIMARY KEY,
    merchant_id uuid NOT NULL,
    offer_id    uuid NOT NULL,
    batch_id    uuid NOT NULL,
    key_id      uuid NOT NULL,
    sealed      bytea NOT NULL CHECK (octet_length(sealed) > 28),
    mark        bytea NOT NULL CHECK (octet_length(mark) = 32),
    state       text NOT NULL CHECK (state IN ('available', 'held', 'sold', 'revoked', 'replaced')),
    many        boolean NOT NULL DEFAULT false,
    hold_id     uuid,
    label       text CHECK (length(label) BETWEEN 1 AND 100),
    expires_at  timestamptz,
    successor   uuid REFERENCES vault.card,
    CONSTRAINT card_once UNIQUE (merchant_id, mark),
    CHECK ((hold_id IS NULL) = (state = 'available')),
    CHECK (NOT many OR state = 'available'),
    CHECK (successor IS NULL OR state = 'replaced')
);
-- The predicate names hold_id only, so that held → sold changes no index.
CREATE INDEX card_on_shelf ON vault.card (offer_id, expires_at, id) WHERE hold_id IS NULL;
CREATE INDEX card_of_batch ON vault.card (batch_id);
COMMENT ON TABLE vault.card IS 'Cards, encrypted; each is sold at most once, ever. One that many buyers receive stays available.';

CREATE TABLE vault.hold (
    id          uuid PRIMARY KEY,
    offer_id    uuid NOT NULL,
    quantity    int NOT NULL CHECK (quantity > 0),
    cards       uuid[] NOT NULL,
    state       text NOT NULL CHECK (state IN ('held', 'sold', 'released', 'revoked')),
    until       timestamptz NOT NULL,
    made_at     timestamptz NOT NULL,
    sold_at     timestamptz,
    revealed_at timestamptz,
    chosen      boolean NOT NULL DEFAULT false,
    CHECK (cardinality(cards) = quantity),
    CHECK (state IN ('held', 'released') OR sold_at IS NOT NULL),
    CHECK (revealed_at IS NULL OR sold_at IS NOT NULL)
);
CREATE INDEX hold_open ON vault.hold (until) WHERE state = 'held';
COMMENT ON TABLE vault.hold IS 'Cards set aside for one order line, then sold, given back or revoked; all of the line or none.';

CREATE TABLE vault.reveal (
    id        uuid PRIMARY KEY,
    card_id   uuid NOT NULL,
    hold_id   uuid,
    reader    text NOT NULL CHECK (reader IN ('buyer', 'guest', 'merchant', 'operator', 'mail')),
    reader_id uuid NOT NULL,
    at        timestamptz NOT NULL
);
CREATE INDEX reveal_by_card ON vault.reveal (card_id, at);
COMMENT ON TABLE vault.reveal IS 'Who saw the text of which card when; rows are only added.';
