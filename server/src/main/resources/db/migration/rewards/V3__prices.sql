-- Promotions, and what was taken off orders: by which promotion or coupon, on which line, how much.

CREATE TABLE rewards.promotion (
    id           uuid PRIMARY KEY,
    key          text NOT NULL CHECK (key ~ '^[a-z0-9-]{2,60}$'),
    version      integer NOT NULL CHECK (version >= 1),
    title_zh     text NOT NULL CHECK (length(title_zh) <= 80),
    title_en     text NOT NULL CHECK (length(title_en) <= 80),
    occasion     text NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('price', 'percent', 'free-pieces', 'set')),
    offers       uuid[] NOT NULL,
    merchant     uuid,
    price_minor  bigint CHECK (price_minor >= 0),
    off_bp       integer CHECK (off_bp BETWEEN 1 AND 10000),
    buy          integer CHECK (buy >= 1),
    free         integer CHECK (free >= 1),
    audience     text NOT NULL,
    month_day    integer CHECK (month_day BETWEEN 1 AND 28),
    week_day     integer CHECK (week_day BETWEEN 1 AND 7),
    funder       text NOT NULL,
    valid_from   timestamptz NOT NULL,
    valid_until  timestamptz,
    stock        bigint CHECK (stock >= 1),
    per_person   integer CHECK (per_person >= 1),
    budget_minor bigint CHECK (budget_minor >= 1),
    made_by      text NOT NULL,
    made_at      timestamptz NOT NULL,
    ended_at     timestamptz,
    pieces       bigint NOT NULL DEFAULT 0 CHECK (pieces >= 0),
    taken_minor  bigint NOT NULL DEFAULT 0 CHECK (taken_minor >= 0),
    UNIQUE (key, version),
    CONSTRAINT promotion_price_is_named CHECK ((kind IN ('price', 'set')) = (price_minor IS NOT NULL)),
    CONSTRAINT promotion_share_is_named CHECK ((kind = 'percent') = (off_bp IS NOT NULL)),
    CONSTRAINT promotion_gift_is_named
        CHECK ((kind = 'free-pieces') = (buy IS NOT NULL) AND (buy IS NULL) = (free IS NULL)),
    CONSTRAINT promotion_set_has_parts CHECK (kind <> 'set' OR cardinality(offers) BETWEEN 2 AND 10),
    CONSTRAINT promotion_price_names_offers CHECK (kind <> 'price' OR cardinality(offers) >= 1),
    CONSTRAINT promotion_of_a_merchant_stays_there CHECK (funder = 'platform' OR funder = merchant::text),
    CONSTRAINT promotion_ends_after_it_begins CHECK (valid_until > valid_from),
    CONSTRAINT promotion_never_over_its_stock CHECK (pieces <= stock),
    CONSTRAINT promotion_never_over_its_budget CHECK (taken_minor <= budget_minor)
);
CREATE UNIQUE INDEX promotion_in_force ON rewards.promotion (key) WHERE ended_at IS NULL;
COMMENT ON TABLE rewards.promotion IS
    'Prices beside coupons. Pieces and what is taken off count open orders too; a null limit is no limit.';

CREATE TABLE rewards.price_hold (
    order_id uuid PRIMARY KEY,
    person   uuid,
    state    text NOT NULL CHECK (state IN ('held', 'captured', 'released')),
    at       timestamptz NOT NULL
);
COMMENT ON TABLE rewards.price_hold IS 'Orders that something was taken off, and whether they were paid.';

CREATE TABLE rewards.price_cut (
    order_id  uuid NOT NULL REFERENCES rewards.price_hold (order_id),
    offer     uuid NOT NULL,
    source    uuid NOT NULL,
    coupon    uuid,
    pieces    integer NOT NULL CHECK (pieces >= 0),
    off_minor bigint NOT NULL CHECK (off_minor >= 1),
    currency  text NOT NULL,
    funder    text NOT NULL,
    counted   boolean NOT NULL,
    returned  boolean NOT NULL DEFAULT false,
    PRIMARY KEY (order_id, offer, source)
);
CREATE INDEX price_cut_by_source ON rewards.price_cut (source);
COMMENT ON TABLE rewards.price_cut IS
    'What a promotion (source) or the terms of a coupon (source and coupon) took off one line. Not counted means that it was released and the order was paid late all the same: outside limits and budget.';

CREATE TABLE rewards.tender (
    order_id         uuid PRIMARY KEY,
    spend            uuid NOT NULL,
    person           uuid NOT NULL,
    points           bigint NOT NULL CHECK (points > 0),
    minor            bigint NOT NULL CHECK (minor > 0),
    total_minor      bigint NOT NULL CHECK (total_minor >= minor),
    currency         text NOT NULL,
    state            text NOT NULL CHECK (state IN ('held', 'captured', 'released')),
    redeemed         boolean NOT NULL DEFAULT false,
    back_total_minor bigint NOT NULL DEFAULT 0 CHECK (back_total_minor BETWEEN 0 AND total_minor),
    back_minor       bigint NOT NULL DEFAULT 0 CHECK (back_minor BETWEEN 0 AND minor),
    back_points      bigint NOT NULL DEFAULT 0 CHECK (back_points BETWEEN 0 AND points)
);
COMMENT ON TABLE rewards.tender IS
    'Points that pay part of an order, what they pay of which total, and what was given back. Not redeemed though captured means that the order was paid late and the points were gone: the platform bears it.';

CREATE TABLE rewards.tender_back (
    request  text PRIMARY KEY CHECK (length(request) BETWEEN 1 AND 120),
    order_id uuid NOT NULL REFERENCES rewards.tender (order_id),
    minor    bigint NOT NULL CHECK (minor >= 0)
);
COMMENT ON TABLE rewards.tender_back IS 'How much each request gave back in points, in money''s terms.';

ALTER TABLE rewards.terms ADD COLUMN again_days integer CHECK (again_days >= 1);
COMMENT ON COLUMN rewards.terms.again_days IS
    'The limit per person counts what was got within so many days; null counts everything ever.';
