CREATE TABLE settlement.commission_rule (
    id           uuid PRIMARY KEY,
    merchant     uuid,
    category     text CHECK (length(category) BETWEEN 1 AND 60),
    tier         text CHECK (tier ~ '^[A-Z]{1,20}$'),
    basis_points integer NOT NULL CHECK (basis_points BETWEEN 0 AND 10000),
    from_at      timestamptz NOT NULL,
    until_at     timestamptz CHECK (until_at > from_at),
    made_by      uuid NOT NULL,
    made_at      timestamptz NOT NULL CHECK (made_at <= from_at)
);
CREATE INDEX commission_rule_in_time ON settlement.commission_rule (from_at DESC);
COMMENT ON TABLE settlement.commission_rule IS
    'What the platform keeps of a sale: for everyone, or narrowed to a merchant, a category, a tier of buyers and a time. An ended rule gets an end; none is deleted, and none counts backwards.';
