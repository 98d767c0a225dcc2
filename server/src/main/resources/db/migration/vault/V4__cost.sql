ALTER TABLE vault.batch ADD COLUMN unit_cost_minor bigint CHECK (unit_cost_minor >= 0);
COMMENT ON COLUMN vault.batch.unit_cost_minor IS
    'What one card of this import cost its merchant, who alone sees it; in the house''s currency.';
