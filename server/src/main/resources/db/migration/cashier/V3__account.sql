-- The account that a buyer paid from, for whoever says one; the shop is told it, as providers do.
ALTER TABLE cashier.trade ADD COLUMN account text NOT NULL DEFAULT '' CHECK (length(account) <= 80);
