import type { Commit, Conversation, CustomerFilter, Store, TurnWrite } from "../../ports/store.ts";
import { StoreFailure } from "../../ports/store-failure.ts";
import type { ClaimedTask, TaskRoom } from "../../ports/tasks.ts";
import { OWED_MS } from "./hook-samples.ts";
import { countSome, randomLine, readAllAnalytics } from "./random-analytics.ts";
import {
  type Choose,
  type DispatchHistory,
  deliverSome,
  randomHookRecord,
  randomHookWrites,
  readAllHooks,
  startRandomRun,
} from "./random-hooks.ts";
import { bot, channel, version } from "./sample-records.ts";
import { CHANNEL, conversation, entry, TRACED_MS, task, traceRow } from "./samples.ts";
import type { HandClock } from "./store-case.ts";

/** One random operation: its choices are taken from `dice`, so that any list of numbers is a valid history. */
export interface Operation {
  readonly kind:
    | "turn"
    | "finish"
    | "record"
    | "claim"
    | "postpone"
    | "reserve"
    | "prune"
    | "wait"
    | "count"
    | "deliver"
    | "run";
  readonly dice: readonly number[];
}

/** What a history remembers between operations: the leases it was given, and its place as a dispatcher. */
export interface History extends DispatchHistory {
  readonly clock: HandClock;
  readonly claims: ClaimedTask[];
}

const IDS = [1, 2, 3];
const KEYS = ["a", "é", "\u{1F600}", "\uFFFD"];
const LANES = ["x", "y"];
const ROOMS: readonly TaskRoom[] = [
  { hosts: new Map([["", 1]]), others: 0 },
  { hosts: new Map([["https://a", 0]]), others: 1 },
  {
    hosts: new Map([
      ["", 0],
      ["https://b", 2],
    ]),
    others: 9,
  },
];
const NAMES = ["Ann", "ANNA", "e\u0301va", "Éva", ""];
const SCOPES = ["s1", "s2", "s3"];

/** Carries an operation out and tells what came of it, failures by their name, in plain values. */
export async function perform(store: Store, history: History, step: Operation): Promise<unknown> {
  const choose = chooser(step.dice);
  try {
    return await performers[step.kind](store, history, choose);
  } catch (error) {
    if (error instanceof StoreFailure) {
      return error.name;
    }
    throw error;
  }
}

/** Reads everything that can be read. */
export async function readAll(store: Store): Promise<unknown> {
  const filters: Partial<CustomerFilter>[] = [
    {},
    { isArchived: true },
    { agentId: 40_001, isOptedIn: false },
    { channelId: CHANNEL, search: { by: "name", text: "ÉV" }, limit: 1 },
    { search: { by: "name", text: "ann" }, offset: 1 },
  ];
  return await Promise.all([
    readAllHooks(store),
    readAllAnalytics(store),
    store.nextTaskMs(),
    ...ROOMS.map((room) => store.nextTaskMs(room)),
    store.bots(1),
    store.channels(1),
    store.versions(1_000_001),
    ...filters.map((filter) =>
      store.customers({ workspaceId: 1, offset: 0, limit: 10, ...filter }),
    ),
    store.customersBetween({ workspaceId: 1, afterId: 2, limit: 2 }),
    store.customersBetween({ workspaceId: 1, channelId: CHANNEL, beforeId: 4, limit: 2 }),
    ...SCOPES.map((scope) => store.idempotentAnswer(scope)),
    ...KEYS.map((key) => store.conversationByVisitor(CHANNEL, key)),
    ...IDS.flatMap((id) => [
      store.conversation(id),
      store.entries({ conversationId: id, limit: 1000 }),
      store.entries({ conversationId: id, beforeSeq: 5, limit: 2 }),
      store.entryByClientId(id, "client 3"),
      store.trace(id, 5),
    ]),
  ]);
}

type Perform = (store: Store, history: History, choose: Choose) => Promise<unknown>;

const performers: { readonly [K in Operation["kind"]]: Perform } = {
  turn: async (store, history, choose) => store.commit(await randomCommit(store, history, choose)),
  finish: (store, { claims }, choose) => {
    const claimed = choose(claims.length === 0 ? [unknownTask] : claims);
    return store.commit({ finishes: claimed });
  },
  record: (store, _history, choose) => store.commit({ records: randomRecords(choose) }),
  claim: async (store, { claims }, choose) => {
    const claimed = await store.claimTasks(
      choose([1, 2, 9]),
      choose([5, 50]),
      choose([null, null, ...ROOMS]) ?? undefined,
    );
    claims.push(...claimed);
    return claimed;
  },
  postpone: (store, { claims, clock }, choose) => {
    const claimed = choose(claims.length === 0 ? [unknownTask] : claims);
    const payload = choose([null, { tries: 1 }]) ?? undefined;
    return store.postponeTask(claimed, clock.nowMs() + choose([0, 3, 30]), payload);
  },
  reserve: (store, _history, choose) =>
    store.reserveIds(choose(["bot", "customer"] as const), choose([1, 7])),
  prune: (store, _history, choose) =>
    store.prune({
      answersMs: choose([1, 2, 3]),
      tracesMs: choose([0, TRACED_MS, TRACED_MS + 1]),
      deliveriesMs: OWED_MS + choose([0, 0, 1, 2, 3]),
    }),
  count: (store, _history, choose) => countSome(store, choose),
  deliver: deliverSome,
  run: (store, _history, choose) => startRandomRun(store, choose),
  wait: (_store, { clock }, choose) => {
    clock.set(clock.nowMs() + choose([1, 10, 60]));
    return Promise.resolve(null);
  },
};

