-- A card that leaves the shelf without being sold carries its own id as hold, which no hold ever has.
ALTER TABLE vault.card DROP CONSTRAINT card_state_check;
ALTER TABLE vault.card ADD CONSTRAINT card_state_check
    CHECK (state IN ('available', 'held', 'sold', 'revoked', 'replaced', 'withdrawn', 'expired'));
-- Only cards that can expire are in it.
CREATE INDEX card_expiring ON vault.card (expires_at) WHERE hold_id IS NULL AND expires_at IS NOT NULL;
