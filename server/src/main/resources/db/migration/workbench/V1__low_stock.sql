CREATE TABLE workbench.low_stock (
    offer_id    uuid PRIMARY KEY,
    merchant_id uuid NOT NULL,
    fell_at     timestamptz NOT NULL
);
CREATE INDEX low_stock_of_merchant ON workbench.low_stock (merchant_id, fell_at);
COMMENT ON TABLE workbench.low_stock IS 'Offers whose stock has fallen to where their merchant wants to know; a row until it is filled again, so that each fall is told once.';
