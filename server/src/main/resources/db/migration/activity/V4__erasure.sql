-- What people can have taken out again.

CREATE TABLE activity.person_key (
    identity uuid PRIMARY KEY,
    sealed   bytea NOT NULL,
    made_at  timestamptz NOT NULL
);
COMMENT ON TABLE activity.person_key IS 'One key per identity, sealed under the house''s own: the traits of its entries open with it, wherever a copy of them lies, and with nothing else.';

CREATE TABLE activity.erased (
    identity  uuid PRIMARY KEY,
    erased_at timestamptz NOT NULL,
    swept_at  timestamptz
);
CREATE INDEX erased_unswept ON activity.erased (erased_at) WHERE swept_at IS NULL;
COMMENT ON TABLE activity.erased IS 'Identities that asked to be forgotten. No reader is handed an entry of theirs from that moment; the sweep takes the entries out of the database and the files.';
