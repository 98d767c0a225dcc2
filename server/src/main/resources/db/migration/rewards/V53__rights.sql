-- Tiers promise only what somebody gives: no fee exists that could be waived.
UPDATE rewards.tier_level SET benefits = array_remove(benefits, 'FEE_WAIVED');

-- The member day is for whoever's tier brings it.
UPDATE rewards.promotion SET audience = 'MEMBER_DAY' WHERE key = 'member-day' AND made_by = 'house';

-- Points for a right as well as for a coupon.
ALTER TABLE rewards.exchange ALTER COLUMN terms DROP NOT NULL;
ALTER TABLE rewards.exchange ADD COLUMN benefit text CHECK (benefit IN ('PRIORITY_LANE', 'FAST_REFUND'));
ALTER TABLE rewards.exchange ADD COLUMN days integer CHECK (days BETWEEN 1 AND 366);
ALTER TABLE rewards.exchange ADD CONSTRAINT exchange_is_for_a_coupon_or_a_right
    CHECK ((terms IS NULL) = (benefit IS NOT NULL) AND (benefit IS NULL) = (days IS NULL));

CREATE TABLE rewards.privilege (
    request uuid PRIMARY KEY,
    person  uuid NOT NULL,
    benefit text NOT NULL CHECK (benefit IN ('PRIORITY_LANE', 'FAST_REFUND')),
    since   timestamptz NOT NULL,
    until   timestamptz NOT NULL CHECK (until > since)
);
CREATE INDEX privilege_of_person ON rewards.privilege (person, until);
COMMENT ON TABLE rewards.privilege IS
    'A benefit that points were exchanged for, beside what the tier brings. One follows on the other.';

INSERT INTO rewards.exchange (key, version, title_zh, title_en, points, benefit, days, made_by, made_at) VALUES
    ('priority-month', 1, '优先客服 30 天', 'Priority lane for 30 days', 300, 'PRIORITY_LANE', 30, 'house',
     '2000-01-01T00:00:00Z');

-- Rates have versions like every rule.
ALTER TABLE rewards.rate ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1);
ALTER TABLE rewards.rate ADD COLUMN ended_at timestamptz;
ALTER TABLE rewards.rate DROP CONSTRAINT rate_pkey;
ALTER TABLE rewards.rate ADD PRIMARY KEY (key, version);
CREATE UNIQUE INDEX rate_in_force ON rewards.rate (key) WHERE ended_at IS NULL;

CREATE TABLE rewards.adviser (
    one     boolean PRIMARY KEY DEFAULT true CHECK (one),
    name_zh text NOT NULL CHECK (length(name_zh) BETWEEN 1 AND 60),
    name_en text NOT NULL CHECK (length(name_en) BETWEEN 1 AND 60),
    address text NOT NULL CHECK (length(address) BETWEEN 3 AND 254),
    made_by text NOT NULL,
    made_at timestamptz NOT NULL
);
COMMENT ON TABLE rewards.adviser IS
    'The person to write to for members whose tier brings an adviser; no row, no adviser.';
