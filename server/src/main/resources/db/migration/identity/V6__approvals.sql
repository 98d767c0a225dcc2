CREATE TABLE identity.approval (
    id         uuid PRIMARY KEY,
    what       text NOT NULL CHECK (what ~ '^[a-z]+([.-][a-z]+)+$' AND length(what) <= 60),
    about      text NOT NULL CHECK (length(about) <= 300),
    right_name text NOT NULL CHECK (right_name ~ '^[A-Z_]+$'),
    asked_by   uuid NOT NULL REFERENCES identity.person (id),
    asked_at   timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > asked_at),
    decided_by uuid REFERENCES identity.person (id) CHECK (decided_by <> asked_by),
    decided_at timestamptz,
    granted    boolean,
    used_at    timestamptz,
    CHECK ((decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (granted IS NULL)),
    CHECK (used_at IS NULL OR granted)
);
CREATE UNIQUE INDEX approval_open_idx ON identity.approval (what, about)
    WHERE used_at IS NULL AND granted IS DISTINCT FROM false;
CREATE INDEX approval_asked_idx ON identity.approval (asked_at DESC);
COMMENT ON TABLE identity.approval IS 'Acts that need two operators: one asks, another says yes, then it is done once.';
