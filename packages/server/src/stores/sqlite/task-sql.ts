/** Adds a task at the end of its lane; alone there, it is the head and ready when due. */
export const addTask = `
  INSERT INTO task
    (conversation_id, key, lane, position, kind, host, due_ms, ready_ms, epoch, attempt, payload)
  SELECT ?1, ?2, ?3, coalesce(last, 0) + 1, ?4, ?8, ?5, CASE WHEN last IS NULL THEN ?5 END, ?6, 0, ?7
  FROM (SELECT max(position) AS last FROM task WHERE conversation_id = ?1 AND lane = ?3)`;

/** Takes a task away, done or cancelled. */
export const removeTask = "DELETE FROM task WHERE conversation_id = ? AND key = ? RETURNING lane";

/** Makes the first task of a lane its head, unless it is already. */
export const promoteHead = `
  UPDATE task SET ready_ms = due_ms
  WHERE ready_ms IS NULL AND conversation_id = ?1 AND lane = ?2 AND position =
    (SELECT min(position) FROM task WHERE conversation_id = ?1 AND lane = ?2)`;

/** Whether a lease is the current one. */
export const leaseGate = `
  SELECT 1 AS held FROM task WHERE conversation_id = ? AND key = ? AND epoch = ?`;

/** The servers that heads call, the empty one among them: one look-up each, however many tasks they have. */
export const owedHosts = `
  WITH RECURSIVE owed (host) AS (
    SELECT min(host) FROM task WHERE ready_ms IS NOT NULL
    UNION ALL
    SELECT (SELECT min(host) FROM task WHERE ready_ms IS NOT NULL AND host > owed.host)
    FROM owed WHERE owed.host IS NOT NULL)
  SELECT host FROM owed WHERE host IS NOT NULL`;

/** The heads of a host that are due, oldest first: one look-up in the index. */
export const dueHeads = `
  SELECT conversation_id, key, ready_ms FROM task
  WHERE host = ?1 AND ready_ms <= ?2 ORDER BY ready_ms, conversation_id, key LIMIT ?3`;

/** When the first head of a host is ready. */
export const firstReady = `
  SELECT min(ready_ms) AS ready FROM task WHERE host = ? AND ready_ms IS NOT NULL`;

export const leaseTask = `
  UPDATE task SET epoch = epoch + 1, attempt = attempt + 1, ready_ms = ?3
  WHERE conversation_id = ?1 AND key = ?2
  RETURNING conversation_id, key, lane, kind, host, due_ms, payload, epoch, attempt`;

/** Ends the leases of all heads; one without a lease is ready when it is due. */
export const releaseTasks = `
  UPDATE task SET epoch = epoch + 1, ready_ms = due_ms
  WHERE ready_ms IS NOT NULL AND ready_ms <> due_ms`;

/** Ends a lease: nobody holds the epoch that it leaves behind. Without a payload the task keeps its own. */
export const postponeTask = `
  UPDATE task SET epoch = epoch + 1, due_ms = ?4, ready_ms = ?4, payload = coalesce(?5, payload)
  WHERE conversation_id = ?1 AND key = ?2 AND epoch = ?3`;
