CREATE TABLE merchants.application (
    id          uuid PRIMARY KEY,
    applicant   uuid NOT NULL,
    slug        text NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$'),
    name_zh     text NOT NULL CHECK (length(name_zh) <= 60),
    name_en     text NOT NULL CHECK (length(name_en) <= 60),
    words_zh    text NOT NULL CHECK (length(words_zh) <= 2000),
    words_en    text NOT NULL CHECK (length(words_en) <= 2000),
    contact     text NOT NULL CHECK (length(contact) BETWEEN 1 AND 200),
    applied_at  timestamptz NOT NULL,
    decision    text CHECK (decision IN ('approved', 'refused')),
    decided_by  uuid,
    decided_at  timestamptz,
    reason      text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    CHECK (name_zh <> '' OR name_en <> ''),
    CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL)),
    CHECK (decision IS DISTINCT FROM 'refused' OR reason <> '')
);
CREATE UNIQUE INDEX application_one_open_per_person ON merchants.application (applicant) WHERE decision IS NULL;
CREATE INDEX application_open ON merchants.application (applied_at) WHERE decision IS NULL;
COMMENT ON TABLE merchants.application IS 'Who asked to sell here, and what was decided by whom.';

CREATE TABLE merchants.shop (
    merchant_id uuid PRIMARY KEY,
    slug        text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$'),
    name_zh     text NOT NULL CHECK (length(name_zh) <= 60),
    name_en     text NOT NULL CHECK (length(name_en) <= 60),
    words_zh    text NOT NULL CHECK (length(words_zh) <= 2000),
    words_en    text NOT NULL CHECK (length(words_en) <= 2000),
    contact     text NOT NULL CHECK (length(contact) BETWEEN 1 AND 200),
    opened_at   timestamptz NOT NULL,
    version     int NOT NULL DEFAULT 1 CHECK (version >= 1),
    CHECK (name_zh <> '' OR name_en <> '')
);
COMMENT ON TABLE merchants.shop IS 'A merchant as buyers see it: address, name and own words.';

CREATE TABLE merchants.closure (
    merchant_id uuid PRIMARY KEY REFERENCES merchants.shop,
    closed_by   uuid NOT NULL,
    closed_at   timestamptz NOT NULL,
    reason      text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)
);
COMMENT ON TABLE merchants.closure IS 'Shops that are closed: a row while it lasts, none when open.';

CREATE TABLE merchants.staff (
    merchant_id uuid NOT NULL REFERENCES merchants.shop,
    person_id   uuid NOT NULL,
    role        text NOT NULL CHECK (role IN ('owner', 'clerk')),
    since       timestamptz NOT NULL,
    PRIMARY KEY (merchant_id, person_id)
);
CREATE INDEX staff_by_person ON merchants.staff (person_id);
COMMENT ON TABLE merchants.staff IS 'Who works for which merchant; owners decide about staff and money.';
