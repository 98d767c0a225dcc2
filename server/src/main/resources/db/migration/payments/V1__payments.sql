-- Channels to payment providers, charges, refunds and what providers told us.

CREATE TABLE payments.channel (
    id         uuid PRIMARY KEY,
    provider   text NOT NULL CHECK (provider ~ '^[a-z0-9-]{1,30}$'),
    name_zh    text NOT NULL CHECK (length(name_zh) BETWEEN 1 AND 60),
    name_en    text NOT NULL CHECK (length(name_en) BETWEEN 1 AND 60),
    merchant   uuid,
    settings   jsonb NOT NULL,
    enabled    boolean NOT NULL,
    made_at    timestamptz NOT NULL
);
COMMENT ON TABLE payments.channel IS
    'A way to pay: a provider with its settings. With a merchant the money goes to that merchant, without one to the platform.';

CREATE TABLE payments.credential (
    id          uuid PRIMARY KEY,
    channel     uuid NOT NULL REFERENCES payments.channel (id),
    key_id      text NOT NULL,
    sealed      bytea NOT NULL,
    asked_by    text NOT NULL,
    asked_from  text NOT NULL,
    asked_at    timestamptz NOT NULL,
    active_from timestamptz NOT NULL CHECK (active_from >= asked_at),
    stopped_at  timestamptz,
    stopped_by  text,
    CONSTRAINT credential_is_stopped_by_someone CHECK ((stopped_at IS NULL) = (stopped_by IS NULL)),
    CONSTRAINT credential_is_stopped_before_it_counts CHECK (stopped_at < active_from)
);
CREATE INDEX credential_by_channel ON payments.credential (channel, active_from DESC);
COMMENT ON TABLE payments.credential IS
    'The secrets of a channel, encrypted, every version kept: who asked, from where, and from when it counts.';

CREATE TABLE payments.charge (
    id            uuid PRIMARY KEY,
    channel       uuid NOT NULL REFERENCES payments.channel (id),
    reference     text NOT NULL UNIQUE CHECK (length(reference) BETWEEN 8 AND 64),
    purpose       text NOT NULL CHECK (purpose ~ '^[a-z-]{1,20}$'),
    subject       uuid NOT NULL,
    payer         uuid,
    title         text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
    amount_minor  bigint NOT NULL CHECK (amount_minor > 0),
    currency      text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    return_path   text NOT NULL,
    state         text NOT NULL CHECK (state IN ('new', 'open', 'paid', 'closed')),
    pay_at        text,
    trade_no      text,
    made_at       timestamptz NOT NULL,
    pay_until     timestamptz NOT NULL,
    paid_at       timestamptz,
    closed_at     timestamptz,
    next_query_at timestamptz,
    CONSTRAINT charge_paid_has_a_trade CHECK ((state = 'paid') = (paid_at IS NOT NULL)),
    CONSTRAINT charge_paid_names_it CHECK (paid_at IS NULL OR trade_no IS NOT NULL)
);
CREATE INDEX charge_by_subject ON payments.charge (subject);
CREATE INDEX charge_to_query ON payments.charge (next_query_at) WHERE next_query_at IS NOT NULL;
COMMENT ON TABLE payments.charge IS 'One amount that a buyer was asked to pay through one channel.';

CREATE TABLE payments.notification (
    channel     uuid NOT NULL REFERENCES payments.channel (id),
    trade_no    text NOT NULL CHECK (length(trade_no) BETWEEN 1 AND 128),
    kind        text NOT NULL CHECK (kind IN ('paid')),
    charge      uuid NOT NULL REFERENCES payments.charge (id),
    source      text NOT NULL CHECK (source IN ('notification', 'query', 'wallet')),
    outcome     text NOT NULL CHECK (outcome IN ('settled', 'surplus')),
    fields      jsonb NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (channel, trade_no, kind)
);
CREATE INDEX notification_by_charge ON payments.notification (charge);
COMMENT ON TABLE payments.notification IS
    'What a provider verifiably told us; the same trade and kind of a channel is there once.';

CREATE TABLE payments.refused_notification (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel     uuid NOT NULL,
    reason      text NOT NULL,
    address     text NOT NULL,
    fields      jsonb NOT NULL,
    received_at timestamptz NOT NULL
);
CREATE INDEX refused_notification_by_time ON payments.refused_notification (received_at);
COMMENT ON TABLE payments.refused_notification IS
    'Notifications that were not verified, for looking at; nothing reads them to decide, and they go after thirty days.';

CREATE TABLE payments.refund (
    id           uuid PRIMARY KEY,
    request      text NOT NULL UNIQUE CHECK (length(request) BETWEEN 1 AND 120),
    charge       uuid NOT NULL REFERENCES payments.charge (id),
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    reason       text NOT NULL CHECK (length(reason) <= 200),
    state        text NOT NULL CHECK (state IN ('asked', 'done', 'by-hand')),
    tries        integer NOT NULL DEFAULT 0,
    last_answer  text,
    asked_at     timestamptz NOT NULL,
    next_try_at  timestamptz,
    done_at      timestamptz,
    CONSTRAINT refund_done_has_a_time CHECK ((state = 'done') = (done_at IS NOT NULL)),
    CONSTRAINT refund_asked_is_tried CHECK ((state = 'asked') = (next_try_at IS NOT NULL))
);
CREATE INDEX refund_by_charge ON payments.refund (charge);
CREATE INDEX refund_to_try ON payments.refund (next_try_at) WHERE next_try_at IS NOT NULL;
COMMENT ON TABLE payments.refund IS 'Money to be given back; the provider is asked until it has answered.';
