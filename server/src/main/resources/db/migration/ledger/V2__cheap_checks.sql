-- Every change of a balance checks all of a row's rules again. A counted repetition in a pattern
-- ({1,40}) makes the pattern's automaton as long as the count; the same rule with the length asked
-- apart costs a fraction. Balances change in place (HOT) when their page has room.

ALTER TABLE ledger.account
    DROP CONSTRAINT account_kind_check,
    DROP CONSTRAINT account_unit_check,
    ADD CONSTRAINT account_kind_check CHECK (kind ~ '^[a-z-]+$' AND length(kind) <= 40),
    ADD CONSTRAINT account_unit_check CHECK (unit ~ '^[A-Z]+$' AND length(unit) BETWEEN 3 AND 12),
    SET (fillfactor = 60);
ALTER TABLE ledger.posting
    DROP CONSTRAINT posting_kind_check,
    ADD CONSTRAINT posting_kind_check CHECK (kind ~ '^[a-z-]+$' AND length(kind) <= 40);
