-- What each attempt of a delivery came to, as a JSON object; the order of their numbers is the order they were made in.
-- Apart from the delivery: a row that grows when its delivery is done pushes its neighbours to other pages, and all of
-- these are written anew.
CREATE TABLE delivery_attempt (
  id INTEGER PRIMARY KEY,
  delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
  attempt TEXT NOT NULL
) STRICT;

CREATE INDEX delivery_attempt_delivery ON delivery_attempt (delivery_id);

INSERT INTO delivery_attempt (delivery_id, attempt)
SELECT delivery.id, one.value FROM delivery, json_each('[' || delivery.attempts || ']') AS one
WHERE delivery.attempts IS NOT NULL ORDER BY delivery.id, one.key;

ALTER TABLE delivery DROP COLUMN attempts;
