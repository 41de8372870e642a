-- What builders see of a bot beside its flow, and what its conversations did.
INSERT INTO id_sequence (kind, next_id) VALUES ('comment', 1), ('flow-test', 1);

-- Hashes of canonical JSON: a draft is compared with what is published without reading either. '' was before they were kept.
ALTER TABLE bot ADD COLUMN draft_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE bot ADD COLUMN published_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE bot ADD COLUMN archived_ms INTEGER;
UPDATE bot SET published_hash = coalesce(
  (SELECT hash FROM bot_version WHERE bot_id = bot.id AND bot_version.version = bot.version), '');
ALTER TABLE bot_version ADD COLUMN author_id INTEGER;

CREATE TABLE comment (
  id INTEGER PRIMARY KEY,
  bot_id INTEGER NOT NULL,
  block TEXT,
  x REAL NOT NULL,
  y REAL NOT NULL,
  text TEXT NOT NULL,
  agent_id INTEGER NOT NULL,
  is_resolved INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX comment_bot ON comment (bot_id);

CREATE TABLE flow_test (
  id INTEGER PRIMARY KEY,
  bot_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  transcript TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX flow_test_bot ON flow_test (bot_id);

-- Requests of Webhook blocks, written with the turn of their answer.
CREATE TABLE webhook_request (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL,
  bot_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  block TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  exchange TEXT NOT NULL
) STRICT;

CREATE INDEX webhook_request_bot ON webhook_request (bot_id);
CREATE INDEX webhook_request_block ON webhook_request (bot_id, block);
CREATE INDEX webhook_request_conversation ON webhook_request (conversation_id);
CREATE INDEX webhook_request_age ON webhook_request (at_ms);

-- A row a turn, in the order of commits: what everything below is made from. It has no index, so that a turn only
-- appends to it; `insight_turn` finds what is counted, and what is not counted yet is a short way from the end.
CREATE TABLE turn_log (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  bot_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  facts TEXT NOT NULL
) STRICT;

-- Conversations from before stand where they are; nothing of them is counted.
INSERT INTO turn_log (conversation_id, at_ms, bot_id, version, facts)
SELECT id, coalesce(last_entry_us, registered_us) / 1000, json_extract(state, '$.bot'),
  json_extract(state, '$.version'),
  json_patch('{"old":1}', json_object('at', json_extract(state, '$.cursor.block')))
FROM conversation WHERE json_extract(state, '$.cursor.phase') NOT IN ('new', 'closed');

-- One row: how far the reader has come. `epoch` is raised by what makes its reading doubtful.
CREATE TABLE insight_reader (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  position INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  form INTEGER NOT NULL
) STRICT;

INSERT INTO insight_reader (id, position, epoch, form) VALUES (1, 0, 0, 0);

CREATE TABLE insight_count (
  bot_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  hour INTEGER NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  detail TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (bot_id, kind, hour, version, name, detail)
) STRICT, WITHOUT ROWID;

-- What erasures have brought to nothing, to be taken away at once.
CREATE INDEX insight_count_gone ON insight_count (bot_id) WHERE count <= 0;

-- The turns of a conversation that are counted.
CREATE TABLE insight_turn (
  conversation_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE insight_place (
  conversation_id INTEGER PRIMARY KEY,
  bot_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  block TEXT,
  since_ms INTEGER NOT NULL,
  is_completed INTEGER NOT NULL,
  asked_ms INTEGER,
  received_ms INTEGER
) STRICT;

CREATE INDEX insight_place_block ON insight_place (bot_id, version, block, since_ms)
  WHERE block IS NOT NULL;
