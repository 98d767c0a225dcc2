CREATE TABLE catalog.category (
    slug     text PRIMARY KEY CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$'),
    parent   text REFERENCES catalog.category CHECK (parent <> slug),
    name_zh  text NOT NULL CHECK (length(name_zh) BETWEEN 1 AND 40),
    name_en  text NOT NULL CHECK (length(name_en) BETWEEN 1 AND 40),
    position int NOT NULL
);
COMMENT ON TABLE catalog.category IS 'Where buyers look: two levels, the upper one without a parent.';

CREATE TABLE catalog.picture (
    hash       text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    media_type text NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp', 'image/svg+xml')),
    width      int NOT NULL CHECK (width > 0),
    height     int NOT NULL CHECK (height > 0),
    content    bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 2097152),
    kept_at    timestamptz NOT NULL
);
COMMENT ON TABLE catalog.picture IS 'Pictures of offers by the SHA-256 of their content, so that an address never changes its meaning.';

CREATE TABLE catalog.offer (
    id              uuid PRIMARY KEY,
    merchant_id     uuid NOT NULL,
    variant_of      uuid REFERENCES catalog.offer CHECK (variant_of <> id),
    kind            text NOT NULL CHECK (kind IN ('card', 'file', 'membership', 'course', 'collectible', 'voucher', 'licence', 'service', 'bundle')),
    delivery        text NOT NULL CHECK (delivery IN ('cards', 'chosen_card', 'shared_secret', 'by_hand', 'file', 'grant')),
    state           text NOT NULL CHECK (state IN ('draft', 'listed', 'paused', 'withdrawn')),
    shop_open       boolean NOT NULL DEFAULT true,
    shown           boolean NOT NULL GENERATED ALWAYS AS (state = 'listed' AND shop_open AND variant_of IS NULL) STORED,
    title_zh        text NOT NULL CHECK (length(title_zh) <= 120),
    title_en        text NOT NULL CHECK (length(title_en) <= 120),
    summary_zh      text NOT NULL CHECK (length(summary_zh) <= 300),
    summary_en      text NOT NULL CHECK (length(summary_en) <= 300),
    details_zh      text NOT NULL CHECK (length(details_zh) <= 20000),
    details_en      text NOT NULL CHECK (length(details_en) <= 20000),
    price_minor     bigint NOT NULL CHECK (price_minor >= 0),
    currency        text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    wholesale       jsonb NOT NULL CHECK (jsonb_typeof(wholesale) = 'array'),
    inputs          jsonb NOT NULL CHECK (jsonb_typeof(inputs) = 'array'),
    category        text NOT NULL REFERENCES catalog.category,
    section         text NOT NULL REFERENCES catalog.category,
    tags            text[] NOT NULL CHECK (cardinality(tags) <= 12),
    picture         text REFERENCES catalog.picture,
    confirm_days    int NOT NULL CHECK (confirm_days BETWEEN 0 AND 90),
    per_buyer_limit int NOT NULL CHECK (per_buyer_limit BETWEEN 1 AND 10000),
    promised_minutes int NOT NULL CHECK (promised_minutes BETWEEN 0 AND 43200),
    low_stock_at    int NOT NULL CHECK (low_stock_at BETWEEN 0 AND 1000000),
    search          tsvector NOT NULL,
    version         int NOT NULL CHECK (version >= 1),
    created_at      timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,
    listed_at       timestamptz,
    CHECK (title_zh <> '' OR title_en <> ''),
    CHECK (state <> 'listed' OR listed_at IS NOT NULL)
);
CREATE INDEX offer_newest ON catalog.offer (listed_at DESC, id DESC) WHERE shown;
CREATE INDEX offer_by_category ON catalog.offer (category, listed_at DESC, id DESC) WHERE shown;
CREATE INDEX offer_by_section ON catalog.offer (section, listed_at DESC, id DESC) WHERE shown;
CREATE INDEX offer_by_category_price ON catalog.offer (category, price_minor, id) WHERE shown;
CREATE INDEX offer_by_section_price ON catalog.offer (section, price_minor, id) WHERE shown;
CREATE INDEX offer_by_shop ON catalog.offer (merchant_id, listed_at DESC, id DESC) WHERE shown;
CREATE INDEX offer_of_merchant ON catalog.offer (merchant_id, changed_at DESC, id DESC);
CREATE INDEX offer_variants ON catalog.offer (variant_of, price_minor, id) WHERE variant_of IS NOT NULL;
CREATE INDEX offer_search ON catalog.offer USING gin (search) WHERE shown;
COMMENT ON TABLE catalog.offer IS 'What merchants sell. A variant is an offer of its own under another one.';

CREATE TABLE catalog.price (
    offer_id    uuid NOT NULL REFERENCES catalog.offer,
    since       timestamptz NOT NULL,
    price_minor bigint NOT NULL CHECK (price_minor >= 0),
    currency    text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    set_by      uuid NOT NULL,
    PRIMARY KEY (offer_id, since)
);
COMMENT ON TABLE catalog.price IS 'Every price an offer ever had and since when; rows are only added.';

CREATE TABLE catalog.offer_version (
    offer_id uuid NOT NULL REFERENCES catalog.offer,
    version  int NOT NULL CHECK (version >= 1),
    content  jsonb NOT NULL,
    saved_by uuid NOT NULL,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (offer_id, version)
);
COMMENT ON TABLE catalog.offer_version IS 'What an offer said at each version; rows are only added.';
