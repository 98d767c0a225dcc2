-- Buying again with one press, and what a shop says when it hands something over.

CREATE TABLE orders.one_click (
    person     uuid PRIMARY KEY,
    most_minor bigint NOT NULL CHECK (most_minor > 0),
    currency   text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    enabled_at timestamptz NOT NULL
);
COMMENT ON TABLE orders.one_click IS
    'Members who let one press pay from their balance, up to an amount; the row goes when they turn it off.';

CREATE TABLE orders.delivery_words (
    offer      uuid PRIMARY KEY,
    merchant   uuid NOT NULL,
    zh         text NOT NULL CHECK (length(zh) <= 4000),
    en         text NOT NULL CHECK (length(en) <= 4000),
    changed_at timestamptz NOT NULL,
    changed_by uuid NOT NULL
);
COMMENT ON TABLE orders.delivery_words IS
    'What a shop says beside the delivered goods of an offer: how to use them, whom to ask. Never a secret.';
