CREATE TABLE activity.month (
    first_day   date PRIMARY KEY,
    entries     bigint NOT NULL,
    left_at     timestamptz NOT NULL,
    recalled_at timestamptz
);
COMMENT ON TABLE activity.month IS 'Months of the journal that left as Parquet files, and whether one is back for the time being.';
