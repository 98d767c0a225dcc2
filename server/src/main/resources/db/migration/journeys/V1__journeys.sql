-- Journeys: definitions as versions that never change, people in them, every step with its effect.

CREATE TABLE journeys.journey (
    id           uuid PRIMARY KEY,
    key          text NOT NULL UNIQUE CHECK (key ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
    title_zh     text NOT NULL,
    title_en     text NOT NULL,
    live_version int,
    off_at       timestamptz,
    made_by      uuid NOT NULL,
    made_at      timestamptz NOT NULL,
    CONSTRAINT off_is_not_live CHECK (off_at IS NULL OR live_version IS NULL)
);
COMMENT ON TABLE journeys.journey IS 'A journey; people enter its live version. Without one nobody enters; switched off, whoever is inside leaves.';

CREATE TABLE journeys.version (
    journey      uuid NOT NULL REFERENCES journeys.journey (id),
    version      int NOT NULL CHECK (version > 0),
    definition   jsonb NOT NULL,
    published_by uuid NOT NULL,
    published_at timestamptz NOT NULL,
    PRIMARY KEY (journey, version)
);
COMMENT ON TABLE journeys.version IS 'What was published. It finishes the people who entered it.';

CREATE FUNCTION journeys.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was published is written once: % on journeys.% is refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER version_is_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON journeys.version
    FOR EACH STATEMENT EXECUTE FUNCTION journeys.refuse_change();

CREATE TABLE journeys.draft (
    journey    uuid NOT NULL REFERENCES journeys.journey (id),
    edition    int NOT NULL CHECK (edition > 0),
    definition jsonb NOT NULL,
    made_by    uuid NOT NULL,
    made_at    timestamptz NOT NULL,
    PRIMARY KEY (journey, edition)
);
COMMENT ON TABLE journeys.draft IS 'What is being changed, edition by edition: the last one counts, undo takes it away.';

CREATE TABLE journeys.pause (
    id       uuid PRIMARY KEY,
    journey  uuid NOT NULL REFERENCES journeys.journey (id),
    since    timestamptz NOT NULL,
    by       uuid NOT NULL,
    ended_at timestamptz,
    ended_by uuid
);
CREATE UNIQUE INDEX pause_is_one ON journeys.pause (journey) WHERE ended_at IS NULL;
COMMENT ON TABLE journeys.pause IS 'Times in which nobody entered a journey and nobody moved in it.';

CREATE TABLE journeys.act (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    journey  uuid NOT NULL REFERENCES journeys.journey (id),
    kind     text NOT NULL CHECK (kind IN ('PUBLISHED', 'ROLLED_BACK', 'PAUSED', 'RESUMED', 'SWITCHED_OFF')),
    version  int,
    by       uuid,
    evidence jsonb,
    at       timestamptz NOT NULL
);
CREATE INDEX act_of_journey ON journeys.act (journey, id);
COMMENT ON TABLE journeys.act IS 'Who published, paused or switched off what, and why; nobody is the weekly review.';

CREATE TABLE journeys.instance (
    id           uuid PRIMARY KEY,
    journey      uuid NOT NULL,
    version      int NOT NULL,
    person       uuid NOT NULL,
    key          text NOT NULL CHECK (length(key) <= 200),
    fact         uuid NOT NULL,
    entry        jsonb NOT NULL,
    happened_at  timestamptz NOT NULL,
    entered_at   timestamptz NOT NULL,
    first        boolean NOT NULL,
    node         text NOT NULL,
    epoch        int NOT NULL CHECK (epoch >= 0),
    arrived_at   timestamptz NOT NULL,
    due_at       timestamptz,
    used         uuid[] NOT NULL,
    tries        int NOT NULL,
    arm          text CHECK (arm IN ('TREATED', 'JOURNEY', 'GLOBAL')),
    ended_at     timestamptz,
    ended        text,
    watched_to   timestamptz NOT NULL,
    watched      boolean NOT NULL,
    goal_at      timestamptz,
    FOREIGN KEY (journey, version) REFERENCES journeys.version (journey, version),
    CONSTRAINT who_is_inside_has_a_time CHECK ((ended_at IS NULL) = (ended IS NULL))
);
CREATE UNIQUE INDEX instance_one_at_a_time ON journeys.instance (journey, person, key) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX instance_of_fact ON journeys.instance (journey, person, fact);
CREATE INDEX instance_due ON journeys.instance (due_at) WHERE ended_at IS NULL AND due_at IS NOT NULL;
CREATE INDEX instance_of_person ON journeys.instance (person);
CREATE INDEX instance_watched ON journeys.instance (watched_to) WHERE watched;
CREATE INDEX instance_of_journey ON journeys.instance (journey, version, entered_at);
COMMENT ON TABLE journeys.instance IS 'A person on the way through a version of a journey, once per instance key at a time.';

CREATE TABLE journeys.step (
    instance   uuid NOT NULL,
    node       text NOT NULL,
    epoch      int NOT NULL,
    journey    uuid NOT NULL,
    version    int NOT NULL,
    at         timestamptz NOT NULL,
    outcome    text NOT NULL,
    detail     text,
    cost_minor bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (instance, node, epoch)
);
CREATE INDEX step_of_node ON journeys.step (journey, version, node);
COMMENT ON TABLE journeys.step IS 'Every step that was done, with its effect: once per instance, node and attempt epoch.';

CREATE TABLE journeys.seen (
    fact        uuid PRIMARY KEY,
    person      uuid NOT NULL,
    kind        text NOT NULL,
    happened_at timestamptz NOT NULL,
    properties  jsonb NOT NULL
);
CREATE INDEX seen_of_person ON journeys.seen (person, happened_at);
CREATE INDEX seen_by_age ON journeys.seen (happened_at);
COMMENT ON TABLE journeys.seen IS 'Events that some journey watches for, so that what came early or late is decided from what is known.';

CREATE TABLE journeys.sale (
    fact   uuid PRIMARY KEY,
    person uuid NOT NULL,
    at     timestamptz NOT NULL,
    minor  bigint NOT NULL
);
CREATE INDEX sale_of_person ON journeys.sale (person, at);
COMMENT ON TABLE journeys.sale IS 'Money of orders, negative for what was given back: what journeys are measured by.';

CREATE TABLE journeys.tag (
    person uuid NOT NULL,
    tag    text NOT NULL CHECK (length(tag) BETWEEN 1 AND 60),
    since  timestamptz NOT NULL,
    PRIMARY KEY (person, tag)
);
COMMENT ON TABLE journeys.tag IS 'Tags that journeys put on people.';

CREATE TABLE journeys.task (
    id       uuid PRIMARY KEY,
    request  text NOT NULL UNIQUE,
    journey  uuid NOT NULL,
    person   uuid NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    made_at  timestamptz NOT NULL,
    due_at   timestamptz NOT NULL,
    done_at  timestamptz,
    done_by  uuid,
    note     text
);
CREATE INDEX task_open ON journeys.task (due_at) WHERE done_at IS NULL;
COMMENT ON TABLE journeys.task IS 'What a person of the house is to do for somebody, such as a call.';

CREATE TABLE journeys.gone (
    person uuid PRIMARY KEY,
    at     timestamptz NOT NULL
);
COMMENT ON TABLE journeys.gone IS 'Ids of people who left: they enter nothing any more.';

CREATE TABLE journeys.run (
    journey uuid NOT NULL,
    at      timestamptz NOT NULL,
    after   uuid NOT NULL,
    done    boolean NOT NULL,
    PRIMARY KEY (journey, at)
);
CREATE TABLE journeys.review (
    id      uuid PRIMARY KEY,
    at      timestamptz NOT NULL,
    journey uuid NOT NULL,
    verdict text NOT NULL CHECK (verdict IN ('KEEP', 'FLAG', 'OFF', 'HARM', 'TOO_EARLY')),
    reading jsonb NOT NULL
);
CREATE INDEX review_latest ON journeys.review (at, journey);
COMMENT ON TABLE journeys.review IS 'What the weekly review found of each journey, with its evidence.';

COMMENT ON TABLE journeys.run IS 'Times at which everybody of a segment entered, and how far that has come.';
