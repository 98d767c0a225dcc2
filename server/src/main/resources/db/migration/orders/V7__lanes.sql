-- What a buyer's standing brings to a complaint, as of when it was made.

ALTER TABLE orders.complaint ADD COLUMN goes_first boolean NOT NULL DEFAULT false;
ALTER TABLE orders.complaint ADD COLUMN fast boolean NOT NULL DEFAULT false;
