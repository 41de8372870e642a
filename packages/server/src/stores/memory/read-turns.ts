import type {
  Conversation,
  CustomerFilter,
  CustomerRange,
  EntryRange,
  Store,
  StoredEntry,
} from "../../ports/store.ts";
import { foldSearch } from "../customer-columns.ts";
import {
  type ConversationRow,
  type EntryRow,
  externalName,
  fromJson,
  type MemoryData,
  visitorName,
} from "./memory-data.ts";

type Reads = Pick<
  Store,
  | "conversation"
  | "conversationByVisitor"
  | "conversationByToken"
  | "customers"
  | "customersBetween"
  | "countCustomers"
  | "entries"
  | "entryByClientId"
  | "trace"
  | "idempotentAnswer"
>;

/** Reads what turns have written. */
export function readTurns(read: <T>(act: (data: MemoryData) => T) => Promise<T>): Reads {
  return {
    conversation: (id) => read((data) => conversationOf(data, id)),
    conversationByVisitor: (channelId, key) =>
      read((data) => conversationOf(data, data.names.get(visitorName(channelId, key)))),
    conversationByToken: (channelId, token) =>
      read((data) => conversationOf(data, data.names.get(externalName(channelId, token)))),
    customers: (filter) =>
      read((data) => {
        const found = [...data.conversations.values()]
          .filter((row) => isWanted(filter, row))
          .sort((a, b) => a.id - b.id);
        const { offset, limit } = filter;
        const rows = found.slice(offset, offset + limit).map((row) => fromJson(row.conversation));
        return { total: found.length, rows };
      }),
    customersBetween: (range) =>
      read(({ conversations }) =>
        rowsBetween([...conversations.values()], range).map((row) => fromJson(row.conversation)),
      ),
    countCustomers: (channelId) =>
      read(
        ({ conversations }) =>
          [...conversations.values()].filter((row) => row.channelId === channelId).length,
      ),
    entries: (range) => read((data) => entriesOf(data, range)),
    entryByClientId: (id, clientId) =>
      read((data) => {
        const row = data.entries.get(id)?.find((entry) => entry.clientId === clientId);
        return row === undefined ? null : storedEntry(id, row);
      }),
    trace: (id, limit) =>
      read((data) => newest(data.traces.get(id) ?? [], limit).map((row) => fromJson(row))),
    idempotentAnswer: (scope) =>
      read(({ answers }) => {
        const row = answers.get(scope);
        return row === undefined ? null : { ...row.answer };
      }),
  };
}

function conversationOf(
  { conversations }: MemoryData,
  id: number | undefined,
): Conversation | null {
  const row = id === undefined ? undefined : conversations.get(id);
  return row === undefined ? null : fromJson(row.conversation);
}

function rowsBetween(
  rows: readonly ConversationRow[],
  { workspaceId, channelId, afterId = 0, beforeId, limit }: CustomerRange,
): readonly ConversationRow[] {
  const within = rows
    .filter((row) => row.workspaceId === workspaceId && isAny(channelId, row.channelId))
    .filter(({ id }) => id > afterId && id < (beforeId ?? Number.POSITIVE_INFINITY))
    .sort((a, b) => a.id - b.id);
  return beforeId === undefined ? within.slice(0, limit) : newest(within, limit);
}

const isWanted = (filter: CustomerFilter, row: ConversationRow): boolean =>
  row.workspaceId === filter.workspaceId &&
  isAny(filter.channelId, row.channelId) &&
  isAny(filter.agentId, row.columns.agentId) &&
  isAny(filter.isArchived, row.columns.isArchived) &&
  isAny(filter.isOptedIn, row.isOptedIn) &&
  isFound(filter, row);

const isAny = <T>(wanted: T | undefined, found: T | null): boolean =>
  wanted === undefined || wanted === found;

function isFound({ search }: CustomerFilter, { columns }: ConversationRow): boolean {
  if (search === undefined) {
    return true;
  }
  return columns[`${search.by}Folded`]?.startsWith(foldSearch(search)) ?? false;
}

function entriesOf({ entries }: MemoryData, range: EntryRange): readonly StoredEntry[] {
  const { conversationId, afterSeq = 0, beforeSeq = Number.POSITIVE_INFINITY, limit } = range;
  const within = (entries.get(conversationId) ?? []).filter(
    ({ seq }) => seq > afterSeq && seq < beforeSeq,
  );
  const chosen = range.beforeSeq === undefined ? within.slice(0, limit) : newest(within, limit);
  return chosen.map((row) => storedEntry(conversationId, row));
}

const newest = <T>(rows: readonly T[], limit: number): readonly T[] =>
  rows.slice(Math.max(0, rows.length - limit));

const storedEntry = (conversationId: number, row: EntryRow): StoredEntry => ({
  conversationId,
  seq: row.seq,
  uuid: row.uuid,
  atUs: row.atUs,
  entry: JSON.parse(row.entry),
  clientHash: row.clientHash,
});
