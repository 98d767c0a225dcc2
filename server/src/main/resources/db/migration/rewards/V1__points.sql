-- Points: what was done, what it earned, the lots that people hold and what became of them. The
-- balances themselves are in the ledger; the lots must always add up to them.

CREATE TABLE rewards.member (
    person      uuid PRIMARY KEY,
    since       timestamptz NOT NULL,
    birth_month integer CHECK (birth_month BETWEEN 1 AND 12),
    birth_day   integer CHECK (birth_day BETWEEN 1 AND 31),
    birthday_at timestamptz,
    merged_into uuid REFERENCES rewards.member (person),
    CONSTRAINT member_is_not_merged_into_itself CHECK (merged_into <> person),
    CONSTRAINT member_birthday_is_whole CHECK ((birth_month IS NULL) = (birth_day IS NULL))
);
COMMENT ON TABLE rewards.member IS
    'One row for everyone who holds something here; whoever changes what a person holds locks it first.';

CREATE TABLE rewards.worth (
    valid_from        timestamptz PRIMARY KEY,
    minor_per_hundred integer NOT NULL CHECK (minor_per_hundred >= 1),
    announced_at      timestamptz NOT NULL
);
COMMENT ON TABLE rewards.worth IS
    'What a hundred points pay at checkout, in minor units, from when on. It falls only with notice.';
INSERT INTO rewards.worth VALUES ('2000-01-01T00:00:00Z', 100, '2000-01-01T00:00:00Z');

CREATE TABLE rewards.earn_rule (
    key          text NOT NULL CHECK (key ~ '^[a-z0-9-]{2,60}$'),
    version      integer NOT NULL CHECK (version >= 1),
    kind         text NOT NULL CHECK (kind ~ '^[a-z-]{2,40}$'),
    title_zh     text NOT NULL CHECK (length(title_zh) <= 80),
    title_en     text NOT NULL CHECK (length(title_en) <= 80),
    points       bigint NOT NULL CHECK (points BETWEEN 0 AND 1000000),
    rate_bp      integer NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
    times_a_day  integer CHECK (times_a_day >= 1),
    day_cap      bigint CHECK (day_cap >= 1),
    month_cap    bigint CHECK (month_cap >= 1),
    total_cap    bigint CHECK (total_cap >= 1),
    pending_days integer NOT NULL CHECK (pending_days BETWEEN 0 AND 365),
    life_days    integer NOT NULL CHECK (life_days BETWEEN 1 AND 3650),
    merchant     uuid,
    valid_from   timestamptz NOT NULL,
    valid_until  timestamptz,
    made_by      text NOT NULL,
    made_at      timestamptz NOT NULL,
    ended_at     timestamptz,
    PRIMARY KEY (key, version),
    CONSTRAINT earn_rule_gives_something CHECK (points > 0 OR rate_bp > 0),
    CONSTRAINT earn_rule_ends_after_it_begins CHECK (valid_until > valid_from)
);
CREATE UNIQUE INDEX earn_rule_in_force ON rewards.earn_rule (key) WHERE ended_at IS NULL;
COMMENT ON TABLE rewards.earn_rule IS
    'What earns how many points: so many for the deed and so many basis points of its amount in minor units. A change is a new version. A null cap is no cap.';

CREATE TABLE rewards.rule_spent (
    key    text PRIMARY KEY,
    points bigint NOT NULL CHECK (points >= 0)
);
COMMENT ON TABLE rewards.rule_spent IS 'What rules with a total cap have given so far.';

CREATE TABLE rewards.deed (
    fact         text PRIMARY KEY CHECK (length(fact) BETWEEN 1 AND 100),
    kind         text NOT NULL,
    person       uuid NOT NULL,
    subject      text NOT NULL CHECK (length(subject) <= 80),
    merchant     uuid,
    amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
    local_day    date NOT NULL,
    at           timestamptz NOT NULL
);
CREATE INDEX deed_by_kind ON rewards.deed (kind, local_day);
COMMENT ON TABLE rewards.deed IS
    'Every act that was told to the rules, once per fact, whether it earned something or not.';

