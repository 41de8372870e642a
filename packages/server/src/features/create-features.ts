import { createMailbox, type Mailbox } from "../mailbox.ts";
import type { Chance } from "../ports/chance.ts";
import type { Clock } from "../ports/clock.ts";
import { type Failpoints, noFailpoints } from "../ports/failpoints.ts";
import type { FileStore } from "../ports/files.ts";
import type { HookWrites } from "../ports/hooks.ts";
import type { Hub } from "../ports/hub.ts";
import type { Conversation, Store } from "../ports/store.ts";
import { type Agents, createAgents } from "./accounts/agents.ts";
import { type Accounts, createAccounts } from "./accounts/create-accounts.ts";
import { createSessions, type Sessions } from "./accounts/sessions.ts";
import { createTokens, type Tokens } from "./accounts/tokens.ts";
import type { WorkspaceFounders } from "./accounts/workspaces.ts";
import { createInsights, type Insights } from "./analytics/insights.ts";
import { type Acting, createActing } from "./audit/acting.ts";
import { agentIdleMinutes } from "./channels/agent-idle.ts";
import { type Channels, createChannels } from "./channels/channels.ts";
import { type Advance, createAdvance } from "./conversations/advance.ts";
import { type AgentTurns, createAgentTurns } from "./conversations/agent-turns.ts";
import { beginConversation, createCustomerIds } from "./conversations/begin-conversation.ts";
import { type ChannelTurns, createChannelTurns } from "./conversations/channel-turns.ts";
import { type CreateCustomer, createCustomerCreation } from "./conversations/create-customer.ts";
import { type CustomerFields, createCustomerFields } from "./conversations/customer-fields.ts";
import { createEraseCustomer, type EraseCustomer } from "./conversations/erase-customer.ts";
import { createGiveUpTask, type GiveUpTask } from "./conversations/give-up-task.ts";
import { createGo, type Go } from "./conversations/go.ts";
import { createOptOut, type OptOut } from "./conversations/opt-out.ts";
import { createRecentConversations } from "./conversations/recent-conversations.ts";
import { createResume, type Resume } from "./conversations/resume.ts";
import { createResumeKeys } from "./conversations/resume-keys.ts";
import { createStamp } from "./conversations/stamp.ts";
import { createVisitorTurns, type VisitorTurns } from "./conversations/visitor-turns.ts";
import { createVisitors, type Visitors } from "./conversations/visitors.ts";
import { type Bots, createBots } from "./flows/bots.ts";
import { type Comments, createComments } from "./flows/comments.ts";
import { createFlowTests, type FlowTests } from "./flows/flow-tests.ts";
import { createFlows, type Flows } from "./flows/flows.ts";
import { createHookBook } from "./hooks/hook-book.ts";
import { createOweHooks, type HookRenderer } from "./hooks/owe-hooks.ts";
import { tellingRecords } from "./telling-records.ts";

export interface FeaturePorts {
  readonly store: Store;
  readonly hub: Hub;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly files: FileStore;
  /** The installation's key, at least 32 bytes, kept outside the database. */
  readonly key: Uint8Array;
  /** The address that outside services reach this installation by; asked each time, as it is known once listening. */
  readonly publicUrl: () => string;
  readonly wakeWorkers: (dueMs: number) => void;
  /** Writes the bodies that hooks send. */
  readonly hookRenderer: HookRenderer;
  /** Hears after each commit what it owes to hooks. */
  readonly offerDeliveries?: (writes: HookWrites) => void;
  /** Hears of a conversation that was erased: nothing of it is to be delivered any more. */
  readonly forgetDeliveries?: (conversationId: number) => void;
  /** Where a test may hurt the process; nothing without it. */
  readonly failpoints?: Failpoints;
  /** Without it only owners found workspaces. */
  readonly workspaceFounders?: WorkspaceFounders;
  /** Knows in whose name something is done: the same that the store's lines of the audit log are written by. */
  readonly acting?: Acting;
}

/** What the product can do, for doors and workers to call. */
export interface Features {
  readonly tokens: Tokens;
  readonly sessions: Sessions;
  /** People who sign in to the Studio. */
  readonly accounts: Accounts;
  readonly agents: Agents;
  readonly channels: Channels;
  readonly bots: Bots;
  readonly comments: Comments;
  readonly flowTests: FlowTests;
  readonly insights: Insights;
  readonly flows: Flows;
  readonly advance: Advance;
  readonly visitors: Visitors;
  readonly visitorTurns: VisitorTurns;
  readonly channelTurns: ChannelTurns;
  readonly agentTurns: AgentTurns;
  readonly customerFields: CustomerFields;
  readonly go: Go;
  readonly resume: Resume;
  readonly eraseCustomer: EraseCustomer;
  readonly createCustomer: CreateCustomer;
  readonly optOut: OptOut;
  readonly giveUpTask: GiveUpTask;
  /** Prepares a conversation for a new customer of a channel. */
  readonly begin: (
    channel: Parameters<typeof beginConversation>[1],
    newcomer: Parameters<typeof beginConversation>[2],
  ) => Promise<Conversation>;
  /** A conversation as it stands now. */
  readonly read: (conversationId: number) => Promise<Conversation | null>;
  readonly mailbox: Mailbox;
  /** Drops what is remembered of who listens to which channel: to be called when a hook was written. */
  readonly forgetListeners: () => void;
}

