-- The projection of the turn log in another shape. It is made again from the log, so it begins empty.
DROP TABLE insight_count;
DROP TABLE insight_place;
DROP TABLE insight_turn;
UPDATE insight_reader SET position = 0, form = 0;

-- Conversations that stand at an end that leads nowhere wait for nobody: the last turn of each says so from now on.
UPDATE turn_log SET facts = json_set(facts, '$.end', 1) WHERE id IN (
  SELECT max(turn_log.id) FROM turn_log JOIN conversation ON conversation.id = turn_log.conversation_id
  WHERE json_extract(conversation.state, '$.cursor.phase') = 'dead-end'
    AND json_extract(conversation.state, '$.hasAskedOutside') IS NOT 1
  GROUP BY turn_log.conversation_id);

-- `bucket_hours`: 1 of an hour, 24 of a day, 0 of all time (where conversations stand).
CREATE TABLE insight_count (
  bot_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  bucket_hours INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  detail TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (bot_id, kind, bucket_hours, hour, version, name, detail)
) STRICT, WITHOUT ROWID;

-- What has come to nothing, to be taken away at once.
CREATE INDEX insight_count_gone ON insight_count (bot_id) WHERE count <= 0;

-- Spans of the log that hold the counted turns of a conversation, among those of others.
CREATE TABLE insight_turn (
  conversation_id INTEGER NOT NULL,
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, first_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE insight_place (
  conversation_id INTEGER PRIMARY KEY,
  bot_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  block TEXT,
  is_ended INTEGER NOT NULL,
  since_ms INTEGER NOT NULL,
  is_completed INTEGER NOT NULL,
  begun_ms INTEGER,
  asked_ms INTEGER,
  received_ms INTEGER
) STRICT;
