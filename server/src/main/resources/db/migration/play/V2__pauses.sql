-- The switch: play off. Nothing is deleted by it.

CREATE TABLE play.pause (
    person uuid NOT NULL,
    since  timestamptz NOT NULL,
    until  timestamptz,
    PRIMARY KEY (person, since),
    CHECK (until IS NULL OR until >= since)
);
CREATE UNIQUE INDEX pause_is_one_at_a_time ON play.pause (person) WHERE until IS NULL;
COMMENT ON TABLE play.pause IS 'When a person had play switched off: hidden, not lost; the row without an end is the switch.';
