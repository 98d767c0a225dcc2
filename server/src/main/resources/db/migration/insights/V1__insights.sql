-- Histories of other shops. People in them belong to their history and to nothing else.

CREATE TABLE insights.history (
    id             uuid PRIMARY KEY,
    name           text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    attribution    text,
    current_import uuid,
    created_at     timestamptz NOT NULL
);
COMMENT ON TABLE insights.history IS 'One shop whose orders were imported; its reports show the current import.';

CREATE TABLE insights.import (
    id             uuid PRIMARY KEY,
    history        uuid NOT NULL REFERENCES insights.history (id) ON DELETE CASCADE,
    state          text NOT NULL CHECK (state IN ('DRAFT', 'WAITING', 'DONE', 'FAILED')),
    file_name      text NOT NULL,
    file_bytes     bigint NOT NULL,
    mapping        text,
    zone           text NOT NULL,
    currency       text NOT NULL,
    charset        text,
    dates          text NOT NULL,
    comma_decimals boolean NOT NULL,
    shift_days     int NOT NULL DEFAULT 0,
    created_at     timestamptz NOT NULL,
    done_at        timestamptz,
    reason         text,
    detail         text,
    lines          int,
    refused        int,
    people         int,
    orders         int,
    CHECK ((state = 'FAILED') = (reason IS NOT NULL)),
    CHECK (state <> 'DONE' OR lines IS NOT NULL)
);
CREATE INDEX import_history_idx ON insights.import (history, created_at);
CREATE INDEX import_waiting_idx ON insights.import (created_at) WHERE state = 'WAITING';
COMMENT ON TABLE insights.import IS 'One file on its way into a history; whoever works on it holds its row locked.';

CREATE TABLE insights.import_progress (
    import     uuid PRIMARY KEY,
    bytes_read bigint NOT NULL,
    attempts   int NOT NULL,
    told_at    timestamptz NOT NULL
);
COMMENT ON TABLE insights.import_progress IS 'How far a running import has come; written outside its transaction.';

CREATE TABLE insights.upload_part (
    import uuid NOT NULL,
    part   int NOT NULL,
    bytes  bytea NOT NULL,
    PRIMARY KEY (import, part)
);
COMMENT ON TABLE insights.upload_part IS 'Uploaded files in pieces, until their import has ended.';

CREATE TABLE insights.imported_person (
    import      uuid NOT NULL,
    number      int NOT NULL,
    external_id text NOT NULL,
    country     text,
    PRIMARY KEY (import, number),
    UNIQUE (import, external_id)
);
COMMENT ON TABLE insights.imported_person IS 'People of an import: known by the id that their shop gave them, reached by nothing.';

CREATE TABLE insights.imported_item (
    import      uuid NOT NULL,
    number      int NOT NULL,
    external_id text NOT NULL,
    name        text,
    category    text,
    PRIMARY KEY (import, number)
);
COMMENT ON TABLE insights.imported_item IS 'What the shop of an import sold.';

CREATE TABLE insights.imported_order (
    import         uuid NOT NULL,
    number         int NOT NULL,
    person         int NOT NULL,
    ordered_at     timestamptz NOT NULL,
    gross_minor    bigint NOT NULL,
    refunded_minor bigint NOT NULL,
    PRIMARY KEY (import, number)
);
COMMENT ON TABLE insights.imported_order IS 'Orders of known people; refunds are netted into the order that they belong to.';

CREATE TABLE insights.imported_line (
    import    uuid NOT NULL,
    line      int NOT NULL,
    person    int,
    order_number int,
    order_id  text,
    item      int,
    at        timestamptz NOT NULL,
    quantity  numeric(18, 6) NOT NULL,
    minor     bigint NOT NULL,
    cancelled boolean NOT NULL
);
CREATE INDEX imported_line_idx ON insights.imported_line (import, line);
COMMENT ON TABLE insights.imported_line IS 'The lines of an import as they were read; a line without a person is revenue only.';

CREATE TABLE insights.imported_day (
    import uuid NOT NULL,
    day    date NOT NULL,
    minor  bigint NOT NULL,
    PRIMARY KEY (import, day)
);
COMMENT ON TABLE insights.imported_day IS 'Revenue without a person by local day.';

CREATE TABLE insights.refused_line (
    import uuid NOT NULL,
    line   int NOT NULL,
    reason text NOT NULL,
    text   text NOT NULL
);
CREATE INDEX refused_line_idx ON insights.refused_line (import, line);
COMMENT ON TABLE insights.refused_line IS 'The first lines that an import left out, with the reason of each.';

CREATE TABLE insights.refused_count (
    import uuid NOT NULL,
    reason text NOT NULL,
    lines  int NOT NULL CHECK (lines > 0),
    PRIMARY KEY (import, reason)
);
COMMENT ON TABLE insights.refused_count IS 'How many lines an import left out for each reason.';
