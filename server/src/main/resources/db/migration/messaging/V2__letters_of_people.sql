CREATE INDEX letter_person_idx ON messaging.letter (person_id, queued_at DESC) WHERE person_id IS NOT NULL;
