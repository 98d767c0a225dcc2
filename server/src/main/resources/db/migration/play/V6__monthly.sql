-- The standing order: which version turns every month until somebody says otherwise.

CREATE TABLE play.wheel_monthly (
    one    boolean PRIMARY KEY DEFAULT true CHECK (one),
    plan   uuid NOT NULL REFERENCES play.wheel_plan (id),
    set_by uuid NOT NULL,
    set_at timestamptz NOT NULL
);
COMMENT ON TABLE play.wheel_monthly IS 'The version that is announced for the next month by itself; no row, no standing order.';
