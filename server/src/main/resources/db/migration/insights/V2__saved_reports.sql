-- Reports that the team keeps: a name for what was asked.

CREATE TABLE insights.saved_report (
    id       uuid PRIMARY KEY,
    name     text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    report   text NOT NULL CHECK (length(report) BETWEEN 1 AND 40),
    query    text NOT NULL CHECK (length(query) <= 4000),
    saved_by uuid NOT NULL,
    saved_at timestamptz NOT NULL
);
COMMENT ON TABLE insights.saved_report IS 'What somebody asked of a report and kept under a name; the team opens it by its address.';
