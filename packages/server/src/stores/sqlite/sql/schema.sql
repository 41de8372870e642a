CREATE TABLE account (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  has_two_factor INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE agent (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL,
  workspace_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_folded TEXT NOT NULL,
  role TEXT NOT NULL,
  status TEXT NOT NULL,
  is_active INTEGER NOT NULL,
  created_ms INTEGER NOT NULL
, account_id TEXT) STRICT;

CREATE UNIQUE INDEX agent_account ON agent (account_id, workspace_id) WHERE account_id IS NOT NULL;

CREATE UNIQUE INDEX agent_email ON agent (workspace_id, email_folded) WHERE email_folded <> '';

CREATE INDEX agent_workspace ON agent (workspace_id);

CREATE TRIGGER audit_headed AFTER INSERT ON audit
BEGIN
  INSERT INTO audit_head (workspace_id, audit_id, hash) VALUES (new.workspace_id, new.id, new.hash)
    ON CONFLICT (workspace_id) DO UPDATE SET audit_id = excluded.audit_id, hash = excluded.hash;
END;

CREATE TRIGGER audit_kept BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'A line of the audit log is not deleted.'); END;

CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'A line of the audit log is not changed.'); END;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  workspace_id INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  agent_id INTEGER,
  token_id INTEGER,
  actor_name TEXT NOT NULL,
  address TEXT NOT NULL,
  deed TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_name TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE INDEX audit_workspace ON audit (workspace_id, id);

