-- A request names a draw of one person: somebody else's number is theirs and stops nobody.

ALTER TABLE play.wheel_spin DROP CONSTRAINT wheel_spin_request_key;
ALTER TABLE play.wheel_spin ADD CONSTRAINT one_draw_a_request UNIQUE (person, request);
