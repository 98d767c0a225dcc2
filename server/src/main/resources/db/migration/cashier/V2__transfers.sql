-- Money that the sandbox sends to people, and lists of a day.

CREATE TABLE cashier.transfer (
    transfer_no  text PRIMARY KEY CHECK (length(transfer_no) BETWEEN 1 AND 64),
    pid          text NOT NULL,
    account      text NOT NULL CHECK (length(account) BETWEEN 1 AND 200),
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    currency     text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    state        text NOT NULL CHECK (state IN ('sent', 'refused')),
    at           timestamptz NOT NULL
);
COMMENT ON TABLE cashier.transfer IS 'Money that the sandbox sent to a person; the same number is sent once.';

CREATE INDEX trade_by_paid_time ON cashier.trade (paid_at) WHERE paid_at IS NOT NULL;
