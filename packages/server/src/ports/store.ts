/**
 * Where everything durable lives. One interface, one suite, many databases: what differs is a named capability.
 *
 * Invariants that every store keeps
 * 1. `commit` is atomic, and durable when it answers `committed`: written and fsynced, never before.
 * 2. A turn is written only on the revision that it was computed from; else nothing of the commit is.
 * 3. Entries of a conversation have `seq` 1, 2, 3 … without gap or repeat, and never change.
 * 4. A task's result is written only under the lease that is current; else nothing of the commit is.
 * 5. Every statement of a turn names the conversation, and its unique keys contain it.
 * 6. Ids are never given twice, not even after a deletion or a restart.
 */
import type { Entry, State } from "@parley/flow";
import type { AccountStore, AccountWrite } from "./accounts.ts";
import type { AnalyticsStore, TurnLine, WebhookRequestRow } from "./analytics.ts";
import type { AuditStore, AuditWrite } from "./audit.ts";
import type { BuilderStore, BuilderWrite } from "./builder.ts";
import type { HookHealth, HookRecord, HookStore, HookWrites } from "./hooks.ts";
import type {
  AgentRecord,
  BotRecord,
  ChannelRecord,
  TokenRecord,
  VersionRecord,
  Workspace,
} from "./records.ts";
import type { NewTask, TaskRef, TaskStore } from "./tasks.ts";

/** Numbers are drawn from far-apart ranges, so that one is never mistaken for another. */
export type IdKind =
  | "workspace"
  | "agent"
  | "token"
  | "bot"
  | "channel"
  | "customer"
  | "hook"
  | "comment"
  | "flow-test";

/** A customer and the one conversation with them: one row, one key, one revision. */
export interface Conversation {
  /** The customer's number. */
  readonly id: number;
  readonly uuid: string;
  readonly workspaceId: number;
  readonly channelId: number;
  /** Counts the turns written; 1 after the first. */
  readonly revision: number;
  readonly state: State;
  readonly registeredUs: number;
  /** By what the visitor's secret is found, its SHA-256 within; `null` where the channel has none. */
  readonly visitorKey: string | null;
  /** The name that the owner of an API channel gave this customer. */
  readonly externalToken: string | null;
  readonly isUnread: boolean;
  readonly isOptedIn: boolean;
  /** Microseconds since 1970 of the newest entry, of the newest by the customer, of the newest to the customer. */
  readonly lastEntryUs: number | null;
  readonly lastReceivedUs: number | null;
  readonly lastSentUs: number | null;
  readonly lastText: string | null;
}

/** An entry as it stands in the log. */
export interface StoredEntry {
  readonly conversationId: number;
  readonly seq: number;
  readonly uuid: string;
  /** Microseconds since 1970, strictly increasing within a conversation. */
  readonly atUs: number;
  readonly entry: Entry;
  /** Hash of what the client sent under its own id: tells a resend from another message. */
  readonly clientHash: string | null;
}

export interface TraceRow {
  readonly conversationId: number;
  readonly atUs: number;
  readonly kind: string;
  readonly block: string | null;
  readonly code: string;
  readonly message: string;
  readonly detail: unknown;
}

/** Everything that one turn writes. */
export interface TurnWrite {
  /** As it is after the turn: `revision` is the one that it was computed from, plus one. */
  readonly conversation: Conversation;
  /** What the turn was computed from, exactly as it was stored; whoever gives it lets the store leave alone what is the same. */
  readonly before?: Conversation;
  readonly entries: readonly StoredEntry[];
  readonly newTasks: readonly NewTask[];
  /** Keys of tasks of this conversation that are owed no more. */
  readonly cancelledTasks: readonly string[];
  readonly trace: readonly TraceRow[];
  /** What the entries owe to hooks; absent where nobody listens. */
  readonly hooks?: HookWrites;
  /** What is told of the turn to whoever counts; absent where there is nothing to count. */
  readonly line?: TurnLine;
  /** The request of a Webhook block whose answer this turn took. */
  readonly webhookRequest?: WebhookRequestRow;
}

/** The stored answer to a request that carried an `Idempotency-Key`. */
export interface IdempotentAnswer {
  /** Token, method and path, hashed with the key. */
  readonly scope: string;
  readonly bodyHash: string;
  readonly status: number;
  readonly body: string;
  readonly createdMs: number;
  /** The customer whose data it may hold: it is erased with them. Without it, the customer of the turn; never read back. */
  readonly conversationId?: number;
}

/** A change outside conversations. */
export type RecordWrite =
  | AccountWrite
  | AuditWrite
  | BuilderWrite
  | { readonly kind: "put-workspace"; readonly workspace: Workspace }
  | { readonly kind: "put-agent"; readonly agent: AgentRecord }
  | { readonly kind: "put-token"; readonly token: TokenRecord }
  /** Notes a use; changes nothing else of the token, so that it cannot undo a revocation. */
  | { readonly kind: "note-token-use"; readonly tokenId: number; readonly usedMs: number }
  /** Written only when the stored draft has this revision (`null`: the bot is new). */
  | { readonly kind: "put-bot"; readonly bot: BotRecord; readonly expectedRevision: number | null }
  | { readonly kind: "put-version"; readonly version: VersionRecord }
  | { readonly kind: "put-channel"; readonly channel: ChannelRecord }
  | { readonly kind: "put-setting"; readonly name: string; readonly value: string }
  | { readonly kind: "put-hook"; readonly hook: HookRecord }
  | { readonly kind: "put-hook-health"; readonly health: HookHealth }
  /** Takes a hook away at once; what it was owed, and its log, go in small steps afterwards (`prune`). */
  | { readonly kind: "delete-hook"; readonly hookId: number }
  /** Erases a customer: entries, tasks, traces, stored answers that hold their data. */
  | { readonly kind: "erase-conversation"; readonly conversationId: number };

