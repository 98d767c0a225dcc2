-- Check-in streaks: only the days are kept; streaks are computed from them.

CREATE TABLE play.player (
    person uuid PRIMARY KEY
);
COMMENT ON TABLE play.player IS 'People who play; whoever writes a person''s days holds the row.';

CREATE TABLE play.check_in (
    person         uuid NOT NULL,
    day            date NOT NULL,
    at             timestamptz NOT NULL,
    offset_seconds int NOT NULL CHECK (offset_seconds BETWEEN -64800 AND 64800),
    act            text NOT NULL CHECK (length(act) BETWEEN 1 AND 100),
    fact           uuid NOT NULL,
    PRIMARY KEY (person, day)
);
COMMENT ON TABLE play.check_in IS 'Local days on which a person did something useful, with the first act.';

CREATE TABLE play.streak_reward (
    person  uuid NOT NULL,
    day     date NOT NULL,
    paid_at timestamptz NOT NULL,
    PRIMARY KEY (person, day)
);
COMMENT ON TABLE play.streak_reward IS 'Days on which a seventh day paid; never taken back.';