CREATE TABLE audit_head (
  workspace_id INTEGER PRIMARY KEY,
  audit_id INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE bot (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL,
  workspace_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  draft TEXT NOT NULL,
  revision INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL
, draft_hash TEXT NOT NULL DEFAULT '', published_hash TEXT NOT NULL DEFAULT '', archived_ms INTEGER, saved_by_id INTEGER, saved_ms INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX bot_workspace ON bot (workspace_id);

CREATE TABLE bot_version (
  bot_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  hash TEXT NOT NULL,
  note TEXT NOT NULL,
  created_ms INTEGER NOT NULL, author_id INTEGER,
  PRIMARY KEY (bot_id, version)
) STRICT;

CREATE TABLE channel (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL,
  workspace_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  is_active INTEGER NOT NULL,
  token TEXT NOT NULL UNIQUE,
  key_hash TEXT UNIQUE,
  bot_id INTEGER,
  settings TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX channel_workspace ON channel (workspace_id);

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

CREATE TABLE conversation (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL,
  workspace_id INTEGER NOT NULL,
  channel_id INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  -- Everything from here to the next remark is derived from `state` whenever it is written, for gates and lists only.
  seq INTEGER NOT NULL,
  name_folded TEXT,
  email_folded TEXT,
  phone_folded TEXT,
  agent_id INTEGER,
  is_archived INTEGER NOT NULL,
  -- The conversation itself goes on here.
  is_unread INTEGER NOT NULL,
  is_opted_in INTEGER NOT NULL,
  visitor_key TEXT,
  external_token TEXT,
  registered_us INTEGER NOT NULL,
  last_entry_us INTEGER,
  last_received_us INTEGER,
  last_sent_us INTEGER,
  last_text TEXT,
  state TEXT NOT NULL
) STRICT;

CREATE INDEX conversation_email ON conversation (workspace_id, email_folded)
  WHERE email_folded IS NOT NULL;

CREATE UNIQUE INDEX conversation_external ON conversation (channel_id, external_token)
  WHERE external_token IS NOT NULL;

CREATE INDEX conversation_list
  ON conversation (workspace_id, id, channel_id, agent_id, is_archived, is_opted_in);

CREATE INDEX conversation_name ON conversation (workspace_id, name_folded)
  WHERE name_folded IS NOT NULL;

CREATE INDEX conversation_phone ON conversation (workspace_id, phone_folded)
  WHERE phone_folded IS NOT NULL;

CREATE UNIQUE INDEX conversation_visitor ON conversation (channel_id, visitor_key);

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
  due_ms INTEGER) STRICT;

CREATE UNIQUE INDEX delivery_key ON delivery (conversation_id, seq, hook_id, run);

CREATE INDEX delivery_lane ON delivery (hook_id, run, conversation_id, is_released, seq) WHERE status < 2;

CREATE INDEX delivery_log ON delivery (hook_id, created_ms);

CREATE INDEX delivery_ready ON delivery (hook_id, is_redirected, ready_ms)
  WHERE ready_ms IS NOT NULL;

CREATE INDEX delivery_trouble ON delivery (hook_id, status, created_ms) WHERE status IN (1, 3);

CREATE TABLE delivery_attempt (
  id INTEGER PRIMARY KEY,
  delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
  attempt TEXT NOT NULL
) STRICT;

CREATE INDEX delivery_attempt_delivery ON delivery_attempt (delivery_id);

CREATE TABLE entry (
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  seq INTEGER NOT NULL,
  uuid TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  client_id TEXT,
  client_hash TEXT,
  entry TEXT NOT NULL,
  PRIMARY KEY (conversation_id, seq)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX entry_client ON entry (conversation_id, client_id)
  WHERE client_id IS NOT NULL;

CREATE TABLE flow_test (
  id INTEGER PRIMARY KEY,
  bot_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  transcript TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX flow_test_bot ON flow_test (bot_id);

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

CREATE TABLE hook_dispatch (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  epoch INTEGER NOT NULL,
  last_run INTEGER NOT NULL
) STRICT;

CREATE TABLE hook_health (
  hook_id INTEGER PRIMARY KEY,
  failing_since_ms INTEGER,
  notice TEXT
) STRICT;

CREATE TABLE hook_run (
  run INTEGER PRIMARY KEY,
  hook_id INTEGER NOT NULL,
  url TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE id_sequence (
  kind TEXT NOT NULL PRIMARY KEY,
  next_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotent_answer (
  scope TEXT NOT NULL PRIMARY KEY,
  conversation_id INTEGER,
  body_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotent_answer_age ON idempotent_answer (created_ms);

CREATE INDEX idempotent_answer_conversation ON idempotent_answer (conversation_id)
  WHERE conversation_id IS NOT NULL;

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

CREATE INDEX insight_count_gone ON insight_count (bot_id) WHERE count <= 0;

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

CREATE TABLE insight_reader (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  position INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  form INTEGER NOT NULL
) STRICT;

CREATE TABLE insight_turn (
  conversation_id INTEGER NOT NULL,
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, first_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
  id TEXT PRIMARY KEY,
  workspace_id INTEGER NOT NULL,
  email TEXT NOT NULL,
  role TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  invited_by INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  ends_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX invitation_workspace ON invitation (workspace_id);

CREATE TABLE one_time (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  ends_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX one_time_name ON one_time (name);

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

CREATE TABLE session (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  used_ms INTEGER NOT NULL,
  ends_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX session_account ON session (account_id);

CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE task (
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  key TEXT NOT NULL,
  lane TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  due_ms INTEGER NOT NULL,
  ready_ms INTEGER,
  epoch INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  payload TEXT NOT NULL, host TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (conversation_id, key)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX task_lane ON task (conversation_id, lane, position);

CREATE INDEX task_ready ON task (host, ready_ms, conversation_id, key) WHERE ready_ms IS NOT NULL;

CREATE TABLE token (
  id INTEGER PRIMARY KEY,
  workspace_id INTEGER NOT NULL,
  agent_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  prefix TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  expires_ms INTEGER,
  last_used_ms INTEGER,
  revoked_ms INTEGER
) STRICT;

CREATE INDEX token_workspace ON token (workspace_id);

CREATE TABLE trace (
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  kind TEXT NOT NULL,
  block TEXT,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (conversation_id, revision, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX trace_age ON trace (at_us);

CREATE TABLE turn_log (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  bot_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  facts TEXT NOT NULL
) STRICT;

CREATE TABLE two_factor (
  account_id TEXT PRIMARY KEY,
  secret TEXT NOT NULL,
  backup_codes TEXT NOT NULL,
  is_verified INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  locked_until_ms INTEGER
) STRICT;

CREATE TABLE webhook_request (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL,
  bot_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  block TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  exchange TEXT NOT NULL
) STRICT;

CREATE INDEX webhook_request_age ON webhook_request (at_ms);

CREATE INDEX webhook_request_block ON webhook_request (bot_id, block);

CREATE INDEX webhook_request_bot ON webhook_request (bot_id);

CREATE INDEX webhook_request_conversation ON webhook_request (conversation_id);

CREATE TABLE workspace (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL,
  name TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;
