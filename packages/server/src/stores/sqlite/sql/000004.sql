-- Hooks, what they are owed, and what became of it.
INSERT INTO id_sequence (kind, next_id) VALUES ('hook', 1);

CREATE TABLE hook (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL,
  workspace_id INTEGER NOT NULL,
  channel_id INTEGER NOT NULL,
  form TEXT NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  sealed TEXT NOT NULL,
  is_enabled INTEGER NOT NULL,
  ordering TEXT NOT NULL,
  has_legacy_strings INTEGER NOT NULL,
  types TEXT NOT NULL,
  senders TEXT NOT NULL,
  extra_events TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX hook_channel ON hook (channel_id);

-- What deliveries have shown of a hook's receiver.
CREATE TABLE hook_health (
  hook_id INTEGER PRIMARY KEY,
  failing_since_ms INTEGER,
  notice TEXT
) STRICT;

-- One row. `epoch` is raised by whoever begins to deliver, `last_run` by resends and replays.
CREATE TABLE hook_dispatch (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  epoch INTEGER NOT NULL,
  last_run INTEGER NOT NULL
) STRICT;

INSERT INTO hook_dispatch (id, epoch, last_run) VALUES (1, 0, 0);

-- Runs with a target of their own; a run that is not here goes to the hook's.
CREATE TABLE hook_run (
  run INTEGER PRIMARY KEY,
  hook_id INTEGER NOT NULL,
  url TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;

-- The bytes that every attempt sends: written once, kept as long as a delivery needs them. Found through deliveries
-- only, so that a turn appends to one tree for each.
CREATE TABLE rendering (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  variant TEXT NOT NULL,
  type TEXT NOT NULL,
  sender TEXT NOT NULL,
  event_id TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

-- One rendering owed to one hook. `status`: 0 pending, 1 failed (it will be tried again), 2 ok, 3 dead.
-- Of each lane (hook, run, conversation) only the first that is owed and not released has `ready_ms`, beside those
-- that were released. `due_ms` is set when it is not `created_ms`. `attempts` are JSON objects, separated by commas.
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  hook_id INTEGER NOT NULL,
  run INTEGER NOT NULL,
  rendering_id INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  is_released INTEGER NOT NULL,
  is_redirected INTEGER NOT NULL,
  status INTEGER NOT NULL,
  attempt_count INTEGER NOT NULL,
  ready_ms INTEGER,
  due_ms INTEGER,
  attempts TEXT
) STRICT;

CREATE UNIQUE INDEX delivery_key ON delivery (conversation_id, seq, hook_id, run);
-- The log, newest first, and what is forgotten by age.
CREATE INDEX delivery_log ON delivery (hook_id, created_ms);
-- What an owner looks for.
CREATE INDEX delivery_trouble ON delivery (hook_id, status, created_ms) WHERE status IN (1, 3);
-- Both hold only what is owed: what was delivered costs nothing to look past.
CREATE INDEX delivery_ready ON delivery (hook_id, is_redirected, ready_ms)
  WHERE ready_ms IS NOT NULL;
CREATE INDEX delivery_lane ON delivery (hook_id, run, conversation_id, is_released, seq) WHERE status < 2;
