-- Money and points, double entry. Amounts are whole units (fen, points); credit is positive: what
-- an account holds for its owner. The entries of a posting sum to zero per unit.

CREATE TABLE ledger.account (
    id      uuid PRIMARY KEY,
    kind    text NOT NULL CHECK (kind ~ '^[a-z-]{1,40}$'),
    owner   text NOT NULL CHECK (length(owner) BETWEEN 1 AND 80),
    unit    text NOT NULL CHECK (unit ~ '^[A-Z]{3,12}$'),
    floor   bigint,
    balance bigint NOT NULL DEFAULT 0,
    held    bigint NOT NULL DEFAULT 0 CHECK (held >= 0),
    UNIQUE (kind, owner, unit),
    CONSTRAINT account_never_below_its_floor CHECK (floor IS NULL OR balance - held >= floor),
    CONSTRAINT account_holds_need_a_floor CHECK (floor IS NOT NULL OR held = 0)
);
COMMENT ON TABLE ledger.account IS
    'Who holds how much. Accounts with a floor are locked and exact; the others are rolled up from ledger.fresh.';

CREATE TABLE ledger.posting (
    id      uuid PRIMARY KEY,
    request text NOT NULL UNIQUE CHECK (length(request) BETWEEN 1 AND 120),
    kind    text NOT NULL CHECK (kind ~ '^[a-z-]{1,40}$'),
    subject text NOT NULL CHECK (length(subject) <= 80),
    digest  bigint NOT NULL,
    at      timestamptz NOT NULL
);
COMMENT ON TABLE ledger.posting IS 'One movement of money, named by the request that asked for it; never changed.';

CREATE TABLE ledger.entry (
    id      bigint GENERATED ALWAYS AS IDENTITY,
    posting uuid NOT NULL,
    account uuid NOT NULL,
    amount  bigint NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (account, id)
);
CREATE INDEX entry_by_posting ON ledger.entry (posting);
COMMENT ON TABLE ledger.entry IS 'What a posting does to each account; never changed.';

CREATE TABLE ledger.fresh (
    account uuid NOT NULL,
    amount  bigint NOT NULL
);
COMMENT ON TABLE ledger.fresh IS
    'Entries of accounts without a floor that are not in the balance yet: written without a lock, drained by the roll-up.';

CREATE TABLE ledger.hold (
    id      uuid PRIMARY KEY,
    account uuid NOT NULL REFERENCES ledger.account (id),
    amount  bigint NOT NULL CHECK (amount > 0),
    state   text NOT NULL CHECK (state IN ('held', 'captured', 'released')),
    at      timestamptz NOT NULL,
    ended   timestamptz,
    CONSTRAINT hold_ends_once CHECK ((state = 'held') = (ended IS NULL))
);
COMMENT ON TABLE ledger.hold IS 'Part of a balance that is set aside for one purpose until captured or released.';

CREATE TABLE ledger.proof (
    at              timestamptz PRIMARY KEY,
    postings        bigint NOT NULL,
    crooked         bigint NOT NULL,
    wrong_balances  bigint NOT NULL,
    wrong_holds     bigint NOT NULL,
    below_floor     bigint NOT NULL,
    holds           boolean GENERATED ALWAYS AS
        (crooked = 0 AND wrong_balances = 0 AND wrong_holds = 0 AND below_floor = 0) STORED
);
COMMENT ON TABLE ledger.proof IS 'The nightly proof that sums are zero and balances are the sum of their entries.';

CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the book is written once: % on ledger.% is refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER posting_is_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.posting
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER entry_is_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
