-- Referral: who sent whom, and what that earned. There are rewards for the promoter and, where a
-- region's rule says so, for the one who sent the promoter; nothing here can hold a third.

CREATE TABLE rewards.referral_rule (
    region          text NOT NULL CHECK (region ~ '^[A-Z]{2}$'),
    version         int NOT NULL CHECK (version >= 1),
    levels          smallint NOT NULL CHECK (levels IN (1, 2)),
    first_bp        int NOT NULL CHECK (first_bp BETWEEN 1 AND 3000),
    second_bp       int NOT NULL CHECK (second_bp BETWEEN 0 AND 1000),
    month_cap       bigint NOT NULL CHECK (month_cap BETWEEN 1 AND 1000000),
    window_days     int NOT NULL CHECK (window_days BETWEEN 1 AND 365),
    pending_days    int NOT NULL CHECK (pending_days BETWEEN 1 AND 90),
    acknowledged_by uuid,
    acknowledgement text,
    made_by         uuid,
    made_at         timestamptz NOT NULL,
    ended_at        timestamptz,
    PRIMARY KEY (region, version),
    CONSTRAINT second_level_is_paid_or_off CHECK ((levels = 2) = (second_bp > 0)),
    CONSTRAINT second_level_is_acknowledged CHECK
        (levels = 1 OR (acknowledged_by IS NOT NULL AND length(acknowledgement) >= 20))
);
CREATE UNIQUE INDEX referral_rule_in_force ON rewards.referral_rule (region) WHERE ended_at IS NULL;
COMMENT ON TABLE rewards.referral_rule IS
    'What a referral earns in a region, in basis points of what the buyer kept. A change is a new version; a second level needs an acknowledgement.';
INSERT INTO rewards.referral_rule (region, version, levels, first_bp, second_bp, month_cap, window_days, pending_days, made_at)
VALUES ('CN', 1, 1, 300, 0, 5000, 90, 7, now());

CREATE TABLE rewards.referral_link (
    promoter uuid PRIMARY KEY,
    code     text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9]{8}$'),
    made_at  timestamptz NOT NULL
);
COMMENT ON TABLE rewards.referral_link IS 'Everyone''s own link; it costs nothing.';

CREATE TABLE rewards.referral_visit (
    promoter uuid NOT NULL,
    day      date NOT NULL,
    visits   int NOT NULL CHECK (visits > 0),
    PRIMARY KEY (promoter, day)
);
COMMENT ON TABLE rewards.referral_visit IS 'How often a link was followed; not by whom.';

CREATE TABLE rewards.referral (
    buyer    uuid PRIMARY KEY,
    promoter uuid NOT NULL,
    region   text NOT NULL,
    since    timestamptz NOT NULL,
    until    timestamptz NOT NULL,
    CONSTRAINT nobody_refers_themselves CHECK (buyer <> promoter),
    CONSTRAINT referral_ends_after_it_begins CHECK (until > since)
);
CREATE INDEX referral_by_promoter ON rewards.referral (promoter);
COMMENT ON TABLE rewards.referral IS 'Who sent a buyer, and until when purchases count. Nobody is paid for this row.';

CREATE TABLE rewards.referral_reward (
    id           uuid PRIMARY KEY,
    order_id     uuid NOT NULL,
    level        smallint NOT NULL CHECK (level IN (1, 2)),
    promoter     uuid NOT NULL,
    buyer        uuid NOT NULL,
    region       text NOT NULL,
    rule_version int NOT NULL,
    unit         text NOT NULL CHECK (unit IN ('POINTS', 'CASH')),
    kept_minor   bigint NOT NULL CHECK (kept_minor >= 0),
    amount       bigint NOT NULL CHECK (amount >= 0),
    state        text NOT NULL CHECK (state IN ('PENDING', 'REVIEW', 'PAID', 'REFUSED', 'CLAWED_BACK')),
    reason       text NOT NULL DEFAULT '',
    evidence     jsonb NOT NULL DEFAULT '[]',
    ordered_at   timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    ended_at     timestamptz,
    decided_by   uuid,
    UNIQUE (order_id, level),
    FOREIGN KEY (region, rule_version) REFERENCES rewards.referral_rule (region, version),
    CONSTRAINT second_level_is_never_cash CHECK (level = 1 OR unit = 'POINTS'),
    CONSTRAINT nobody_earns_from_themselves CHECK (promoter <> buyer)
);
CREATE INDEX referral_reward_by_promoter ON rewards.referral_reward (promoter, ordered_at);
CREATE INDEX referral_reward_due ON rewards.referral_reward (due_at) WHERE state = 'PENDING';
CREATE INDEX referral_reward_for_review ON rewards.referral_reward (due_at) WHERE state = 'REVIEW';
COMMENT ON TABLE rewards.referral_reward IS
    'What a completed purchase earned its promoter: pending until money can no longer go back, then paid or refused with evidence.';

CREATE TABLE rewards.referral_trace (
    person  uuid NOT NULL,
    kind    text NOT NULL CHECK (kind IN ('DEVICE', 'ADDRESS', 'PAYMENT')),
    print   text NOT NULL CHECK (length(print) BETWEEN 8 AND 100),
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (person, kind, print)
);
CREATE INDEX referral_trace_by_print ON rewards.referral_trace (kind, print);
CREATE INDEX referral_trace_by_age ON rewards.referral_trace (seen_at);
COMMENT ON TABLE rewards.referral_trace IS
    'Fingerprints (HMAC) of devices, addresses and payment accounts that people used, to find rings; kept for half a year.';
