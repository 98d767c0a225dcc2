CREATE TABLE messaging.template (
    name         text NOT NULL CHECK (name ~ '^[a-z][a-z0-9-]{1,59}$'),
    version      int NOT NULL CHECK (version > 0),
    purpose      text NOT NULL CHECK (purpose IN ('TRANSACTIONAL', 'MARKETING')),
    topic        text NOT NULL CHECK (topic IN ('REMINDERS', 'OFFERS', 'TIPS', 'QUESTIONS')),
    owed         boolean NOT NULL,
    channels     text[] NOT NULL CHECK (cardinality(channels) > 0 AND channels <@ ARRAY ['INBOX', 'EMAIL', 'PUSH', 'SMS']),
    variables    jsonb NOT NULL,
    zh_subject   text NOT NULL CHECK (length(zh_subject) BETWEEN 1 AND 200),
    zh_text      text NOT NULL CHECK (length(zh_text) BETWEEN 1 AND 5000),
    en_subject   text NOT NULL CHECK (length(en_subject) BETWEEN 1 AND 200),
    en_text      text NOT NULL CHECK (length(en_text) BETWEEN 1 AND 5000),
    published_at timestamptz NOT NULL,
    published_by uuid,
    PRIMARY KEY (name, version)
);
COMMENT ON TABLE messaging.template IS 'Published versions of messages'' texts; nobody published those that came with the program. Never changed.';

CREATE TABLE messaging.message (
    id            uuid PRIMARY KEY,
    request_key   text NOT NULL UNIQUE CHECK (length(request_key) BETWEEN 1 AND 200),
    person_id     uuid NOT NULL,
    template      text NOT NULL,
    version       int NOT NULL,
    variables     jsonb NOT NULL,
    purpose       text NOT NULL CHECK (purpose IN ('TRANSACTIONAL', 'MARKETING')),
    priority      smallint NOT NULL CHECK (priority BETWEEN 0 AND 2),
    source        text NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
    why           jsonb NOT NULL,
    expires_at    timestamptz,
    state         text NOT NULL CHECK (state IN ('HELD', 'QUEUED', 'SENT', 'WITHHELD')),
    reason        text CHECK (reason IN ('CAPPED', 'QUIET', 'BEST_TIME', 'NO_CONSENT', 'HOLDOUT', 'EXPIRED', 'UNREACHABLE', 'SUPPRESSED')),
    due_at        timestamptz NOT NULL,
    answer        text NOT NULL CHECK (answer IN ('HELD', 'QUEUED', 'WITHHELD')),
    answer_reason text,
    answer_until  timestamptz,
    chosen_hour   smallint CHECK (chosen_hour BETWEEN 0 AND 23),
    propensity    double precision CHECK (propensity > 0 AND propensity <= 1),
    counted_at    timestamptz,
    asked_at      timestamptz NOT NULL,
    ended_at      timestamptz,
    read_at       timestamptz,
    followed_at   timestamptz,
    CHECK ((state IN ('HELD', 'WITHHELD')) = (reason IS NOT NULL)),
    CHECK ((chosen_hour IS NULL) = (propensity IS NULL)),
    CHECK (purpose = 'MARKETING' OR counted_at IS NULL)
);
CREATE INDEX message_person_idx ON messaging.message (person_id, asked_at DESC, id DESC);
CREATE INDEX message_held_idx ON messaging.message (due_at) WHERE state = 'HELD';
CREATE INDEX message_counted_idx ON messaging.message (person_id, counted_at) WHERE counted_at IS NOT NULL;
CREATE INDEX message_asked_idx ON messaging.message (asked_at DESC, id DESC);
CREATE INDEX message_source_idx ON messaging.message (source text_pattern_ops, asked_at);
COMMENT ON TABLE messaging.message IS 'What people were to be told, with what became of it and why; a message that was not sent keeps its reason.';

CREATE TABLE messaging.delivery (
    id         uuid PRIMARY KEY,
    message_id uuid NOT NULL REFERENCES messaging.message (id) ON DELETE CASCADE,
    person_id  uuid NOT NULL,
    channel    text NOT NULL CHECK (channel IN ('INBOX', 'EMAIL', 'PUSH', 'SMS')),
    address    text NOT NULL CHECK (length(address) <= 254),
    state      text NOT NULL CHECK (state IN ('WAITING', 'SENT', 'FAILED', 'WITHHELD')),
    reason     text,
    problem    text,
    attempts   int NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    due_at     timestamptz NOT NULL,
    ended_at   timestamptz,
    seen       boolean NOT NULL DEFAULT false,
    UNIQUE (message_id, channel, address),
    CHECK ((state = 'WAITING') = (ended_at IS NULL))
);
CREATE INDEX delivery_due_idx ON messaging.delivery (due_at) WHERE state = 'WAITING';
CREATE INDEX delivery_inbox_idx ON messaging.delivery (person_id, ended_at DESC, id DESC) WHERE channel = 'INBOX' AND state = 'SENT';
CREATE INDEX delivery_unread_idx ON messaging.delivery (person_id) WHERE channel = 'INBOX' AND state = 'SENT' AND NOT seen;
COMMENT ON TABLE messaging.delivery IS 'One message on one channel to one address; its id is what mail servers and browsers see, whatever is tried again.';

