-- People who sign in, and what they sign in with. Secrets are hashes, or sealed with the installation's key.
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  has_two_factor INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL
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

CREATE TABLE two_factor (
  account_id TEXT PRIMARY KEY,
  secret TEXT NOT NULL,
  backup_codes TEXT NOT NULL,
  is_verified INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  locked_until_ms INTEGER
) STRICT;

CREATE TABLE one_time (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  ends_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX one_time_name ON one_time (name);

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

-- Whose agent it is: one of an account in each workspace.
ALTER TABLE agent ADD COLUMN account_id TEXT;

CREATE UNIQUE INDEX agent_account ON agent (account_id, workspace_id) WHERE account_id IS NOT NULL;
