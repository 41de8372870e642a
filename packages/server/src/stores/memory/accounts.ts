import type { AccountStore, AccountWrite } from "../../ports/accounts.ts";
import type { Journal } from "./journal.ts";
import { fromJson, type Json, type MemoryData, toJson } from "./memory-data.ts";

/** Writes one change; `false` when what it needs is not there, or what it needs for itself is taken. */
export function applyAccountWrite(
  data: MemoryData,
  journal: Journal,
  write: AccountWrite,
): boolean {
  switch (write.kind) {
    case "put-account":
      return putUnique(data.accounts, journal, write.account, ({ email }) => email);
    case "put-session":
      return putUnique(data.sessions, journal, write.session, ({ tokenHash }) => tokenHash);
    case "note-session-use":
      noteSessionUse(data, journal, write.sessionId, write.usedMs);
      return true;
    case "delete-session":
      journal.remove(data.sessions, write.sessionId);
      return true;
    case "delete-sessions":
      removeAll(data.sessions, journal, (session) => {
        return session.accountId === write.accountId && session.id !== write.keptId;
      });
      return true;
    case "put-two-factor":
      journal.put(data.twoFactors, write.twoFactor.accountId, toJson(write.twoFactor));
      return true;
    case "delete-two-factor":
      journal.remove(data.twoFactors, write.accountId);
      return true;
    case "add-one-time":
      return add(data.oneTimes, journal, write.oneTime.id, toJson(write.oneTime));
    case "take-one-time":
      return take(data.oneTimes, journal, write.oneTimeId);
    case "put-invitation":
      return putUnique(data.invitations, journal, write.invitation, ({ tokenHash }) => tokenHash);
    case "take-invitation":
      return take(data.invitations, journal, write.invitationId);
    case "add-setting":
      return add(data.settings, journal, write.name, write.value);
    case "prune-access":
      prune(data, journal, write);
      return true;
  }
}

/** Reads who may sign in. */
export function readAccounts(read: <T>(act: (data: MemoryData) => T) => Promise<T>): AccountStore {
  return {
    account: (id) => read(({ accounts }) => parsed(accounts.get(id))),
    accountByEmail: (email) =>
      read(({ accounts }) => one(accounts, (account) => account.email === email)),
    agentsOfAccount: (id) =>
      read(({ agents }) =>
        all(agents, ({ accountId }) => accountId === id).sort((a, b) => a.id - b.id),
      ),
    session: (id) => read(({ sessions }) => parsed(sessions.get(id))),
    sessionByHash: (hash) =>
      read(({ sessions }) => one(sessions, ({ tokenHash }) => tokenHash === hash)),
    sessionsOf: (id) =>
      read(({ sessions }) => newestFirst(all(sessions, ({ accountId }) => accountId === id))),
    twoFactorOf: (id) => read(({ twoFactors }) => parsed(twoFactors.get(id))),
    oneTime: (id) => read(({ oneTimes }) => parsed(oneTimes.get(id))),
    oneTimesOf: (wanted) =>
      read(({ oneTimes }) => newestFirst(all(oneTimes, ({ name }) => name === wanted))),
    invitations: (id) =>
      read(({ invitations }) =>
        newestFirst(all(invitations, ({ workspaceId }) => workspaceId === id)),
      ),
    invitationByHash: (hash) =>
      read(({ invitations }) => one(invitations, ({ tokenHash }) => tokenHash === hash)),
  };
}

function putUnique<T extends { readonly id: string }>(
  rows: Map<string, Json<T>>,
  journal: Journal,
  record: T,
  nameOf: (record: T) => string,
): boolean {
  const holder = one(rows, (other) => nameOf(other) === nameOf(record));
  journal.put(rows, record.id, toJson(record));
  return holder === null || holder.id === record.id;
}

function add<V extends object | string>(
  rows: Map<string, V>,
  journal: Journal,
  key: string,
  value: V,
): boolean {
  const isNew = !rows.has(key);
  journal.put(rows, key, value);
  return isNew;
}

function take<V extends object>(rows: Map<string, V>, journal: Journal, key: string): boolean {
  const isThere = rows.has(key);
  journal.remove(rows, key);
  return isThere;
}

function noteSessionUse(
  { sessions }: MemoryData,
  journal: Journal,
  id: string,
  usedMs: number,
): void {
  const session = parsed(sessions.get(id));
  if (session === null) return;
  const noted = { ...session, usedMs: Math.max(session.usedMs, usedMs) };
  journal.put(sessions, id, toJson(noted));
}

function prune(
  { sessions, oneTimes, invitations }: MemoryData,
  journal: Journal,
  { endedMs, unusedSinceMs }: Extract<AccountWrite, { kind: "prune-access" }>,
): void {
  const hasEnded = ({ endsMs }: { readonly endsMs: number }) => endsMs <= endedMs;
  removeAll(sessions, journal, (it) => hasEnded(it) || it.usedMs <= unusedSinceMs);
  removeAll(oneTimes, journal, hasEnded);
  removeAll(invitations, journal, hasEnded);
}

function removeAll<T>(
  rows: Map<string, Json<T>>,
  journal: Journal,
  isUnwanted: (record: T) => boolean,
): void {
  for (const [key, stored] of [...rows]) {
    if (isUnwanted(fromJson(stored))) journal.remove(rows, key);
  }
}

const all = <K, T>(rows: Map<K, Json<T>>, isWanted: (record: T) => boolean): T[] =>
  [...rows.values()].map((stored) => fromJson(stored)).filter(isWanted);

const one = <T>(rows: Map<string, Json<T>>, isWanted: (record: T) => boolean): T | null =>
  all(rows, isWanted)[0] ?? null;

const newestFirst = <T extends { readonly createdMs: number }>(rows: readonly T[]): T[] =>
  rows.toReversed().sort((a, b) => b.createdMs - a.createdMs);

const parsed = <T>(stored: Json<T> | undefined): T | null =>
  stored === undefined ? null : fromJson(stored);
