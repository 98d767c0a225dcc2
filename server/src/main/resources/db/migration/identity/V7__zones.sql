-- When a person last moved to another time zone: they may once in seven days.

ALTER TABLE identity.person ADD COLUMN zone_since timestamptz;
COMMENT ON COLUMN identity.person.zone_since IS 'When the zone was last changed by the person; null when never.';
