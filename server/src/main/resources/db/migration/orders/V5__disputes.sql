-- A complaint is a thread between buyer, merchant and, when asked for, operator.

ALTER TABLE orders.step
    ADD COLUMN note text CHECK (length(note) <= 500),
    ADD COLUMN party text CHECK (length(party) <= 60);

ALTER TABLE orders.complaint
    ALTER COLUMN card DROP NOT NULL,
    ADD COLUMN merchant uuid,
    ADD COLUMN turn text NOT NULL DEFAULT 'merchant' CHECK (turn IN ('buyer', 'merchant', 'operator')),
    ADD COLUMN escalated_at timestamptz,
    DROP CONSTRAINT complaint_state_check,
    ADD CONSTRAINT complaint_state_check
        CHECK (state IN ('open', 'replaced', 'refunded', 'rejected', 'closed'));
UPDATE orders.complaint c SET merchant = l.merchant
FROM orders.line l WHERE l.purchase = c.purchase AND l.position = c.position;
ALTER TABLE orders.complaint ALTER COLUMN merchant SET NOT NULL;

DROP INDEX orders.complaint_open;
CREATE UNIQUE INDEX complaint_open ON orders.complaint (purchase, position, coalesce(card, purchase))
    WHERE state = 'open';
CREATE INDEX complaint_by_purchase ON orders.complaint (purchase);
CREATE INDEX complaint_by_merchant ON orders.complaint (merchant, made_at DESC);
CREATE INDEX complaint_latest ON orders.complaint (made_at DESC);
CREATE INDEX complaint_by_turn ON orders.complaint (turn, answer_by) WHERE state = 'open';

CREATE TABLE orders.message (
    id        uuid PRIMARY KEY,
    complaint uuid NOT NULL REFERENCES orders.complaint (id),
    at        timestamptz NOT NULL,
    side      text NOT NULL CHECK (side IN ('buyer', 'merchant', 'operator', 'house')),
    author    uuid,
    kind      text NOT NULL CHECK (kind ~ '^[a-z-]{2,30}$'),
    text      text NOT NULL CHECK (length(text) <= 2000)
);
CREATE INDEX message_of_complaint ON orders.message (complaint, id);
COMMENT ON TABLE orders.message IS
    'What was said and done about a complaint, by whom; rows are only added.';

CREATE TABLE orders.evidence (
    id         uuid PRIMARY KEY,
    message    uuid NOT NULL REFERENCES orders.message (id),
    media_type text NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp')),
    content    bytea NOT NULL CHECK (octet_length(content) <= 2097152)
);
CREATE INDEX evidence_of_message ON orders.evidence (message);
COMMENT ON TABLE orders.evidence IS
    'Pictures in a complaint, without what their camera wrote into them; only its parties see them.';

-- Operators look orders up by the buyer's address.
CREATE INDEX purchase_by_email ON orders.purchase (lower(email), id DESC);
