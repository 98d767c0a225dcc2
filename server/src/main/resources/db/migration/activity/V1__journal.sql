-- The behaviour journal. Whoever appends writes an arrival in the transaction of the fact; one
-- sequencer moves what has been committed into the journal and gives positions there, so that
-- positions follow the order of commits and a cursor never skips what committed late.

CREATE TABLE activity.arrival (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    fact        uuid NOT NULL,
    kind        text NOT NULL CHECK (length(kind) BETWEEN 1 AND 100),
    person      uuid,
    visitor     uuid,
    happened_at timestamptz NOT NULL,
    body        jsonb NOT NULL
);
COMMENT ON TABLE activity.arrival IS 'What has been appended and has no position yet.';

CREATE TABLE activity.event (
    position    bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    fact        uuid NOT NULL,
    kind        text NOT NULL,
    person      uuid,
    visitor     uuid,
    happened_at timestamptz NOT NULL,
    body        jsonb NOT NULL,
    PRIMARY KEY (position, recorded_at)
) PARTITION BY RANGE (recorded_at);
COMMENT ON TABLE activity.event IS 'The journal: append-only, by month; positions are unique and rise with the order of commits.';

CREATE TABLE activity.event_other PARTITION OF activity.event DEFAULT;
COMMENT ON TABLE activity.event_other IS 'Months for which no partition was made ahead; stays empty.';

CREATE TABLE activity.fact (
    id          uuid PRIMARY KEY,
    recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE activity.fact IS 'Facts of commerce that are in the journal: a fact that arrives twice is written once.';

CREATE TABLE activity.sequence (
    one  boolean PRIMARY KEY DEFAULT true CHECK (one),
    last bigint NOT NULL
);
INSERT INTO activity.sequence (last) VALUES (0);
COMMENT ON TABLE activity.sequence IS 'The last position; whoever gives positions holds its row.';

CREATE TABLE activity.cursor (
    consumer text PRIMARY KEY,
    position bigint NOT NULL,
    moved_at timestamptz NOT NULL
);
COMMENT ON TABLE activity.cursor IS 'How far each reader of the journal has come.';
