-- Quests, achievements and badges as data; what somebody shows of themselves.

CREATE TABLE play.badge (
    id       uuid PRIMARY KEY,
    name_zh  text NOT NULL,
    name_en  text NOT NULL,
    words_zh text NOT NULL,
    words_en text NOT NULL,
    icon     text NOT NULL CHECK (icon ~ '^[a-z]{1,20}$'),
    made_by  uuid,
    made_at  timestamptz NOT NULL
);
COMMENT ON TABLE play.badge IS 'What can be worn; quests give it.';

CREATE TABLE play.quest (
    id         uuid PRIMARY KEY,
    kind       text NOT NULL CHECK (kind IN ('DAILY', 'ACHIEVEMENT')),
    name_zh    text NOT NULL,
    name_en    text NOT NULL,
    fact       text NOT NULL CHECK (length(fact) BETWEEN 1 AND 100),
    field      text,
    prefix     text,
    apart      text,
    times      int NOT NULL CHECK (times BETWEEN 1 AND 1000),
    points     bigint NOT NULL CHECK (points BETWEEN 0 AND 100000),
    badge      uuid REFERENCES play.badge (id),
    valid_from timestamptz NOT NULL,
    ended_at   timestamptz,
    made_by    uuid,
    CONSTRAINT filter_is_whole CHECK ((field IS NULL) = (prefix IS NULL)),
    CONSTRAINT quest_gives_something CHECK (points > 0 OR badge IS NOT NULL)
);
COMMENT ON TABLE play.quest IS
    'So many facts of one kind, by day or ever; a filter on a field of the fact''s body, and a field whose values have to differ.';

CREATE TABLE play.quest_step (
    quest  uuid NOT NULL REFERENCES play.quest (id),
    person uuid NOT NULL,
    day    date NOT NULL,
    step   text NOT NULL CHECK (length(step) BETWEEN 1 AND 400),
    at     timestamptz NOT NULL,
    PRIMARY KEY (quest, person, day, step)
);
CREATE INDEX quest_step_by_person ON play.quest_step (person, day);
COMMENT ON TABLE play.quest_step IS
    'What counted: the fact''s id, or the value that has to differ; for achievements the day is 1970-01-01.';

CREATE TABLE play.quest_done (
    quest   uuid NOT NULL REFERENCES play.quest (id),
    person  uuid NOT NULL,
    day     date NOT NULL,
    done_at timestamptz NOT NULL,
    PRIMARY KEY (quest, person, day)
);
CREATE INDEX quest_done_by_person ON play.quest_done (person, done_at);
COMMENT ON TABLE play.quest_done IS 'Quests that somebody finished, and was paid for once.';

CREATE TABLE play.badge_held (
    badge  uuid NOT NULL REFERENCES play.badge (id),
    person uuid NOT NULL,
    since  timestamptz NOT NULL,
    shown  boolean NOT NULL DEFAULT false,
    PRIMARY KEY (badge, person)
);
CREATE INDEX badge_held_by_person ON play.badge_held (person);
COMMENT ON TABLE play.badge_held IS 'Who holds which badge, and whether others may see it.';

CREATE TABLE play.showcase (
    person       uuid PRIMARY KEY,
    handle       text NOT NULL UNIQUE CHECK (handle ~ '^[a-z0-9-]{3,30}$'),
    name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    open         boolean NOT NULL,
    shows_streak boolean NOT NULL,
    shows_quests boolean NOT NULL
);
COMMENT ON TABLE play.showcase IS 'What a person lets others see; without a row, nothing.';

INSERT INTO play.badge (id, name_zh, name_en, words_zh, words_en, icon, made_at) VALUES
 ('00000000-0000-7000-8000-0000000b0001', '头一回', 'First time', '完成了第一笔订单', 'Completed a first order', 'key', now()),
 ('00000000-0000-7000-8000-0000000b0002', '常客', 'The regular', '完成了十笔订单', 'Completed ten orders', 'heart', now()),
 ('00000000-0000-7000-8000-0000000b0003', '七天', 'Seven days', '连着七天都来过', 'Came by seven days running', 'clock', now()),
 ('00000000-0000-7000-8000-0000000b0004', '逛逛家', 'Stroller', '看过五十件不同的商品', 'Looked at fifty different offers', 'search', now());

INSERT INTO play.quest (id, kind, name_zh, name_en, fact, field, prefix, apart, times, points, badge, valid_from) VALUES
 ('00000000-0000-7000-8000-0000000c0001', 'DAILY', '看看三件不同的商品', 'Look at three different offers', 'Page Viewed', 'path', '/o/', 'path', 3, 2, NULL, now()),
 ('00000000-0000-7000-8000-0000000c0002', 'DAILY', '签到', 'Check in', 'Checked In', NULL, NULL, NULL, 1, 1, NULL, now()),
 ('00000000-0000-7000-8000-0000000c0003', 'ACHIEVEMENT', '完成第一笔订单', 'Complete a first order', 'Order Completed', NULL, NULL, NULL, 1, 20, '00000000-0000-7000-8000-0000000b0001', now()),
 ('00000000-0000-7000-8000-0000000c0004', 'ACHIEVEMENT', '完成十笔订单', 'Complete ten orders', 'Order Completed', NULL, NULL, NULL, 10, 100, '00000000-0000-7000-8000-0000000b0002', now()),
 ('00000000-0000-7000-8000-0000000c0005', 'ACHIEVEMENT', '连续签到七天', 'Seven days running', 'Streak Week', NULL, NULL, NULL, 1, 0, '00000000-0000-7000-8000-0000000b0003', now()),
 ('00000000-0000-7000-8000-0000000c0006', 'ACHIEVEMENT', '看过五十件不同的商品', 'Look at fifty different offers', 'Page Viewed', 'path', '/o/', 'path', 50, 30, '00000000-0000-7000-8000-0000000b0004', now());
