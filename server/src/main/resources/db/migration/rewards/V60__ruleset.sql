-- Promotions, terms of coupons and earn rules are few, change seldom and are asked for at every
-- price: each process keeps them in memory and reads this number to see whether they still hold.

CREATE SEQUENCE rewards.ruleset_number;

CREATE TABLE rewards.ruleset (
    one    boolean PRIMARY KEY DEFAULT true CHECK (one),
    number bigint NOT NULL
);
COMMENT ON TABLE rewards.ruleset IS
    'The number of the rules as they stand: every change gives a new one in its own transaction, and no number comes twice, not even after a rollback.';
INSERT INTO rewards.ruleset (number) VALUES (nextval('rewards.ruleset_number'));

CREATE FUNCTION rewards.renumber_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE rewards.ruleset SET number = nextval('rewards.ruleset_number');
  RETURN NULL;
END $$;

-- Counters (pieces, taken_minor; issued, held_minor, used_minor, used) are no rules.
CREATE TRIGGER promotion_renumbers_the_rules AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE OF
    id, key, version, title_zh, title_en, occasion, kind, offers, merchant, price_minor, off_bp, buy,
    free, audience, month_day, week_day, funder, valid_from, valid_until, stock, per_person,
    budget_minor, ended_at
    ON rewards.promotion FOR EACH STATEMENT EXECUTE FUNCTION rewards.renumber_rules();
CREATE TRIGGER terms_renumber_the_rules AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE OF
    id, key, version, title_zh, title_en, kind, off_minor, off_bp, cap_minor, threshold_minor, offers,
    categories, merchant, audience, claimable, alone, funder, valid_from, valid_until, life_days,
    total_limit, per_person, again_days, budget_minor, ended_at
    ON rewards.terms FOR EACH STATEMENT EXECUTE FUNCTION rewards.renumber_rules();
CREATE TRIGGER earn_rule_renumbers_the_rules AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE
    ON rewards.earn_rule FOR EACH STATEMENT EXECUTE FUNCTION rewards.renumber_rules();
