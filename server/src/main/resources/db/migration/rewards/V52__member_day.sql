-- The member day that a fresh installation starts with: the eighth of each month, for silver and above.
INSERT INTO rewards.promotion
    (id, key, version, title_zh, title_en, occasion, kind, offers, off_bp, audience, month_day,
     funder, valid_from, budget_minor, made_by, made_at)
VALUES
    ('0195a000-0000-7000-8000-000000000010', 'member-day', 1, '会员日 95 折', 'Member day: 5 % off',
     'MEMBER_DAY', 'percent', '{}', 500, 'SILVER_UP', 8, 'platform', '2000-01-01T00:00:00Z',
     100000000, 'house', '2000-01-01T00:00:00Z');
