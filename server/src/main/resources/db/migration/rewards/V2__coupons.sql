-- Coupons: terms are what a kind of coupon promises, a coupon is one promise to one person (or a
-- code that waits for one). Terms in force never change; an edit is a new version under the key.

CREATE TABLE rewards.terms (
    id              uuid PRIMARY KEY,
    key             text NOT NULL CHECK (key ~ '^[a-z0-9-]{2,60}$'),
    version         integer NOT NULL CHECK (version >= 1),
    title_zh        text NOT NULL CHECK (length(title_zh) <= 80),
    title_en        text NOT NULL CHECK (length(title_en) <= 80),
    kind            text NOT NULL CHECK (kind IN ('fixed', 'percent', 'trial')),
    off_minor       bigint CHECK (off_minor >= 1),
    off_bp          integer CHECK (off_bp BETWEEN 1 AND 10000),
    cap_minor       bigint CHECK (cap_minor >= 1),
    threshold_minor bigint NOT NULL CHECK (threshold_minor >= 0),
    offers          uuid[] NOT NULL,
    categories      text[] NOT NULL,
    merchant        uuid,
    audience        text NOT NULL,
    claimable       boolean NOT NULL,
    alone           boolean NOT NULL,
    funder          text NOT NULL,
    valid_from      timestamptz NOT NULL,
    valid_until     timestamptz,
    life_days       integer NOT NULL CHECK (life_days BETWEEN 1 AND 3650),
    total_limit     bigint CHECK (total_limit >= 1),
    per_person      integer CHECK (per_person >= 1),
    budget_minor    bigint CHECK (budget_minor >= 1),
    made_by         text NOT NULL,
    made_at         timestamptz NOT NULL,
    ended_at        timestamptz,
    issued          bigint NOT NULL DEFAULT 0 CHECK (issued >= 0),
    held_minor      bigint NOT NULL DEFAULT 0 CHECK (held_minor >= 0),
    used_minor      bigint NOT NULL DEFAULT 0 CHECK (used_minor >= 0),
    used            bigint NOT NULL DEFAULT 0 CHECK (used >= 0),
    UNIQUE (key, version),
    CONSTRAINT terms_fixed_have_an_amount CHECK ((kind = 'fixed') = (off_minor IS NOT NULL)),
    CONSTRAINT terms_percent_have_a_share_and_a_cap
        CHECK ((kind = 'percent') = (off_bp IS NOT NULL) AND (kind <> 'percent' OR cap_minor IS NOT NULL)),
    CONSTRAINT terms_trial_name_offers CHECK (kind <> 'trial' OR cardinality(offers) > 0),
    CONSTRAINT terms_of_a_merchant_stay_there CHECK (funder = 'platform' OR funder = merchant::text),
    CONSTRAINT terms_end_after_they_begin CHECK (valid_until > valid_from),
    CONSTRAINT terms_never_over_their_limit CHECK (issued <= total_limit),
    CONSTRAINT terms_never_over_their_budget CHECK (held_minor + used_minor <= budget_minor)
);
CREATE UNIQUE INDEX terms_in_force ON rewards.terms (key) WHERE ended_at IS NULL;
CREATE INDEX terms_of_merchant ON rewards.terms (merchant) WHERE merchant IS NOT NULL;
COMMENT ON TABLE rewards.terms IS
    'What a kind of coupon promises, for whom, for how long and out of whose budget. A null limit is no limit.';

CREATE TABLE rewards.batch (
    id      uuid PRIMARY KEY,
    terms   uuid NOT NULL REFERENCES rewards.terms (id),
    codes   integer NOT NULL CHECK (codes >= 1),
    made_by text NOT NULL,
    made_at timestamptz NOT NULL
);
COMMENT ON TABLE rewards.batch IS 'Codes that were made in one go.';

CREATE TABLE rewards.coupon (
    id         uuid PRIMARY KEY,
    terms      uuid NOT NULL REFERENCES rewards.terms (id),
    person     uuid,
    code       text UNIQUE CHECK (code ~ '^[2-9A-HJ-NP-Z]{12}$'),
    batch      uuid REFERENCES rewards.batch (id),
    fact       text UNIQUE CHECK (length(fact) BETWEEN 1 AND 150),
    state      text NOT NULL CHECK (state IN ('waiting', 'open', 'held', 'used', 'expired')),
    kept       boolean NOT NULL DEFAULT false,
    order_id   uuid,
    off_minor  bigint CHECK (off_minor >= 0),
    granted_at timestamptz,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz,
    why        jsonb NOT NULL,
    CONSTRAINT coupon_waits_for_someone CHECK ((state = 'waiting') = (person IS NULL) OR state = 'expired'),
    CONSTRAINT coupon_is_held_for_an_order
        CHECK ((state IN ('held', 'used')) = (order_id IS NOT NULL AND off_minor IS NOT NULL))
);
CREATE INDEX coupon_of_person ON rewards.coupon (person, expires_at) WHERE person IS NOT NULL;
CREATE INDEX coupon_of_order ON rewards.coupon (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX coupon_of_batch ON rewards.coupon (batch, id) WHERE batch IS NOT NULL;
CREATE INDEX coupon_to_expire ON rewards.coupon (expires_at) WHERE state IN ('waiting', 'open');
COMMENT ON TABLE rewards.coupon IS
    'One promise to one person, or a code that waits for one; kept means that the person saves it for later.';

CREATE TABLE rewards.turnover (
    order_id   uuid PRIMARY KEY,
    person     uuid NOT NULL,
    paid_at    timestamptz NOT NULL,
    kept_minor bigint NOT NULL CHECK (kept_minor >= 0)
);
CREATE INDEX turnover_of_person ON rewards.turnover (person, paid_at);
COMMENT ON TABLE rewards.turnover IS
    'What people bought and kept, order by order: the ground for tiers and for classes of people.';
