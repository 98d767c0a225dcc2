-- Tiers, early access, the exchange, and the rulebook.

CREATE TABLE rewards.tier_level (
    tier         text NOT NULL CHECK (tier IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM')),
    version      integer NOT NULL CHECK (version >= 1),
    spend_minor  bigint NOT NULL CHECK (spend_minor >= 0),
    orders       integer NOT NULL CHECK (orders >= 0),
    quota_factor integer NOT NULL CHECK (quota_factor BETWEEN 1 AND 20),
    early_hours  integer NOT NULL CHECK (early_hours BETWEEN 0 AND 720),
    benefits     text[] NOT NULL,
    made_by      text NOT NULL,
    made_at      timestamptz NOT NULL,
    ended_at     timestamptz,
    PRIMARY KEY (tier, version)
);
CREATE UNIQUE INDEX tier_level_in_force ON rewards.tier_level (tier) WHERE ended_at IS NULL;
COMMENT ON TABLE rewards.tier_level IS
    'What a tier asks for within a rolling year and what it brings. A change is a new version.';
INSERT INTO rewards.tier_level VALUES
    ('BRONZE', 1, 0, 0, 1, 0, '{}', 'house', '2000-01-01T00:00:00Z'),
    ('SILVER', 1, 30000, 3, 2, 12, '{EARLY_ACCESS,MEMBER_DAY}', 'house', '2000-01-01T00:00:00Z'),
    ('GOLD', 1, 120000, 8, 3, 24, '{EARLY_ACCESS,MEMBER_DAY,PRIORITY_LANE,FAST_REFUND,FEE_WAIVED}',
     'house', '2000-01-01T00:00:00Z'),
    ('PLATINUM', 1, 400000, 15, 5, 48,
     '{EARLY_ACCESS,MEMBER_DAY,PRIORITY_LANE,FAST_REFUND,FEE_WAIVED,ADVISER}', 'house',
     '2000-01-01T00:00:00Z');

CREATE TABLE rewards.tier (
    person   uuid PRIMARY KEY,
    tier     text NOT NULL CHECK (tier IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM')),
    since    timestamptz NOT NULL,
    falls_at timestamptz
);
CREATE INDEX tier_to_look_at ON rewards.tier (person) WHERE tier <> 'BRONZE';
COMMENT ON TABLE rewards.tier IS
    'The tier of whoever is or was above bronze; falls_at is set with the notice that the conditions are not met any more.';

CREATE TABLE rewards.tier_step (
    person  uuid NOT NULL,
    at      timestamptz NOT NULL,
    kind    text NOT NULL CHECK (kind IN ('up', 'notice', 'kept', 'down')),
    tier    text NOT NULL,
    spend_minor bigint NOT NULL,
    orders  integer NOT NULL,
    PRIMARY KEY (person, at, kind)
);
COMMENT ON TABLE rewards.tier_step IS 'How tiers moved and on what figures, only ever added to.';

CREATE TABLE rewards.early_access (
    offer    uuid PRIMARY KEY,
    opens_at timestamptz NOT NULL,
    made_by  text NOT NULL
);
COMMENT ON TABLE rewards.early_access IS
    'Offers that open to everyone at a time, and to tiers the hours of their level before.';

CREATE TABLE rewards.exchange (
    key      text NOT NULL CHECK (key ~ '^[a-z0-9-]{2,60}$'),
    version  integer NOT NULL CHECK (version >= 1),
    title_zh text NOT NULL,
    title_en text NOT NULL,
    points   bigint NOT NULL CHECK (points >= 1),
    terms    text NOT NULL,
    made_by  text NOT NULL,
    made_at  timestamptz NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (key, version)
);
CREATE UNIQUE INDEX exchange_in_force ON rewards.exchange (key) WHERE ended_at IS NULL;
COMMENT ON TABLE rewards.exchange IS
    'What points can be exchanged for: a coupon of the terms with that key, for goods, money off or priority.';
INSERT INTO rewards.terms
    (id, key, version, title_zh, title_en, kind, off_minor, threshold_minor, offers, categories,
     audience, claimable, alone, funder, valid_from, life_days, made_by, made_at)
VALUES
    ('0195a000-0000-7000-8000-000000000006', 'exchange-5', 1, '积分兑换券:减 5', 'Exchanged: ¥5 off',
     'fixed', 500, 0, '{}', '{}', 'MEMBERS', false, false, 'platform', '2000-01-01T00:00:00Z', 90,
     'house', '2000-01-01T00:00:00Z');
INSERT INTO rewards.exchange VALUES
    ('five-yuan', 1, '无门槛减 5 元', '¥5 off, no threshold', 480, 'exchange-5', 'house', '2000-01-01T00:00:00Z');

CREATE TABLE rewards.rate (
    key           text PRIMARY KEY CHECK (key ~ '^[a-z0-9-]{2,60}$'),
    title_zh      text NOT NULL,
    title_en      text NOT NULL,
    points_a_unit integer NOT NULL CHECK (points_a_unit >= 1),
    life_days     integer NOT NULL CHECK (life_days BETWEEN 1 AND 3650)
);
COMMENT ON TABLE rewards.rate IS 'What other modules can turn into points and at which published rate.';
INSERT INTO rewards.rate VALUES ('course-hour', '未上的课时', 'An unused course hour', 50, 365);

CREATE TABLE rewards.rulebook (
    version    integer PRIMARY KEY CHECK (version >= 1),
    hash       bytea NOT NULL,
    rules      jsonb NOT NULL,
    changes    jsonb NOT NULL,
    made_at    timestamptz NOT NULL
);
COMMENT ON TABLE rewards.rulebook IS
    'Every rule in force as everyone could read it from then on, and what changed from the version before.';