/** Makes the features from their ports. */
export function createFeatures(ports: FeaturePorts): Features {
  const { store, clock, chance, failpoints = noFailpoints, acting = createActing() } = ports;
  const keys = createResumeKeys(ports.key);
  const installation = {
    resumeUrl: (conversation: number, ticket: number) =>
      `${ports.publicUrl()}/v1/resume/${keys.token(conversation, ticket)}/`,
  };
  const { book, oweHooks, records } = hearing(ports);
  const mailbox = createMailbox();
  const recent = createRecentConversations(clock);
  const flows = createFlows({ store, installation });
  const tokens = createTokens({ store, clock, chance });
  const sessions = createSessions({ store: records.store, clock });
  const agents = createAgents(records);
  const bindings = createMailbox();
  const channels = createChannels({ ...records, bindings });
  const stamp = createStamp(clock, chance);
  const agentIdleMs = async (channelId: number) => {
    const channel = await channels.byId(channelId);
    return channel ? agentIdleMinutes(channel) * 60_000 : 0;
  };
  const turnPorts = { ...ports, flows, mailbox, recent, stamp, failpoints, agentIdleMs, oweHooks };
  const advance = createAdvance(turnPorts);
  const ids = createCustomerIds(store);
  const begin: Features["begin"] = (channel, newcomer) =>
    beginConversation({ clock, chance, flows, ids }, channel, newcomer);
  const { visitors, callers } = meetVisitors(store, flows, begin);
  const forgetVisitor = (conversationId: number) => {
    visitors.forget(conversationId);
    callers.forget(conversationId);
  };
  store.onForeignWrite(() => {
    flows.forgetNewest();
    tokens.forget();
    sessions.forget();
    channels.forget();
    recent.clear();
    visitors.forgetAll();
    callers.forgetAll();
  });
  return {
    ...{ tokens, sessions },
    accounts: createAccounts({ ...ports, ...records, sessions, agents, acting }),
    agents,
    channels,
    ...building({ ...records, bindings }, flows),
    flows,
    advance,
    visitors,
    visitorTurns: createVisitorTurns({ advance, visitors }),
    channelTurns: createChannelTurns({ advance, callers }),
    agentTurns: createAgentTurns({ advance }),
    customerFields: createCustomerFields({ advance }),
    go: createGo({ advance, flows, store }),
    resume: createResume({ advance, keys }),
    eraseCustomer: createEraseCustomer({ ...ports, mailbox, recent, forgetVisitor }),
    createCustomer: createCustomerCreation({ ...ports, flows, stamp, recent, begin, oweHooks }),
    optOut: createOptOut({ store, mailbox, recent }),
    giveUpTask: createGiveUpTask({ store, clock, mailbox, recent }),
    begin,
    read: async (id) => recent.get(id) ?? (await store.conversation(id)),
    mailbox,
    forgetListeners: book.forget,
  };
}

/** What people who build bots work with. */
function building(
  records: Parameters<typeof createChannels>[0],
  flows: Flows,
): Pick<Features, "bots" | "comments" | "flowTests" | "insights"> {
  return {
    bots: createBots({ ...records, onPublish: () => flows.forgetNewest() }),
    comments: createComments(records),
    flowTests: createFlowTests(records),
    insights: createInsights(records),
  };
}

/** Those who come to a web channel by a key of their own, and those whom an API channel names. */
function meetVisitors(store: Store, flows: Flows, begin: Features["begin"]) {
  const visitors = createVisitors({
    flows,
    find: (channelId, visitorKey) => store.conversationByVisitor(channelId, visitorKey),
    begin: (channel, visitorKey) => begin(channel, { visitorKey, externalToken: null }),
  });
  const callers = createVisitors({
    flows,
    find: (channelId, externalToken) => store.conversationByToken(channelId, externalToken),
    begin: (channel, externalToken) => begin(channel, { visitorKey: null, externalToken }),
  });
  return { visitors, callers };
}

/** What turns owe to hooks, and the store for those whose records hooks tell of: they are read anew after a change. */
function hearing({ store, clock, chance, hookRenderer: renderer }: FeaturePorts) {
  const book = createHookBook(store);
  const oweHooks = createOweHooks({ book, renderer, clock });
  store.onForeignWrite(book.forget);
  return { book, oweHooks, records: { store: tellingRecords(store, book.forget), clock, chance } };
}
