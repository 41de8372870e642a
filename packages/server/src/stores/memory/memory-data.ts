import type {
  AccountRecord,
  InvitationRecord,
  OneTimeRecord,
  SessionRecord,
  TwoFactorRecord,
} from "../../ports/accounts.ts";
import type {
  ConversationPlace,
  Count,
  InsightsReader,
  LoggedTurn,
  StoredWebhookRequest,
} from "../../ports/analytics.ts";
import type { AuditHead, StoredAuditRow } from "../../ports/audit.ts";
import type { CommentRecord, FlowTestRecord } from "../../ports/builder.ts";
import type {
  AttemptRecord,
  DeliveryKey,
  DeliveryStatus,
  HookHealth,
  HookRecord,
  HookVariant,
  Rendering,
} from "../../ports/hooks.ts";
import type {
  AgentRecord,
  BotRecord,
  ChannelRecord,
  TokenRecord,
  VersionRecord,
  Workspace,
} from "../../ports/records.ts";
import type { Conversation, IdempotentAnswer, IdKind, TraceRow } from "../../ports/store.ts";
import type { CustomerColumns } from "../customer-columns.ts";
import { firstIds } from "../first-ids.ts";

/** What stands in for JSON columns: nobody can change what was written by holding on to it. */
export interface Json<T> {
  readonly json: string;
  /** Never set; carries the type of what the text was made from. */
  readonly of?: T;
}

export interface ConversationRow {
  readonly id: number;
  readonly workspaceId: number;
  readonly channelId: number;
  readonly revision: number;
  readonly seq: number;
  readonly isOptedIn: boolean;
  readonly visitorKey: string | null;
  readonly externalToken: string | null;
  readonly columns: CustomerColumns;
  readonly conversation: Json<Conversation>;
}

export interface EntryRow {
  readonly seq: number;
  readonly uuid: string;
  readonly clientId: string | null;
  readonly atUs: number;
  readonly clientHash: string | null;
  readonly entry: string;
}

export interface TaskRow {
  readonly conversationId: number;
  readonly key: string;
  readonly lane: string;
  readonly position: number;
  readonly kind: string;
  readonly host: string;
  readonly dueMs: number;
  /** When the head of a lane may be claimed; `null` behind the head. */
  readonly readyMs: number | null;
  readonly epoch: number;
  readonly attempt: number;
  readonly payload: string;
}

export interface DeliveryRow extends DeliveryKey {
  /** Counts what came to be owed, of all hooks. */
  readonly position: number;
  readonly variant: HookVariant;
  readonly createdMs: number;
  /** When it is to be tried, once it is the head. */
  readonly dueMs: number;
  /** `dueMs` of heads and of what was released, until they are done. */
  readonly readyMs: number | null;
  readonly isReleased: boolean;
  readonly status: DeliveryStatus;
  readonly attempts: readonly Json<AttemptRecord>[];
}

interface AnswerRow {
  readonly answer: IdempotentAnswer;
  readonly conversationId: number | null;
}

/** Everything that a memory store holds. */
export interface MemoryData {
  readonly nextIds: Map<IdKind, number>;
  readonly conversations: Map<number, ConversationRow>;
  /** From `visitorName` and `externalName` to the conversation. */
  readonly names: Map<string, number>;
  readonly entries: Map<number, EntryRow[]>;
  readonly tasks: Map<number, Map<string, TaskRow>>;
  readonly traces: Map<number, Json<TraceRow>[]>;
  readonly answers: Map<string, AnswerRow>;
  readonly workspaces: Map<number, Json<Workspace>>;
  readonly agents: Map<number, Json<AgentRecord>>;
  readonly tokens: Map<number, Json<TokenRecord>>;
  readonly bots: Map<number, Json<BotRecord>>;
  readonly versions: Map<string, Json<VersionRecord>>;
  readonly channels: Map<number, Json<ChannelRecord>>;
  readonly settings: Map<string, string>;
  readonly accounts: Map<string, Json<AccountRecord>>;
  readonly sessions: Map<string, Json<SessionRecord>>;
  /** By account. */
  readonly twoFactors: Map<string, Json<TwoFactorRecord>>;
  readonly oneTimes: Map<string, Json<OneTimeRecord>>;
  readonly invitations: Map<string, Json<InvitationRecord>>;
  readonly hooks: Map<number, Json<HookRecord>>;
  readonly hookHealth: Map<number, Json<HookHealth>>;
  /** By `renderingName`. */
  readonly renderings: Map<string, Json<Rendering>>;
  /** By `laneName`, then by `seq`; what is done stays. */
  readonly lanes: Map<string, Map<number, DeliveryRow>>;
  /** From a run to its own target. */
  readonly runs: Map<number, string | null>;
  /** The last of each kind that was given. */
  readonly counters: Map<"epoch" | "run" | "delivery", number>;
  readonly audit: Map<number, Json<StoredAuditRow>>;
  /** By workspace. */
  readonly auditHeads: Map<number, AuditHead>;
  readonly comments: Map<number, Json<CommentRecord>>;
  readonly flowTests: Map<number, Json<FlowTestRecord>>;
  readonly webhookRequests: Map<number, Json<StoredWebhookRequest>>;
  readonly turnLog: Map<number, Json<LoggedTurn>>;
  readonly insightsReader: Map<"reader", InsightsReader>;
  /** By `countName`. */
  readonly counts: Map<string, Count>;
  readonly places: Map<number, ConversationPlace>;
}

export function emptyMemory(): MemoryData {
  return {
    nextIds: new Map(Object.entries(firstIds) as [IdKind, number][]),
    conversations: new Map(),
    names: new Map(),
    entries: new Map(),
    tasks: new Map(),
    traces: new Map(),
    answers: new Map(),
    workspaces: new Map(),
    agents: new Map(),
    tokens: new Map(),
    bots: new Map(),
    versions: new Map(),
    channels: new Map(),
    settings: new Map(),
    accounts: new Map(),
    sessions: new Map(),
    twoFactors: new Map(),
    oneTimes: new Map(),
    invitations: new Map(),
    hooks: new Map(),
    hookHealth: new Map(),
    renderings: new Map(),
    lanes: new Map(),
    runs: new Map(),
    counters: new Map(),
    audit: new Map(),
    auditHeads: new Map(),
    comments: new Map(),
    flowTests: new Map(),
    webhookRequests: new Map(),
    turnLog: new Map(),
    insightsReader: new Map(),
    counts: new Map(),
    places: new Map(),
  };
}

export function toJson<T>(value: T): Json<T> {
  return { json: JSON.stringify(value) };
}

export function fromJson<T>(stored: Json<T>): T {
  return JSON.parse(stored.json);
}

/** The names under which a conversation can be found. */
export function namesOf({ channelId, visitorKey, externalToken }: ConversationRow): string[] {
  return [
    ...(visitorKey === null ? [] : [visitorName(channelId, visitorKey)]),
    ...(externalToken === null ? [] : [externalName(channelId, externalToken)]),
  ];
}

export function visitorName(channelId: number, visitorKey: string): string {
  return `visitor ${channelId} ${visitorKey}`;
}

export function externalName(channelId: number, externalToken: string): string {
  return `external ${channelId} ${externalToken}`;
}

export function renderingName(conversationId: number, seq: number, variant: HookVariant): string {
  return `${conversationId} ${seq} ${variant}`;
}

export function laneName(of: Omit<DeliveryKey, "seq">): string {
  return `${of.hookId} ${of.run} ${of.conversationId}`;
}
