-- Questions to people and what they answered.

CREATE TABLE insights.survey (
    id         uuid PRIMARY KEY,
    kind       text NOT NULL CHECK (kind IN ('NPS', 'SATISFACTION', 'CHOICE', 'TEXT')),
    place      text NOT NULL CHECK (place IN ('ORDER', 'MINE', 'LINK', 'LEAVING')),
    whom       text NOT NULL CHECK (whom IN ('BUYERS', 'SEGMENT')),
    segment    uuid,
    pause_days int NOT NULL CHECK (pause_days BETWEEN 1 AND 730),
    starts_on  date NOT NULL,
    ends_on    date CHECK (ends_on >= starts_on),
    version    int NOT NULL CHECK (version > 0),
    revision   int NOT NULL CHECK (revision > 0),
    made_by    uuid NOT NULL,
    made_at    timestamptz NOT NULL,
    CHECK ((whom = 'SEGMENT') = (segment IS NOT NULL))
);
COMMENT ON TABLE insights.survey IS 'A question to people: where and whom it asks, how often at most, and the days on which it runs.';

CREATE TABLE insights.survey_words (
    survey      uuid NOT NULL REFERENCES insights.survey (id),
    version     int NOT NULL,
    question_zh text NOT NULL CHECK (length(question_zh) BETWEEN 1 AND 300),
    question_en text NOT NULL CHECK (length(question_en) BETWEEN 1 AND 300),
    choices_zh  text[] NOT NULL,
    choices_en  text[] NOT NULL,
    made_by     uuid NOT NULL,
    made_at     timestamptz NOT NULL,
    PRIMARY KEY (survey, version),
    CHECK (cardinality(choices_zh) = cardinality(choices_en) AND cardinality(choices_zh) <= 10)
);
COMMENT ON TABLE insights.survey_words IS 'What a survey asked in each of its versions; never changed, because answers belong to their version.';

CREATE TABLE insights.survey_ask (
    id           uuid PRIMARY KEY,
    survey       uuid NOT NULL REFERENCES insights.survey (id),
    version      int NOT NULL,
    way          text NOT NULL CHECK (way IN ('PAGE', 'LINK', 'OPEN', 'LEAVING')),
    identity     uuid,
    person       uuid,
    asked_at     timestamptz NOT NULL,
    dismissed_at timestamptz,
    FOREIGN KEY (survey, version) REFERENCES insights.survey_words (survey, version)
);
CREATE INDEX survey_ask_survey_idx ON insights.survey_ask (survey, asked_at);
CREATE INDEX survey_ask_identity_idx ON insights.survey_ask (identity, asked_at) WHERE identity IS NOT NULL;
CREATE INDEX survey_ask_person_idx ON insights.survey_ask (person) WHERE person IS NOT NULL;
COMMENT ON TABLE insights.survey_ask IS 'Somebody was asked: shown on a page, sent as a link, came by the open link, or left. Nobody stands in it any more after an erasure.';

CREATE TABLE insights.survey_answer (
    ask         uuid PRIMARY KEY REFERENCES insights.survey_ask (id),
    score       smallint CHECK (score BETWEEN 0 AND 10),
    choice      smallint CHECK (choice BETWEEN 0 AND 9),
    words       text CHECK (length(words) BETWEEN 1 AND 2000),
    answered_at timestamptz NOT NULL,
    changed_at  timestamptz,
    CHECK (score IS NOT NULL OR choice IS NOT NULL OR words IS NOT NULL)
);
COMMENT ON TABLE insights.survey_answer IS 'The one answer to having been asked; it may be changed for a day.';
