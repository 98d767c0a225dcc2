-- What is known of people and merchants, read off the journal, and the groups that they belong to.
-- Projections carry the number of their generation: a new one is built beside the old one from the
-- journal and takes its place at once.

CREATE TABLE audience.generation (
    number   integer PRIMARY KEY,
    zone     text NOT NULL,
    state    text NOT NULL CHECK (state IN ('BUILDING', 'CURRENT', 'GONE')),
    events   bigint NOT NULL DEFAULT 0,
    began_at timestamptz NOT NULL,
    ready_at timestamptz
);
CREATE UNIQUE INDEX generation_current ON audience.generation ((true)) WHERE state = 'CURRENT';
COMMENT ON TABLE audience.generation IS 'Projections from the journal: one counts, another may be in the making; days are those of its zone.';
INSERT INTO audience.generation (number, zone, state, began_at, ready_at)
VALUES (1, 'Asia/Shanghai', 'CURRENT', now(), now());

CREATE TABLE audience.identity (
    generation integer NOT NULL,
    id         uuid NOT NULL,
    unit       text NOT NULL CHECK (unit IN ('BUYER', 'MERCHANT')),
    house      boolean NOT NULL,
    root       uuid NOT NULL,
    PRIMARY KEY (generation, id)
);
CREATE INDEX ON audience.identity (generation, root);
COMMENT ON TABLE audience.identity IS 'Who the journal speaks of; identities with one root are one person. House: the id is that of a person who signed up here.';

CREATE TABLE audience.link (
    generation integer NOT NULL,
    id         uuid NOT NULL,
    from_id    uuid NOT NULL,
    to_id      uuid NOT NULL,
    undone     boolean NOT NULL,
    PRIMARY KEY (generation, id)
);
CREATE INDEX ON audience.link (generation, from_id);
CREATE INDEX ON audience.link (generation, to_id);
COMMENT ON TABLE audience.link IS 'Merges and undone merges as the journal told them; an undone one stays undone whatever comes later.';

CREATE TABLE audience.act (
    generation integer NOT NULL,
    identity   uuid NOT NULL,
    kind       text NOT NULL,
    first_at   timestamptz NOT NULL,
    last_at    timestamptz NOT NULL,
    total      bigint NOT NULL CHECK (total > 0),
    days       bytea NOT NULL,
    PRIMARY KEY (generation, identity, kind)
) WITH (fillfactor = 80);
COMMENT ON TABLE audience.act IS 'What each identity did: by kind the first and the last time, how often, and the local days with their counts.';

CREATE TABLE audience.trait (
    generation integer NOT NULL,
    identity   uuid NOT NULL,
    name       text NOT NULL,
    value      text NOT NULL,
    said_at    timestamptz NOT NULL,
    PRIMARY KEY (generation, identity, name)
);
COMMENT ON TABLE audience.trait IS 'What identities said of themselves; the latest word counts.';

CREATE TABLE audience.deal (
    generation     integer NOT NULL,
    identity       uuid NOT NULL,
    purchase       uuid NOT NULL,
    currency       text NOT NULL,
    paid_day       integer,
    paid_minor     bigint NOT NULL,
    returned_minor bigint NOT NULL,
    PRIMARY KEY (generation, identity, purchase)
);
COMMENT ON TABLE audience.deal IS 'Orders of buyers, and the parts of orders that fell to merchants; what was given back stands with its order, also when it was told first.';

