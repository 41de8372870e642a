/**
 * The one way in which a conversation changes.
 *
 * Job: load, step, commit, tell. The engine decides, the store makes it durable, the workers perform what is owed.
 *
 * Invariants
 * 1. `taken` means committed and fsynced; the hub hears of it afterwards, never before.
 * 2. A step is committed on the revision that it was computed from. On a conflict everything is computed again
 *    from what is stored now; nothing of the first attempt is used.
 * 3. In this process one turn of a conversation runs at a time (mailbox), so that a conflict is rare.
 * 4. No outside call is made here: effects become tasks in the same transaction.
 * 5. A resend is found before anything is computed, so that it never reaches the store as a second write.
 */
import type { Flow, Happening } from "@parley/flow";
import type { Mailbox } from "../../mailbox.ts";
import type { WebhookRequestRow } from "../../ports/analytics.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Failpoints } from "../../ports/failpoints.ts";
import type { HookWrites } from "../../ports/hooks.ts";
import type { Hub } from "../../ports/hub.ts";
import type { Commit, Conversation, Store, TurnWrite } from "../../ports/store.ts";
import type { TaskRef } from "../../ports/tasks.ts";
import type { Flows } from "../flows/flows.ts";
import type { Seal, TurnOutcome } from "./outcome.ts";
import type { RecentConversations } from "./recent-conversations.ts";
import type { Stamp } from "./stamp.ts";
import { type AgentIdleMs, type TakenStep, takeEvents } from "./take-events.ts";
import { isEmpty, turnWrite } from "./turn-write.ts";

export interface AdvancePorts {
  readonly store: Store;
  readonly hub: Hub;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly flows: Flows;
  readonly mailbox: Mailbox;
  readonly recent: RecentConversations;
  readonly stamp: Stamp;
  readonly failpoints: Failpoints;
  readonly agentIdleMs: AgentIdleMs;
  /** Adds to a turn what it owes to hooks. */
  readonly oweHooks: (before: Conversation, turn: TurnWrite) => TurnWrite | Promise<TurnWrite>;
  /** Called after a commit that owes work, with the earliest due time. */
  readonly wakeWorkers: (dueMs: number) => void;
  /** Called after a commit that owes something to hooks; whoever delivers would find it in the store as well. */
  readonly offerDeliveries?: ((writes: HookWrites) => void) | undefined;
}

/** One turn as a caller asks for it. */
export interface TurnRequest {
  readonly conversationId: number;
  /** What happens, in order, as one turn. A function decides on the conversation as it stands. */
  readonly happenings:
    | readonly Happening[]
    | ((now: Conversation) => readonly Happening[] | Promise<readonly Happening[]>);
  /** The flow that the first happening runs in, where it is not the conversation's own (Go). */
  readonly chooseFlow?: (now: Conversation) => Promise<Flow | null>;
  /** A conversation to begin if there is none with this id; `null`: not any more. */
  readonly begin?: () => Conversation | null;
  /** Hash of the message that carries a client id. */
  readonly clientHash?: string;
  readonly clientId?: string;
  /** How many flows called each other to get here: what this turn calls is one deeper. */
  readonly flowDepth?: number;
  readonly finishes?: TaskRef;
  /** The exchange with an outside service whose answer this turn takes, by its block; logged with the turn. */
  readonly exchange?: Pick<WebhookRequestRow, "block" | "exchange">;
  readonly seal?: Seal;
}

/** Runs turns. */
export type Advance = (request: TurnRequest) => Promise<TurnOutcome>;

const mostAttempts = 20;

/** Makes the function that every door and every worker changes conversations with. */
export function createAdvance(ports: AdvancePorts): Advance {
  return (request) => ports.mailbox.run(request.conversationId, () => attemptTurns(ports, request));
}

async function attemptTurns(ports: AdvancePorts, request: TurnRequest): Promise<TurnOutcome> {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const outcome = await attemptTurn(ports, request, attempt === 1);
    if (outcome !== "conflict") return outcome;
    ports.recent.drop(request.conversationId);
    // A name of the newcomer is another conversation's: computing again would not change that.
    if (request.begin && !(await ports.store.conversation(request.conversationId)))
      return { kind: "unknown" };
  }
  throw new Error(
    `Conversation ${request.conversationId} changed ${mostAttempts} times under a turn.`,
  );
}

async function attemptTurn(
  ports: AdvancePorts,
  request: TurnRequest,
  isFirst: boolean,
): Promise<TurnOutcome | "conflict"> {
  // What is at hand is not waited for: each promise of a turn is felt at ten thousand a second.
  const now = atHand(ports, request, isFirst) ?? (await load(ports, request));
  if (!now) return sealed(ports, request, { kind: "unknown" });
  if (mayBeRepeat(ports, request, now)) {
    const earlier = await findRepeat(ports, request, now);
    if (earlier) return sealed(ports, request, earlier);
  }
  const stepping = stepFrom(ports, request, now);
  const step = stepping instanceof Promise ? await stepping : stepping;
  const { refused: refusal, reason } = step;
  if (refusal) {
    const why = reason === undefined ? { refusal } : { refusal, reason };
    return sealed(ports, request, { kind: "refused", ...why, state: now.state });
  }
  // Returned without `await`, a promise takes three turns of the queue to arrive instead of one.
  return await commitStep(ports, request, now, step);
}

/** A newcomer is looked for in the store only after a conflict: who was unknown a moment ago is not there. */
function atHand(
  ports: AdvancePorts,
  { conversationId, begin }: TurnRequest,
  isFirst: boolean,
): Conversation | null {
  return ports.recent.get(conversationId) ?? (isFirst ? begin?.() : null) ?? null;
}

