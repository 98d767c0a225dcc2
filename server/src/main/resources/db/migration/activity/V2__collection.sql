-- Collection from outside over HTTP: who may send, what was seen already, what was refused, and
-- which identities are one person.

ALTER TABLE activity.event ADD COLUMN source uuid;
COMMENT ON COLUMN activity.event.source IS 'Who sent it; null for what the house noted itself.';

CREATE TABLE activity.source (
    id         uuid PRIMARY KEY,
    name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    kind       text NOT NULL CHECK (kind IN ('HOUSE', 'BROWSER', 'SERVER')),
    money      boolean NOT NULL DEFAULT false,
    our_people boolean NOT NULL DEFAULT false,
    made_at    timestamptz NOT NULL,
    closed_at  timestamptz,
    CHECK (kind = 'SERVER' OR NOT money),
    CHECK (kind <> 'BROWSER' OR NOT our_people)
);
COMMENT ON TABLE activity.source IS 'Programs that may send behaviour. Keys of browsers are public; only servers may speak of money.';

CREATE TABLE activity.write_key (
    id         uuid PRIMARY KEY,
    source     uuid NOT NULL REFERENCES activity.source,
    digest     bytea NOT NULL UNIQUE CHECK (length(digest) = 32),
    shown      text,
    hint       text NOT NULL,
    made_at    timestamptz NOT NULL,
    retires_at timestamptz
);
COMMENT ON TABLE activity.write_key IS 'Keys of sources as SHA-256; only public ones are kept in clear. After a rotation the old one works until it retires.';
CREATE INDEX ON activity.write_key (source);

INSERT INTO activity.source (id, name, kind, our_people, made_at)
VALUES ('00000000-0000-7000-8000-0000000000c1', 'changke', 'HOUSE', true, now());
INSERT INTO activity.write_key (id, source, digest, shown, hint, made_at)
VALUES ('00000000-0000-7000-8000-0000000000c2', '00000000-0000-7000-8000-0000000000c1',
        sha256('changke-pages'), 'changke-pages', 'ages', now());

CREATE TABLE activity.generation (
    number    integer PRIMARY KEY,
    opened_at timestamptz NOT NULL,
    sealed_at timestamptz,
    keys      bigint,
    filter    bytea
);
CREATE UNIQUE INDEX generation_open ON activity.generation ((true)) WHERE sealed_at IS NULL;
COMMENT ON TABLE activity.generation IS 'Parts of what was seen: one is open and takes keys, the sealed ones never change and are dropped when the last of their keys is old enough. The filter says which keys a sealed part surely does not hold.';

CREATE TABLE activity.seen (
    generation integer NOT NULL,
    digest     uuid NOT NULL,
    PRIMARY KEY (generation, digest)
) PARTITION BY LIST (generation);
COMMENT ON TABLE activity.seen IS 'Message ids of the last days, as 128-bit digests of source and id: what arrives again is not written again.';
CREATE TABLE activity.seen_1 PARTITION OF activity.seen FOR VALUES IN (1);
INSERT INTO activity.generation (number, opened_at) VALUES (1, now());

CREATE TABLE activity.rejection (
    id          uuid PRIMARY KEY,
    source      uuid NOT NULL,
    reason      text NOT NULL,
    message_id  text,
    sample      text NOT NULL CHECK (length(sample) <= 400),
    rejected_at timestamptz NOT NULL
);
CREATE INDEX ON activity.rejection (source, rejected_at DESC);
COMMENT ON TABLE activity.rejection IS 'Items that were not taken, with the beginning of each; kept for two weeks.';

CREATE TABLE activity.link (
    id        uuid PRIMARY KEY,
    from_id   uuid NOT NULL,
    to_id     uuid NOT NULL,
    proof     text NOT NULL CHECK (proof IN ('SESSION', 'SIGNED', 'SERVER', 'OPERATOR', 'BINDING')),
    source    uuid,
    linked_at timestamptz NOT NULL,
    undone_at timestamptz,
    undone_by uuid,
    CHECK (from_id <> to_id)
);
CREATE UNIQUE INDEX link_from ON activity.link (from_id) WHERE undone_at IS NULL;
CREATE INDEX link_to ON activity.link (to_id) WHERE undone_at IS NULL;
CREATE INDEX link_undone ON activity.link (from_id, to_id) WHERE undone_at IS NOT NULL;
COMMENT ON TABLE activity.link IS 'Which identities are one person, and by what proof. An identity belongs to at most one other; an undone link stays and is not made again by itself.';
