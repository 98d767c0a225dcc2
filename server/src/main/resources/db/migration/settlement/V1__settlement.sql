-- What merchants earned, on its way to the balance of an owner.

CREATE TABLE settlement.desk (
    merchant uuid PRIMARY KEY
);
COMMENT ON TABLE settlement.desk IS
    'One row per merchant that was ever settled: who locks it settles, one at a time.';

CREATE TABLE settlement.settlement (
    id           uuid PRIMARY KEY,
    merchant     uuid NOT NULL REFERENCES settlement.desk (merchant),
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    currency     text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    to_person    uuid NOT NULL,
    days         integer NOT NULL CHECK (days >= 0),
    at           timestamptz NOT NULL
);
CREATE INDEX settlement_by_merchant ON settlement.settlement (merchant, at DESC);
COMMENT ON TABLE settlement.settlement IS
    'Earnings that were moved to the balance of an owner; the id names the request and the posting.';