CREATE TABLE audience.profile (
    generation   integer NOT NULL,
    person       uuid NOT NULL,
    unit         text NOT NULL CHECK (unit IN ('BUYER', 'MERCHANT')),
    member       boolean NOT NULL,
    first_at     timestamptz NOT NULL,
    last_at      timestamptz NOT NULL,
    acts         bigint NOT NULL,
    active_days  integer NOT NULL,
    orders       integer NOT NULL,
    net_minor    bigint NOT NULL,
    currency     text,
    last_order   integer,
    stage        text CHECK (stage IN ('NEW', 'ACTIVE', 'AT_RISK', 'DORMANT', 'LOST', 'RETURNED')),
    stage_day    integer,
    recency      smallint CHECK (recency BETWEEN 1 AND 5),
    frequency    smallint CHECK (frequency BETWEEN 1 AND 5),
    money        smallint CHECK (money BETWEEN 1 AND 5),
    as_of        integer NOT NULL,
    PRIMARY KEY (generation, person)
) WITH (fillfactor = 80);
CREATE INDEX ON audience.profile (generation, as_of, person);
CREATE INDEX ON audience.profile (generation, unit, stage);
CREATE INDEX ON audience.profile (generation, unit, person);
COMMENT ON TABLE audience.profile IS 'One row for each person and merchant, computed from their identities as of a local day. Who switched personalisation off has neither stage nor scores.';

CREATE TABLE audience.kind (
    name       text PRIMARY KEY,
    unit       text NOT NULL,
    first_seen timestamptz NOT NULL
);
COMMENT ON TABLE audience.kind IS 'Kinds of acts that were ever seen, for lists to choose from.';

CREATE TABLE audience.segment (
    id         uuid PRIMARY KEY,
    name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    unit       text NOT NULL CHECK (unit IN ('BUYER', 'MERCHANT')),
    rule       jsonb NOT NULL,
    version    integer NOT NULL,
    founding   boolean NOT NULL,
    founded_to uuid,
    made_by    uuid NOT NULL,
    made_at    timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    ended_at   timestamptz
);
COMMENT ON TABLE audience.segment IS 'Groups as conditions. While one is being founded its first members are found and nobody is told.';

CREATE TABLE audience.member (
    generation integer NOT NULL,
    segment    uuid NOT NULL,
    person     uuid NOT NULL,
    since      timestamptz NOT NULL,
    PRIMARY KEY (generation, segment, person)
);
CREATE INDEX ON audience.member (generation, person);
COMMENT ON TABLE audience.member IS 'Who belongs to which segment, and since when.';

CREATE TABLE audience.thresholds (
    unit          text PRIMARY KEY CHECK (unit IN ('BUYER', 'MERCHANT')),
    new_days      integer NOT NULL,
    at_risk_days  integer NOT NULL,
    dormant_days  integer NOT NULL,
    lost_days     integer NOT NULL,
    returned_days integer NOT NULL,
    changed_by    uuid,
    changed_at    timestamptz NOT NULL,
    CHECK (new_days > 0 AND returned_days > 0 AND 0 < at_risk_days
           AND at_risk_days < dormant_days AND dormant_days < lost_days)
);
INSERT INTO audience.thresholds VALUES
    ('BUYER', 30, 30, 90, 180, 30, NULL, now()), ('MERCHANT', 30, 14, 45, 90, 30, NULL, now());
COMMENT ON TABLE audience.thresholds IS 'After how many days of silence a stage begins, and how long somebody is new or has just returned.';

CREATE TABLE audience.scale (
    unit       text NOT NULL,
    as_of      integer NOT NULL,
    people     integer NOT NULL,
    recency    bigint[] NOT NULL CHECK (cardinality(recency) = 4),
    frequency  bigint[] NOT NULL CHECK (cardinality(frequency) = 4),
    money      bigint[] NOT NULL CHECK (cardinality(money) = 4),
    PRIMARY KEY (unit, as_of)
);
COMMENT ON TABLE audience.scale IS 'Where RFM scores end and begin on a day: taken once from all who had ordered, and kept, so that a day can be computed again.';

CREATE TABLE audience.choice (
    person       uuid PRIMARY KEY,
    personal     boolean NOT NULL,
    predicted    boolean NOT NULL,
    changed_at   timestamptz NOT NULL
);
COMMENT ON TABLE audience.choice IS 'What people switched off. Who is not here switched off nothing.';

CREATE TABLE audience.erased (
    identity  uuid PRIMARY KEY,
    erased_at timestamptz NOT NULL
);
COMMENT ON TABLE audience.erased IS 'Identities that were erased: whatever is told of them later is not taken up.';
