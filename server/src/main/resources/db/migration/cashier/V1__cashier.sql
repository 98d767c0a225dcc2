-- The sandbox cashier: what a payment provider would keep on its own side.

CREATE TABLE cashier.trade (
    trade_no     text PRIMARY KEY CHECK (length(trade_no) BETWEEN 16 AND 40),
    pid          text NOT NULL,
    out_trade_no text NOT NULL CHECK (length(out_trade_no) BETWEEN 1 AND 64),
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    currency     text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    title        text NOT NULL CHECK (length(title) <= 200),
    notify_url   text NOT NULL,
    return_url   text NOT NULL CHECK (return_url ~ '^/[^/\\]'),
    state        text NOT NULL CHECK (state IN ('waiting', 'paid', 'closed')),
    made_at      timestamptz NOT NULL,
    paid_at      timestamptz,
    UNIQUE (pid, out_trade_no),
    CONSTRAINT trade_paid_has_a_time CHECK ((state = 'paid') = (paid_at IS NOT NULL))
);
COMMENT ON TABLE cashier.trade IS 'A payment as the sandbox knows it.';

CREATE TABLE cashier.refund (
    refund_no    text PRIMARY KEY,
    trade_no     text NOT NULL REFERENCES cashier.trade (trade_no),
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    at           timestamptz NOT NULL
);
CREATE INDEX refund_by_trade ON cashier.refund (trade_no);
COMMENT ON TABLE cashier.refund IS 'Money that the sandbox gave back.';

CREATE TABLE cashier.notice (
    id       uuid PRIMARY KEY,
    trade_no text NOT NULL REFERENCES cashier.trade (trade_no),
    status   text NOT NULL CHECK (status IN ('paid', 'waiting')),
    forged   boolean NOT NULL,
    tries    integer NOT NULL DEFAULT 0,
    due_at   timestamptz,
    answer   text
);
CREATE INDEX notice_due ON cashier.notice (due_at) WHERE due_at IS NOT NULL;
COMMENT ON TABLE cashier.notice IS 'Notifications to be sent until the shop answers success; a null due time is the end.';
