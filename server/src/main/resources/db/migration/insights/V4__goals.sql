-- What the team wants of a measure, and the days on which something was changed.

CREATE TABLE insights.target (
    measure text PRIMARY KEY CHECK (measure IN ('active', 'fresh', 'orders', 'net')),
    a_day   bigint NOT NULL CHECK (a_day BETWEEN 1 AND 1000000000000),
    set_by  uuid NOT NULL,
    set_at  timestamptz NOT NULL
);
COMMENT ON TABLE insights.target IS 'The value that a measure should reach on a day; money in whole major units.';

CREATE TABLE insights.mark (
    id      uuid PRIMARY KEY,
    day     date NOT NULL,
    words   text NOT NULL CHECK (length(words) BETWEEN 1 AND 60),
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL
);
COMMENT ON TABLE insights.mark IS 'A day on which somebody changed something that may show in the pictures, in the words of who did.';