const unknownTask = { ...task(1, "never"), epoch: 1, attempt: 1 };

/** Dice that never run out: the last numbers are used again from the front. */
function chooser(dice: readonly number[]): Choose {
  let rolled = 0;
  return (values) => {
    const number = (dice[rolled % dice.length] ?? 0) + Math.floor(rolled / dice.length);
    rolled += 1;
    const chosen = values[number % values.length];
    if (chosen === undefined) {
      throw new RangeError("There is nothing to choose from.");
    }
    return chosen;
  };
}

async function randomCommit(store: Store, { claims, clock }: History, choose: Choose) {
  const id = choose(IDS);
  const before = await store.conversation(id);
  const turn = randomTurn(id, before, clock.nowMs(), choose);
  const scope = choose([null, null, null, ...SCOPES]);
  const commit: Commit = {
    turn,
    ...(choose([true, false, false]) && claims.length > 0 ? { finishes: choose(claims) } : {}),
    ...(choose([true, false, false]) ? { records: randomRecords(choose) } : {}),
    ...(scope === null
      ? {}
      : {
          idempotency: { scope, bodyHash: "h", status: 200, body: "é", createdMs: choose([1, 2]) },
        }),
  };
  return commit;
}

function randomTurn(
  id: number,
  stored: Conversation | null,
  nowMs: number,
  choose: Choose,
): TurnWrite {
  const before = stored ?? conversation(id, { revision: 0 });
  const count = choose([0, 1, 2]);
  const seq = before.state.seq + choose([0, 0, 0, 0, 0, 0, 1]);
  const entries = Array.from({ length: count }, (_, n) => {
    const own = seq + n + 1;
    const clientId = choose(["", `client ${own}`, `client ${own}`, "client 3"]);
    return entry(id, own, choose(NAMES), clientId === "" ? undefined : clientId);
  });
  const revision = Math.max(1, before.revision + choose([1, 1, 1, 1, 1, 0, 2]));
  const renamed = choose([true, false]) ? renamedAtRandom(before, choose) : before;
  return {
    conversation: {
      ...renamed,
      revision,
      isUnread: choose([true, false]),
      lastText: choose([null, ...NAMES]),
      state: { ...renamed.state, seq: seq + count, lastInput: choose(NAMES) },
    },
    ...(stored !== null && revision === stored.revision + 1 && choose([{ before: stored }, {}])),
    entries,
    newTasks: Array.from({ length: choose([0, 0, 1, 2]) }, () =>
      task(id, choose(KEYS), {
        lane: choose(LANES),
        dueMs: nowMs + choose([-5, 0, 5, 40]),
        host: choose(["", "", "https://a", "https://b"]),
      }),
    ),
    cancelledTasks: Array.from({ length: choose([0, 1, 2]) }, () => choose(KEYS)),
    trace: Array.from({ length: choose([0, 1, 2]) }, (_, n) => traceRow(id, `${revision}.${n}`)),
    ...randomLine(id, choose),
    ...choose([
      {},
      {
        hooks: randomHookWrites(
          id,
          entries.map((it) => it.seq),
          choose,
        ),
      },
    ]),
  };
}

/** With other values of what customers are found and listed by. */
function renamedAtRandom(before: Conversation, choose: Choose): Conversation {
  return {
    ...before,
    visitorKey: choose([before.visitorKey, before.visitorKey, ...KEYS]),
    isOptedIn: choose([true, false]),
    state: {
      ...before.state,
      fields: { name: { type: "string", value: choose(NAMES) } },
      holder: choose([null, { id: 40_001, name: "Bo" }]),
      isArchived: choose([true, false]),
    },
  };
}

function randomRecords(choose: Choose): NonNullable<Commit["records"]> {
  const revision = choose([1, 2, 3]);
  const one = choose([
    {
      kind: "put-bot",
      bot: bot(1_000_001, { revision }),
      expectedRevision: choose([null, revision - 1, revision - 1]),
    },
    { kind: "put-version", version: version(1_000_001, revision) },
    {
      kind: "put-channel",
      channel: channel(choose([2_000_001, 2_000_002]), { token: choose(["t1", "t2"]) }),
    },
    { kind: "erase-conversation", conversationId: choose(IDS) },
    { kind: "put-setting", name: "a", value: choose(NAMES) },
    ...Array.from({ length: 4 }, () => randomHookRecord(choose)),
  ] as const);
  const mark = { kind: "put-setting", name: "mark", value: choose(NAMES) } as const;
  return choose([[one], [mark, one], []]);
}