CREATE TABLE messaging.consent (
    person_id uuid NOT NULL,
    channel   text NOT NULL CHECK (channel IN ('INBOX', 'EMAIL', 'PUSH', 'SMS')),
    topic     text NOT NULL CHECK (topic IN ('REMINDERS', 'OFFERS', 'TIPS', 'QUESTIONS')),
    given     boolean NOT NULL,
    wording   text NOT NULL,
    how       text NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (person_id, channel, topic)
);
COMMENT ON TABLE messaging.consent IS 'What a person said last about one topic on one channel: to which wording, how and when.';

CREATE TABLE messaging.consent_said (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id uuid NOT NULL,
    channel   text NOT NULL,
    topic     text NOT NULL,
    given     boolean NOT NULL,
    wording   text NOT NULL,
    how       text NOT NULL,
    at        timestamptz NOT NULL
);
CREATE INDEX consent_said_person_idx ON messaging.consent_said (person_id, id);
COMMENT ON TABLE messaging.consent_said IS 'Everything that a person ever said about being written to; only added to.';

CREATE TABLE messaging.suppression (
    channel     text NOT NULL CHECK (channel IN ('EMAIL', 'SMS')),
    address_key bytea NOT NULL,
    cause       text NOT NULL CHECK (cause IN ('BOUNCE', 'COMPLAINT', 'OPERATOR')),
    at          timestamptz NOT NULL,
    PRIMARY KEY (channel, address_key)
);
COMMENT ON TABLE messaging.suppression IS 'Addresses that get no marketing, as keyed hashes: they bounced, or somebody complained.';

CREATE TABLE messaging.house (
    one        boolean PRIMARY KEY DEFAULT true CHECK (one),
    per_day    text CHECK (per_day = 'none' OR per_day ~ '^[0-9]{1,4}$'),
    per_week   text CHECK (per_week = 'none' OR per_week ~ '^[0-9]{1,4}$'),
    quiet_from time,
    quiet_to   time,
    holdout    double precision NOT NULL CHECK (holdout BETWEEN 0 AND 0.5),
    CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
);
INSERT INTO messaging.house (holdout) VALUES (0.05);
COMMENT ON TABLE messaging.house IS 'The installation''s caps, quiet hours and global holdout. A cap is a number, ''none'' for no cap, or null for not set.';

CREATE TABLE messaging.calm (
    person_id  uuid PRIMARY KEY,
    per_day    text CHECK (per_day = 'none' OR per_day ~ '^[0-9]{1,4}$'),
    per_week   text CHECK (per_week = 'none' OR per_week ~ '^[0-9]{1,4}$'),
    quiet_from time,
    quiet_to   time,
    at         timestamptz NOT NULL,
    CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
);
COMMENT ON TABLE messaging.calm IS 'Caps and quiet hours that a person chose; what is null follows the house.';

CREATE TABLE messaging.push_subscription (
    id          uuid PRIMARY KEY,
    person_id   uuid NOT NULL,
    endpoint    text NOT NULL UNIQUE CHECK (length(endpoint) <= 2000),
    browser_key bytea NOT NULL CHECK (length(browser_key) = 65),
    secret      bytea NOT NULL CHECK (length(secret) = 16),
    at          timestamptz NOT NULL
);
CREATE INDEX push_subscription_person_idx ON messaging.push_subscription (person_id);
COMMENT ON TABLE messaging.push_subscription IS 'Browsers that asked for messages (RFC 8030), with the keys that only they can open (RFC 8291).';

CREATE TABLE messaging.vapid (
    one        boolean PRIMARY KEY DEFAULT true CHECK (one),
    public_key  bytea NOT NULL,
    private_key bytea NOT NULL
);
COMMENT ON TABLE messaging.vapid IS 'The key pair that signs towards push services (RFC 8292); the private half is sealed.';

CREATE TABLE messaging.phone (
    person_id   uuid PRIMARY KEY,
    number      text NOT NULL CHECK (number ~ '^\+[1-9][0-9]{6,14}$'),
    code_hash   bytea,
    code_until  timestamptz,
    tries       int NOT NULL DEFAULT 0,
    verified_at timestamptz
);
COMMENT ON TABLE messaging.phone IS 'Telephone numbers for text messages; nothing but its code goes to one that is not verified.';
