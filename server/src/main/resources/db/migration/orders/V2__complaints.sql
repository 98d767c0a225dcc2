CREATE TABLE orders.complaint (
    id         uuid PRIMARY KEY,
    purchase   uuid NOT NULL,
    position   integer NOT NULL,
    card       uuid NOT NULL,
    text       text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
    made_at    timestamptz NOT NULL,
    answer_by  timestamptz NOT NULL CHECK (answer_by > made_at),
    state      text NOT NULL CHECK (state IN ('open', 'replaced', 'refunded', 'rejected')),
    decided_at timestamptz,
    decided_by text,
    note       text CHECK (length(note) <= 2000),
    FOREIGN KEY (purchase, position) REFERENCES orders.line (purchase, position),
    CONSTRAINT complaint_is_decided_by_someone
        CHECK ((state = 'open') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL))
);
CREATE UNIQUE INDEX complaint_open ON orders.complaint (purchase, card) WHERE state = 'open';
CREATE INDEX complaint_overdue ON orders.complaint (answer_by) WHERE state = 'open';
COMMENT ON TABLE orders.complaint IS
    'A buyer says that a card is bad; the merchant answers before the deadline, or it is decided for the buyer.';
