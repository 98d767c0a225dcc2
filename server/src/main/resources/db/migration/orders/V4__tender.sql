ALTER TABLE orders.purchase ADD COLUMN tendered_minor bigint NOT NULL DEFAULT 0
    CHECK (tendered_minor BETWEEN 0 AND total_minor);
COMMENT ON COLUMN orders.purchase.tendered_minor IS
    'How much of the total is paid with something that is not money, points for instance; the rest is charged.';
