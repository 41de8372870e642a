import { setImmediate as nextTurn } from "node:timers/promises";
import { createHandClock } from "../../../http/testing/hand-ports.ts";
import type { Answered, Failed, OutboundAnswer, OutboundRequest } from "../../../ports/egress.ts";
import { noFailpoints } from "../../../ports/failpoints.ts";
import type { HookRecord } from "../../../ports/hooks.ts";
import type { Store } from "../../../ports/store.ts";
import { hook, hookWrites, OWED_MS, owe, putHooks } from "../../../stores/contract/hook-samples.ts";
import { openMemoryStore } from "../../../stores/memory/open-memory-store.ts";
import { type Dispatcher, type DispatcherPorts, startDispatcher } from "../start-dispatcher.ts";

/** A request under way, to be answered by hand. */
export interface Call {
  /** "conversation.seq" */
  readonly name: string;
  readonly atMs: number;
  readonly request: OutboundRequest;
  answer(status: number, headers?: Answered["headers"], body?: string): void;
  fail(reason: Failed["reason"], sent: boolean): void;
}

export const answered = (
  status: number,
  headers: Answered["headers"] = {},
  body = "",
): Answered => ({
  ...{ kind: "answered", status, headers, truncated: false, durationMs: 1 },
  body: new TextEncoder().encode(body),
});

export const failed = (reason: Failed["reason"], sent: boolean): Failed => ({
  ...{ kind: "failed", reason, message: `It failed: ${reason}.`, detail: "", sent, durationMs: 1 },
});

/** Which sample entry a request delivers. */
const nameOf = ({ headers }: OutboundRequest): string =>
  (headers["webhook-id"] ?? "").replace("evt_", "").replace("_", ".");

/** A receiver whose answers a test gives, at once by `reply`, or by hand where that gives none. */
function createHandEgress(nowMs: () => number) {
  const calls: Call[] = [];
  const open = new Set<Call>();
  const script: { reply: (call: Call) => OutboundAnswer | null; isSent: boolean } = {
    reply: () => null,
    isSent: true,
  };
  const send = (request: OutboundRequest): Promise<OutboundAnswer> =>
    new Promise((resolve) => {
      const settle = (answer: OutboundAnswer) => {
        if (open.delete(call)) resolve(answer);
      };
      const call: Call = {
        ...{ name: nameOf(request), atMs: nowMs(), request },
        answer: (...of) => settle(answered(...of)),
        fail: (...of) => settle(failed(...of)),
      };
      calls.push(call);
      open.add(call);
      request.signal?.addEventListener("abort", () => settle(failed("aborted", true)));
      if (script.isSent) request.onSent?.();
      const answer = script.reply(call);
      if (answer !== null) settle(answer);
    });
  return { calls, open, script, send };
}

/** Lets everything run that needs no more time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await nextTurn();
}

/** The store, and what has it say that it holds what nobody told of. */
function withNeighbour(store: Store) {
  const listeners = new Set<() => void>();
  const onForeignWrite: Store["onForeignWrite"] = (listen) => {
    listeners.add(listen);
    return () => listeners.delete(listen);
  };
  const notice = () => listeners.forEach((listen) => void listen());
  return { told: { ...store, onForeignWrite }, notice };
}

/** A dispatcher over a memory store, with time, chance and receivers in a test's hands. */
export async function startByHand(
  hooks: readonly Partial<HookRecord>[] = [{}],
  more: Partial<DispatcherPorts> & { readonly wrap?: (store: Store) => Store } = {},
) {
  const clock = createHandClock(OWED_MS);
  const bare = openMemoryStore({ clock });
  const { told, notice } = withNeighbour(bare);
  const store = more.wrap?.(told) ?? told;
  const egress = createHandEgress(() => clock.nowMs());
  const reports: string[] = [];
  const tellings: string[] = [];
  const outcomes: string[] = [];
  const lags: number[] = [];
  const seqs = new Map<number, number>();
  await putHooks(bare, ...hooks.map((changes, n) => hook(n + 1, { types: [], ...changes })));
  const ports: DispatcherPorts = {
    ...{ store, egress, clock, chance: { seed: () => 2 ** 31 }, failpoints: noFailpoints },
    secretsOf: () => ({ token: null, secrets: [{ secret: "whsec_c2VjcmV0", untilMs: null }] }),
    watch: {
      attempted: (outcome) => outcomes.push(outcome),
      sentAfter: (lagMs) => lags.push(lagMs),
    },
    report: (error, about) => reports.push(`${about}: ${String(error)}`),
    tell: (about) => tellings.push(about),
    ...more,
  };
  const hookIds = hooks.map((_, n) => n + 1);

  /** Commits a turn that owes so many entries to every hook. */
  async function commit(conversationId: number, count = 1, to = hookIds) {
    const before = seqs.get(conversationId) ?? 0;
    seqs.set(conversationId, before + count);
    const how = { nowMs: clock.nowMs(), isReleased: hooks[0]?.ordering === "none" };
    await owe(bare, conversationId, before + count, to, how);
    const written = Array.from({ length: count }, (_, n) => before + n + 1);
    return hookWrites(conversationId, written, to, how);
  }

  const running: { dispatcher: Dispatcher } = { dispatcher: startDispatcher(ports) };
  await settle();
  return {
    ...{ clock, store: bare, egress, reports, tellings, outcomes, lags, commit, ports, notice },
    get dispatcher() {
      return running.dispatcher;
    },
    /** Commits and tells of it. */
    say: async (conversationId: number, count = 1, to = hookIds) => {
      running.dispatcher.offer(await commit(conversationId, count, to));
      await settle();
    },
    /** Moves time on in small steps, and lets everything run after each. */
    pass: async (ms: number, stepMs = 100) => {
      await settle();
      for (let left = ms; left > 0; left -= stepMs) {
        clock.advance(Math.min(stepMs, left));
        await settle();
      }
    },
    /** Another process begins where this one was killed. */
    restart: async () => {
      running.dispatcher = startDispatcher(ports);
      await settle();
    },
    names: () => egress.calls.map(({ name }) => name),
    openNames: () => [...egress.open].map(({ name }) => name),
    statusOf: async (conversationId: number, seq: number, hookId = 1, run = 0) =>
      (await bare.delivery({ hookId, conversationId, run, seq }))?.status ?? null,
    find: (conversationId: number, seq: number, hookId = 1, run = 0) =>
      bare.delivery({ hookId, conversationId, run, seq }),
  };
}