/** What is written as one: all of it or nothing. */
export interface Commit {
  readonly turn?: TurnWrite;
  readonly records?: readonly RecordWrite[];
  readonly idempotency?: IdempotentAnswer;
  /** The task that this commit brings the result of; it is done with it. */
  readonly finishes?: TaskRef;
}

export type CommitResult =
  | "committed"
  /** The conversation or the draft has another revision by now, or the name is taken: read again, compute again. */
  | "conflict"
  /** The task is not under this lease any more: somebody else has it, or it was cancelled. */
  | "lost-lease"
  /** The same `Idempotency-Key` was answered meanwhile: read that answer. */
  | "answered-before";

export interface EntryRange {
  readonly conversationId: number;
  readonly afterSeq?: number;
  readonly beforeSeq?: number;
  /** With `beforeSeq` the newest ones before it; always given in ascending order. */
  readonly limit: number;
}

export interface CustomerFilter {
  readonly workspaceId: number;
  readonly channelId?: number;
  readonly agentId?: number;
  readonly isArchived?: boolean;
  readonly isOptedIn?: boolean;
  /** Starts with, ignoring case (compared on NFC and lower case, computed before the database). */
  readonly search?: { readonly by: "name" | "email" | "phone"; readonly text: string };
  readonly offset: number;
  readonly limit: number;
}

/** Customers by their numbers. */
export interface CustomerRange {
  readonly workspaceId: number;
  readonly channelId?: number;
  readonly afterId?: number;
  readonly beforeId?: number;
  /** With `beforeId` the last ones before it; always given in ascending order. */
  readonly limit: number;
}

export interface Page<T> {
  readonly total: number;
  readonly rows: readonly T[];
}

/** How a store is set up: cheap to read at any time. */
export interface StoreSettings {
  readonly engine: string;
  readonly version: string;
  readonly settings: { readonly [name: string]: string | number };
  readonly schema: number;
}

/** What a thorough check finds. Reads everything. */
export interface StoreReport extends StoreSettings {
  /** Empty when sound: integrity faults and invariants that do not hold. */
  readonly faults: readonly string[];
  readonly conversations: number;
  readonly entries: number;
  readonly tasks: number;
}

/** From when on something is kept, in milliseconds since 1970. */
export interface PruneBefore {
  readonly answersMs: number;
  /** Traces, and requests of Webhook blocks. */
  readonly tracesMs: number;
  /** Deliveries, whatever became of them, and renderings that no delivery needs any more. */
  readonly deliveriesMs: number;
}

/** How many of each were forgotten. */
export interface Pruned {
  readonly answers: number;
  readonly traces: number;
  /** Of Webhook blocks. */
  readonly requests: number;
  readonly deliveries: number;
}

export interface Store
  extends TaskStore,
    HookStore,
    AccountStore,
    BuilderStore,
    AnalyticsStore,
    AuditStore {
  /** Gives the first of `count` fresh ids. */
  reserveIds(kind: IdKind, count: number): Promise<number>;
  /** Writes one commit; commits that wait together share one transaction and one fsync. */
  commit(commit: Commit): Promise<CommitResult>;

  conversation(id: number): Promise<Conversation | null>;
  conversationByVisitor(channelId: number, visitorKey: string): Promise<Conversation | null>;
  conversationByToken(channelId: number, externalToken: string): Promise<Conversation | null>;
  customers(filter: CustomerFilter): Promise<Page<Conversation>>;
  /** Reads no further than what it gives, however many customers there are: many pages take no longer than one great one. */
  customersBetween(range: CustomerRange): Promise<readonly Conversation[]>;
  /** How many customers a channel has. */
  countCustomers(channelId: number): Promise<number>;
  entries(range: EntryRange): Promise<readonly StoredEntry[]>;
  entryByClientId(conversationId: number, clientId: string): Promise<StoredEntry | null>;
  trace(conversationId: number, limit: number): Promise<readonly TraceRow[]>;
  idempotentAnswer(scope: string): Promise<IdempotentAnswer | null>;

  workspaces(): Promise<readonly Workspace[]>;
  agents(workspaceId: number): Promise<readonly AgentRecord[]>;
  tokens(workspaceId: number): Promise<readonly TokenRecord[]>;
  tokenByHash(hash: string): Promise<TokenRecord | null>;
  bots(workspaceId: number): Promise<readonly BotRecord[]>;
  bot(id: number): Promise<BotRecord | null>;
  version(botId: number, version: number): Promise<VersionRecord | null>;
  versions(botId: number): Promise<readonly VersionRecord[]>;
  channels(workspaceId: number): Promise<readonly ChannelRecord[]>;
  channel(id: number): Promise<ChannelRecord | null>;
  channelByToken(token: string): Promise<ChannelRecord | null>;
  channelByKeyHash(hash: string): Promise<ChannelRecord | null>;
  setting(name: string): Promise<string | null>;

  /** Tells that another process has written records (a command beside the server): drop what you remember. */
  onForeignWrite(listen: () => void): () => void;
  /** Forgets what is older than this. In small steps that do not hold up writers. */
  prune(before: PruneBefore): Promise<Pruned>;
  /** Writes a consistent copy of everything to a new file. */
  backup(file: string): Promise<void>;
  settings(): Promise<StoreSettings>;
  report(): Promise<StoreReport>;
  /** Finishes what was begun, then lets go of the database. */
  close(): Promise<void>;
}
