-- Orders: what was bought on which terms, and how it went on.

CREATE TABLE orders.purchase (
    id           uuid PRIMARY KEY,
    number       text NOT NULL UNIQUE CHECK (number ~ '^[2-9A-HJ-NP-Z]{16}$'),
    request      uuid NOT NULL UNIQUE,
    person       uuid,
    email        text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    address      text NOT NULL CHECK (length(address) <= 60),
    language     text NOT NULL CHECK (length(language) BETWEEN 2 AND 35),
    state        text NOT NULL CHECK (state IN ('placed', 'paid', 'delivering', 'delivered', 'completed',
                     'expired', 'cancelled', 'refunding', 'refunded', 'disputed')),
    total_minor  bigint NOT NULL CHECK (total_minor >= 0),
    currency     text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    placed_at    timestamptz NOT NULL,
    pay_until    timestamptz NOT NULL,
    charge       uuid,
    paid_at      timestamptz,
    late         boolean NOT NULL DEFAULT false,
    delivered_at timestamptz,
    complete_at  timestamptz,
    work_at      timestamptz,
    CONSTRAINT purchase_expires_after_it_is_placed CHECK (pay_until > placed_at),
    CONSTRAINT purchase_paid_has_a_time
        CHECK (paid_at IS NOT NULL OR state IN ('placed', 'expired', 'cancelled')),
    CONSTRAINT purchase_unpaid_names_no_charge CHECK (paid_at IS NOT NULL OR charge IS NULL)
);
CREATE INDEX purchase_open ON orders.purchase (pay_until) WHERE state = 'placed';
CREATE INDEX purchase_open_by_email ON orders.purchase (lower(email)) WHERE state = 'placed';
CREATE INDEX purchase_open_by_address ON orders.purchase (address) WHERE state = 'placed';
CREATE INDEX purchase_open_by_person ON orders.purchase (person) WHERE state = 'placed';
CREATE INDEX purchase_by_person ON orders.purchase (person, placed_at DESC);
CREATE INDEX purchase_to_complete ON orders.purchase (complete_at) WHERE state = 'delivered';
CREATE INDEX purchase_to_work_on ON orders.purchase (work_at) WHERE work_at IS NOT NULL;
COMMENT ON TABLE orders.purchase IS
    'An order as a whole. A work time is set while something remains to be done for it, so that whatever a crash left half done is finished.';

CREATE TABLE orders.line (
    purchase      uuid NOT NULL REFERENCES orders.purchase (id),
    position      integer NOT NULL CHECK (position >= 1),
    offer         uuid NOT NULL,
    merchant      uuid NOT NULL,
    title_zh      text NOT NULL,
    title_en      text NOT NULL,
    delivery      text NOT NULL,
    unit_minor    bigint NOT NULL CHECK (unit_minor >= 0),
    quantity      integer NOT NULL CHECK (quantity >= 1),
    amount_minor  bigint NOT NULL CHECK (amount_minor >= 0),
    commission_bp integer NOT NULL CHECK (commission_bp BETWEEN 0 AND 10000),
    confirm_days  integer NOT NULL CHECK (confirm_days >= 0),
    hold          uuid NOT NULL UNIQUE,
    answers       jsonb NOT NULL,
    snapshot      jsonb NOT NULL,
    state         text NOT NULL CHECK (state IN ('open', 'delivered', 'returned')),
    due_at        timestamptz,
    PRIMARY KEY (purchase, position),
    CONSTRAINT line_amounts_add_up CHECK (amount_minor <= unit_minor * quantity)
);
CREATE INDEX line_by_merchant ON orders.line (merchant, purchase DESC);
CREATE INDEX line_by_offer ON orders.line (offer);
COMMENT ON TABLE orders.line IS
    'One offer of an order, as it was sold: title, price, rules and merchant stay what they were.';

CREATE TABLE orders.step (
    id       bigint GENERATED ALWAYS AS IDENTITY,
    purchase uuid NOT NULL REFERENCES orders.purchase (id),
    at       timestamptz NOT NULL,
    kind     text NOT NULL CHECK (kind ~ '^[a-z-]{2,30}$'),
    position integer,
    PRIMARY KEY (purchase, id)
);
COMMENT ON TABLE orders.step IS 'The timeline of an order, only ever added to.';

CREATE TABLE orders.lookup_code (
    purchase uuid PRIMARY KEY REFERENCES orders.purchase (id),
    hash     bytea NOT NULL,
    until    timestamptz NOT NULL
);
COMMENT ON TABLE orders.lookup_code IS 'One-time codes with which a guest opens an order, as keyed hashes.';
