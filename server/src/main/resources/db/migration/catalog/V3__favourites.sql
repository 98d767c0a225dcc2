CREATE TABLE catalog.favourite (
    person      uuid NOT NULL,
    offer       uuid NOT NULL REFERENCES catalog.offer (id),
    price_minor bigint NOT NULL CHECK (price_minor >= 0),
    since       timestamptz NOT NULL,
    PRIMARY KEY (person, offer)
);
CREATE INDEX favourite_by_person ON catalog.favourite (person, since DESC);
CREATE INDEX favourite_by_offer ON catalog.favourite (offer);
COMMENT ON TABLE catalog.favourite IS
    'Offers that members want to find again, with the price at that time.';
