-- What a fresh installation starts with. Everything here can be changed on the operators' pages;
-- rules for acts that do not exist yet wait for them.

INSERT INTO rewards.earn_rule
    (key, version, kind, title_zh, title_en, points, rate_bp, times_a_day, day_cap, month_cap,
     total_cap, pending_days, life_days, valid_from, made_by, made_at)
VALUES
    ('purchase', 1, 'purchase', '购物', 'Buying', 0, 100, NULL, NULL, 50000, NULL, 0, 365,
     '2000-01-01T00:00:00Z', 'house', '2000-01-01T00:00:00Z'),
    ('first-purchase', 1, 'first-purchase', '首单谢礼', 'Thanks for the first order', 50, 0, NULL,
     NULL, NULL, NULL, 0, 365, '2000-01-01T00:00:00Z', 'house', '2000-01-01T00:00:00Z'),
    ('welcome', 1, 'sign-up', '欢迎礼', 'Welcome', 100, 0, NULL, NULL, NULL, NULL, 0, 180,
     '2000-01-01T00:00:00Z', 'house', '2000-01-01T00:00:00Z'),
    ('review', 1, 'review', '写评价', 'Writing a review', 20, 0, 3, NULL, 600, NULL, 1, 365,
     '2000-01-01T00:00:00Z', 'house', '2000-01-01T00:00:00Z'),
    ('share', 1, 'share', '分享', 'Sharing', 5, 0, 2, NULL, 150, NULL, 0, 180,
     '2000-01-01T00:00:00Z', 'house', '2000-01-01T00:00:00Z'),
    ('check-in', 1, 'check-in', '签到', 'Checking in', 2, 0, 1, NULL, NULL, NULL, 0, 180,
     '2000-01-01T00:00:00Z', 'house', '2000-01-01T00:00:00Z'),
    ('take-part', 1, 'take-part', '参加活动', 'Taking part', 10, 0, 2, NULL, 200, NULL, 0, 180,
     '2000-01-01T00:00:00Z', 'house', '2000-01-01T00:00:00Z'),
    ('survey', 1, 'survey', '回答问卷', 'Answering a survey', 30, 0, 1, NULL, 90, NULL, 0, 180,
     '2000-01-01T00:00:00Z', 'house', '2000-01-01T00:00:00Z');

INSERT INTO rewards.terms
    (id, key, version, title_zh, title_en, kind, off_minor, off_bp, cap_minor, threshold_minor,
     offers, categories, audience, claimable, alone, funder, valid_from, life_days, per_person,
     again_days, budget_minor, made_by, made_at)
VALUES
    ('0195a000-0000-7000-8000-000000000001', 'welcome', 1, '新人券:满 30 减 5', 'Welcome: ¥5 off from ¥30',
     'fixed', 500, NULL, NULL, 3000, '{}', '{}', 'NEWCOMERS', true, false, 'platform',
     '2000-01-01T00:00:00Z', 30, 1, NULL, NULL, 'house', '2000-01-01T00:00:00Z'),
    ('0195a000-0000-7000-8000-000000000002', 'wake-up', 1, '好久不见:九折', 'Good to see you: 10 % off',
     'percent', NULL, 1000, 1000, 0, '{}', '{}', 'QUIET', true, false, 'platform',
     '2000-01-01T00:00:00Z', 14, 1, 90, NULL, 'house', '2000-01-01T00:00:00Z'),
    ('0195a000-0000-7000-8000-000000000003', 'comeback', 1, '欢迎回来:满 20 减 8', 'Welcome back: ¥8 off from ¥20',
     'fixed', 800, NULL, NULL, 2000, '{}', '{}', 'AWAY', true, false, 'platform',
     '2000-01-01T00:00:00Z', 14, 1, 180, NULL, 'house', '2000-01-01T00:00:00Z'),
    ('0195a000-0000-7000-8000-000000000004', 'birthday', 1, '生日券:八八折', 'Birthday: 12 % off',
     'percent', NULL, 1200, 3000, 0, '{}', '{}', 'BIRTHDAY', true, false, 'platform',
     '2000-01-01T00:00:00Z', 31, 1, 300, NULL, 'house', '2000-01-01T00:00:00Z'),
    ('0195a000-0000-7000-8000-000000000005', 'compensation', 1, '致歉券:无门槛减 3', 'Our apology: ¥3 off',
     'fixed', 300, NULL, NULL, 0, '{}', '{}', 'MEMBERS', false, false, 'platform',
     '2000-01-01T00:00:00Z', 60, NULL, NULL, NULL, 'house', '2000-01-01T00:00:00Z');