async function load(
  ports: AdvancePorts,
  { conversationId, begin }: TurnRequest,
): Promise<Conversation | null> {
  return (await ports.store.conversation(conversationId)) ?? begin?.() ?? null;
}

function mayBeRepeat(ports: AdvancePorts, { clientId }: TurnRequest, now: Conversation): boolean {
  return clientId !== undefined && !isFresh(ports, now, clientId);
}

async function findRepeat(
  ports: AdvancePorts,
  { clientId = "", clientHash }: TurnRequest,
  now: Conversation,
): Promise<TurnOutcome | null> {
  const entry = await ports.store.entryByClientId(now.id, clientId);
  if (!entry) return null;
  if (entry.clientHash === clientHash) return { kind: "repeated", conversation: now, entry };
  return { kind: "refused", refusal: "other-message" as const, state: now.state };
}

const isFresh = (ports: AdvancePorts, now: Conversation, clientId: string): boolean =>
  now.revision === 0 || ports.recent.isFreshClientId(now.id, clientId);

function stepFrom(
  ports: AdvancePorts,
  { happenings, chooseFlow }: TurnRequest,
  now: Conversation,
): TakenStep | Promise<TakenStep> {
  const events = typeof happenings === "function" ? happenings(now) : happenings;
  return chooseFlow || events instanceof Promise
    ? stepLater(ports, now, events, chooseFlow)
    : takeEvents(ports, now, events, null);
}

async function stepLater(
  ports: AdvancePorts,
  now: Conversation,
  choosing: readonly Happening[] | Promise<readonly Happening[]>,
  chooseFlow: TurnRequest["chooseFlow"],
): Promise<TakenStep> {
  const events = await choosing;
  return takeEvents(ports, now, events, (await chooseFlow?.(now)) ?? null);
}

async function commitStep(
  ports: AdvancePorts,
  request: TurnRequest,
  now: Conversation,
  step: TakenStep,
): Promise<TurnOutcome | "conflict"> {
  const { finishes } = request;
  const owing = turnOf(ports, request, now, step);
  // Who listens is nearly always known: then nothing is waited for.
  const turn = owing instanceof Promise ? await owing : owing;
  const taken: TurnOutcome = {
    kind: "taken",
    conversation: turn?.conversation ?? now,
    entries: turn?.entries ?? [],
  };
  const commit = commitOf(turn, finishes, request.seal?.(taken));
  if (!commit) return taken;
  const before = ports.failpoints.hit("before-commit");
  if (before) await before;
  const result = await ports.store.commit(commit);
  if (result === "conflict") return "conflict";
  if (result !== "committed") return { kind: result };
  const after = ports.failpoints.hit("after-commit-before-ack");
  if (after) await after;
  const woken = turn && tell(ports, taken, turn);
  if (woken) await woken;
  return taken;
}

function turnOf(
  ports: AdvancePorts,
  request: TurnRequest,
  now: Conversation,
  step: TakenStep,
): ReturnType<AdvancePorts["oweHooks"]> | undefined {
  if (isEmpty(now, step)) return undefined;
  const turn = turnWrite(ports, now, step, request);
  const { exchange } = request;
  return ports.oweHooks(now, exchange ? withExchange(ports, now, turn, exchange) : turn);
}

/** Of the bot that called: the answer may have led on to another. */
function withExchange(
  { clock }: AdvancePorts,
  { id: conversationId, state }: Conversation,
  turn: TurnWrite,
  exchange: NonNullable<TurnRequest["exchange"]>,
): TurnWrite {
  const { bot: botId, version } = state;
  const atMs = clock.nowMs();
  return { ...turn, webhookRequest: { conversationId, botId, version, atMs, ...exchange } };
}

function commitOf(
  turn: Commit["turn"],
  finishes: Commit["finishes"],
  idempotency: Commit["idempotency"],
): Commit | null {
  if (!turn && !finishes && !idempotency) return null;
  return {
    ...(turn && { turn }),
    ...(finishes && { finishes }),
    ...(idempotency && { idempotency }),
  };
}

/** Gives a promise where there are workers to wake. */
function tell(
  ports: AdvancePorts,
  taken: Extract<TurnOutcome, { kind: "taken" }>,
  { newTasks, hooks }: TurnWrite,
): Promise<void> | undefined {
  ports.recent.keep(taken.conversation, taken.entries);
  ports.hub.publish({ conversationId: taken.conversation.id, entries: taken.entries });
  if (hooks) ports.offerDeliveries?.(hooks);
  return newTasks.length === 0 ? undefined : wake(ports, newTasks);
}

async function wake(ports: AdvancePorts, newTasks: TurnWrite["newTasks"]): Promise<void> {
  await ports.failpoints.hit("after-commit-before-wake");
  ports.wakeWorkers(Math.min(...newTasks.map((task) => task.dueMs)));
}

/** Stores the answer of a request that changes nothing else, and ends the task that it was about. */
async function sealed(
  ports: AdvancePorts,
  { seal, finishes }: TurnRequest,
  outcome: TurnOutcome,
): Promise<TurnOutcome> {
  const idempotency = seal?.(outcome);
  if (!idempotency && !finishes) return outcome;
  const result = await ports.store.commit({
    ...(idempotency && { idempotency }),
    ...(finishes && { finishes }),
  });
  return result === "answered-before" || result === "lost-lease" ? { kind: result } : outcome;
}
