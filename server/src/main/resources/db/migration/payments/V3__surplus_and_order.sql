-- Money that came twice, the order of channels, and lists for operators.

ALTER TABLE payments.channel ADD COLUMN position integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN payments.channel.position IS 'Where it stands among the ways to pay; the same place means the older one first.';

ALTER TABLE payments.refused_notification ADD COLUMN genuine boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN payments.refused_notification.genuine IS
    'The signature was good, but it fits no charge: money may have come that a person has to look for.';

CREATE TABLE payments.surplus (
    id           uuid PRIMARY KEY,
    channel      uuid NOT NULL REFERENCES payments.channel (id),
    trade_no     text NOT NULL,
    charge       uuid NOT NULL REFERENCES payments.charge (id),
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    currency     text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    state        text NOT NULL CHECK (state IN ('waiting', 'refunding', 'refunded', 'credited')),
    found_at     timestamptz NOT NULL,
    resolved_by  uuid,
    resolved_at  timestamptz,
    UNIQUE (channel, trade_no),
    CONSTRAINT surplus_is_resolved_by_someone CHECK ((state = 'waiting') = (resolved_at IS NULL))
);
CREATE INDEX surplus_by_time ON payments.surplus (found_at);
COMMENT ON TABLE payments.surplus IS
    'A second trade for a charge that was paid already: money that is not ours, until a person gives it back or credits it.';

ALTER TABLE payments.refund ADD COLUMN surplus uuid REFERENCES payments.surplus (id);
CREATE UNIQUE INDEX refund_of_surplus ON payments.refund (surplus) WHERE surplus IS NOT NULL;

CREATE INDEX charge_by_time ON payments.charge (made_at);
CREATE INDEX charge_by_trade ON payments.charge (trade_no) WHERE trade_no IS NOT NULL;
CREATE INDEX refund_by_time ON payments.refund (asked_at);
CREATE INDEX notification_by_time ON payments.notification (received_at);