CREATE TABLE rewards.lot (
    id         uuid PRIMARY KEY,
    person     uuid NOT NULL REFERENCES rewards.member (person),
    fact       text NOT NULL,
    source     text NOT NULL CHECK (length(source) BETWEEN 1 AND 70),
    version    integer NOT NULL,
    kind       text NOT NULL,
    subject    text NOT NULL,
    funder     text NOT NULL,
    wanted     bigint NOT NULL CHECK (wanted > 0),
    points     bigint NOT NULL CHECK (points BETWEEN 0 AND wanted),
    pending    bigint NOT NULL CHECK (pending >= 0),
    open       bigint NOT NULL CHECK (open >= 0),
    held       bigint NOT NULL CHECK (held BETWEEN 0 AND open),
    clawed     bigint NOT NULL CHECK (clawed BETWEEN 0 AND points),
    reason     text NOT NULL,
    local_day  date NOT NULL,
    earned_at  timestamptz NOT NULL,
    matures_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > matures_at),
    graced     boolean NOT NULL DEFAULT false,
    reminded   boolean NOT NULL DEFAULT false,
    why        jsonb NOT NULL,
    UNIQUE (fact, source),
    CONSTRAINT lot_is_never_more_than_it_was CHECK (pending + open <= points)
);
CREATE INDEX lot_open ON rewards.lot (person, expires_at) WHERE open > 0 OR pending > 0;
CREATE INDEX lot_to_mature ON rewards.lot (matures_at) WHERE pending > 0;
CREATE INDEX lot_to_expire ON rewards.lot (expires_at) WHERE open > 0;
CREATE INDEX lot_by_rule ON rewards.lot (person, source, local_day);
COMMENT ON TABLE rewards.lot IS
    'Points earned at one time, with one expiry: how many wait, are there, are held. Zero points say why a cap left nothing.';

CREATE TABLE rewards.spend (
    id       uuid PRIMARY KEY,
    hold     uuid NOT NULL UNIQUE,
    person   uuid NOT NULL REFERENCES rewards.member (person),
    purpose  text NOT NULL CHECK (purpose ~ '^[a-z-]{2,40}$'),
    subject  text NOT NULL CHECK (length(subject) <= 80),
    points   bigint NOT NULL CHECK (points > 0),
    refunded bigint NOT NULL CHECK (refunded BETWEEN 0 AND points),
    state    text NOT NULL CHECK (state IN ('held', 'captured', 'released')),
    at       timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT spend_ends_once CHECK ((state = 'held') = (ended_at IS NULL)),
    CONSTRAINT spend_is_refunded_after_capture CHECK (refunded = 0 OR state = 'captured')
);
CREATE INDEX spend_of_person ON rewards.spend (person, at);
COMMENT ON TABLE rewards.spend IS 'Points set aside for one purpose, then taken or given back. A merge of people makes a new hold in the ledger.';

CREATE TABLE rewards.draw (
    spend    uuid NOT NULL REFERENCES rewards.spend (id),
    lot      uuid NOT NULL REFERENCES rewards.lot (id),
    points   bigint NOT NULL CHECK (points > 0),
    returned bigint NOT NULL CHECK (returned BETWEEN 0 AND points),
    PRIMARY KEY (spend, lot)
);
COMMENT ON TABLE rewards.draw IS 'Which lots a spending was taken from, and what came back to them.';

CREATE TABLE rewards.points_refund (
    request text PRIMARY KEY CHECK (length(request) BETWEEN 1 AND 100),
    spend   uuid NOT NULL REFERENCES rewards.spend (id),
    points  bigint NOT NULL CHECK (points >= 0),
    at      timestamptz NOT NULL
);
COMMENT ON TABLE rewards.points_refund IS 'Points given back for what was returned, once per request.';

CREATE TABLE rewards.points_proof (
    at             timestamptz PRIMARY KEY,
    lots           bigint NOT NULL,
    wrong_open     bigint NOT NULL,
    wrong_pending  bigint NOT NULL,
    wrong_held     bigint NOT NULL,
    book_holds     boolean NOT NULL,
    holds          boolean GENERATED ALWAYS AS
        (wrong_open = 0 AND wrong_pending = 0 AND wrong_held = 0 AND book_holds) STORED
);
COMMENT ON TABLE rewards.points_proof IS 'The nightly proof that lots are what the ledger says.';
