-- The wheel. A plan is written once; a period promises a seed before it opens and shows it when it
-- is over; a spin is never changed.

CREATE FUNCTION play.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was drawn by or drawn is written once: % on play.% is refused', TG_OP, TG_TABLE_NAME;
END $$;

CREATE TABLE play.wheel_plan (
    id             uuid PRIMARY KEY,
    version        int NOT NULL UNIQUE CHECK (version > 0),
    name_zh        text NOT NULL,
    name_en        text NOT NULL,
    spins_a_day    int NOT NULL CHECK (spins_a_day > 0),
    spins_a_period int NOT NULL CHECK (spins_a_period BETWEEN spins_a_day AND 100),
    made_by        uuid NOT NULL,
    made_at        timestamptz NOT NULL
);
COMMENT ON TABLE play.wheel_plan IS 'A wheel as published: odds that never change; other odds are another version.';

CREATE TABLE play.wheel_prize (
    plan              uuid NOT NULL REFERENCES play.wheel_plan (id),
    position          int NOT NULL CHECK (position BETWEEN 0 AND 11),
    name_zh           text NOT NULL,
    name_en           text NOT NULL,
    parts_per_million int NOT NULL CHECK (parts_per_million BETWEEN 1 AND 1000000),
    stock             int CHECK (stock > 0),
    substitute        int,
    kind              text NOT NULL CHECK (kind IN ('POINTS', 'COUPON', 'NOTHING')),
    amount            bigint NOT NULL CHECK (amount >= 0),
    coupon            text CHECK (length(coupon) BETWEEN 1 AND 80),
    value_minor       bigint NOT NULL CHECK (value_minor BETWEEN 0 AND 5000000),
    PRIMARY KEY (plan, position),
    FOREIGN KEY (plan, substitute) REFERENCES play.wheel_prize (plan, position),
    CONSTRAINT what_runs_out_has_a_substitute CHECK ((stock IS NULL) = (substitute IS NULL)),
    CONSTRAINT prize_is_whole CHECK ((kind = 'POINTS') = (amount > 0) AND (kind = 'COUPON') = (coupon IS NOT NULL))
);
COMMENT ON TABLE play.wheel_prize IS 'The fields of a wheel with their odds, stock and substitutes.';

CREATE FUNCTION play.demand_whole_odds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(parts_per_million) FROM play.wheel_prize WHERE plan = NEW.plan) <> 1000000 THEN
    RAISE EXCEPTION 'the odds of a wheel are one million parts';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER odds_are_whole AFTER INSERT ON play.wheel_prize
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION play.demand_whole_odds();
CREATE TRIGGER plan_is_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON play.wheel_plan
    FOR EACH STATEMENT EXECUTE FUNCTION play.refuse_change();
CREATE TRIGGER prize_is_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON play.wheel_prize
    FOR EACH STATEMENT EXECUTE FUNCTION play.refuse_change();

CREATE TABLE play.wheel_period (
    id           uuid PRIMARY KEY,
    plan         uuid NOT NULL REFERENCES play.wheel_plan (id),
    opens        timestamptz NOT NULL,
    closes       timestamptz NOT NULL,
    promise      bytea NOT NULL CHECK (octet_length(promise) = 32),
    sealed_seed  bytea NOT NULL,
    announced_by uuid NOT NULL,
    announced_at timestamptz NOT NULL,
    seed         bytea,
    revealed_at  timestamptz,
    CONSTRAINT announced_before_it_opens CHECK (announced_at < opens AND opens < closes),
    CONSTRAINT shown_seed_is_the_promised_one CHECK (seed IS NULL OR sha256(seed) = promise),
    CONSTRAINT shown_when_over CHECK ((seed IS NULL) = (revealed_at IS NULL) AND revealed_at >= closes),
    CONSTRAINT one_wheel_at_a_time EXCLUDE USING gist (tstzrange(opens, closes) WITH &&)
);
COMMENT ON TABLE play.wheel_period IS 'When a wheel can be spun; the hash of the seed before, the seed after.';

CREATE FUNCTION play.only_reveal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.seed IS NOT NULL
     OR (NEW.id, NEW.plan, NEW.opens, NEW.closes, NEW.promise, NEW.sealed_seed, NEW.announced_by, NEW.announced_at)
        IS DISTINCT FROM
        (OLD.id, OLD.plan, OLD.opens, OLD.closes, OLD.promise, OLD.sealed_seed, OLD.announced_by, OLD.announced_at) THEN
    RAISE EXCEPTION 'an announced period only ever shows its seed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER period_only_reveals BEFORE UPDATE ON play.wheel_period
    FOR EACH ROW EXECUTE FUNCTION play.only_reveal();
CREATE TRIGGER period_stays BEFORE DELETE OR TRUNCATE ON play.wheel_period
    FOR EACH STATEMENT EXECUTE FUNCTION play.refuse_change();

CREATE TABLE play.wheel_count (
    period uuid PRIMARY KEY REFERENCES play.wheel_period (id),
    draws  int NOT NULL DEFAULT 0 CHECK (draws >= 0)
);
COMMENT ON TABLE play.wheel_count IS 'How often a period was drawn; whoever spins holds its row.';

CREATE TABLE play.wheel_stock (
    period    uuid NOT NULL REFERENCES play.wheel_period (id),
    position  int NOT NULL,
    remaining int NOT NULL CHECK (remaining >= 0),
    PRIMARY KEY (period, position)
);
COMMENT ON TABLE play.wheel_stock IS 'What is left of the prizes that can run out.';

CREATE TABLE play.wheel_seed (
    period    uuid NOT NULL REFERENCES play.wheel_period (id),
    seed      text NOT NULL CHECK (seed ~ '^[A-Za-z0-9_-]{8,64}$'),
    person    uuid NOT NULL,
    chosen_at timestamptz NOT NULL,
    PRIMARY KEY (period, seed)
);
CREATE INDEX wheel_seed_by_person ON play.wheel_seed (period, person, chosen_at);
COMMENT ON TABLE play.wheel_seed IS
    'Seeds that people chose; one belongs to one person, or a friend''s luck could be repeated.';

CREATE TABLE play.wheel_spin (
    id      uuid PRIMARY KEY,
    period  uuid NOT NULL REFERENCES play.wheel_period (id),
    number  int NOT NULL CHECK (number > 0),
    person  uuid NOT NULL,
    counter int NOT NULL CHECK (counter > 0),
    seed    text NOT NULL,
    ticket  int NOT NULL CHECK (ticket BETWEEN 0 AND 999999),
    drawn   int NOT NULL,
    paid    int NOT NULL,
    request uuid NOT NULL UNIQUE,
    day     date NOT NULL,
    at      timestamptz NOT NULL,
    UNIQUE (period, number),
    UNIQUE (period, person, counter),
    FOREIGN KEY (period, seed) REFERENCES play.wheel_seed (period, seed)
);
CREATE INDEX wheel_spin_by_person ON play.wheel_spin (person, at);
COMMENT ON TABLE play.wheel_spin IS 'Every draw, in order, for at least two years; never changed.';
CREATE TABLE play.wheel_owed (
    spin       uuid PRIMARY KEY REFERENCES play.wheel_spin (id),
    since      timestamptz NOT NULL,
    settled_at timestamptz
);
CREATE INDEX wheel_owed_open ON play.wheel_owed (since) WHERE settled_at IS NULL;
COMMENT ON TABLE play.wheel_owed IS 'Draws whose prize could not be handed over at once: tried again until it is.';

CREATE TRIGGER spin_is_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON play.wheel_spin
    FOR EACH STATEMENT EXECUTE FUNCTION play.refuse_change();
