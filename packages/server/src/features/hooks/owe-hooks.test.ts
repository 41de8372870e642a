import { type Entry, newState, wordsOf } from "@parley/flow";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { HookRecord, HookVariant } from "../../ports/hooks.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Conversation, StoredEntry, TurnWrite } from "../../ports/store.ts";
import type { Audience, HookBook } from "./hook-book.ts";
import { createOweHooks, type HookRenderer } from "./owe-hooks.ts";
import { hookOf } from "./testing/hook-records.ts";

const id = 10_000_001;
const pau = { id: 40_001, name: "Pau" };
const conversation = { id, channelId: 5, state: newState(id, 1, 1) } as Conversation;

type Said = Entry extends infer E ? (E extends unknown ? Omit<E, "seq"> : never) : never;

const customer: Said = { author: { kind: "customer", id }, message: { type: "text", text: "Hi" } };
const bot: Said = {
  author: { kind: "bot", id: 9 },
  message: { type: "image", url: "https://x.org/a.png" },
};
const agent: Said = { author: { kind: "agent", ...pau }, message: { type: "text", text: "Hello" } };
const event = (action: "assign" | "unassign" | "archive", about = pau): Said => ({
  ...{ author: { kind: "sys", id: 0 }, action, agent: about },
});

function turnOf(said: readonly Said[]): TurnWrite {
  const entries = said.map(
    (entry, index): StoredEntry => ({
      ...{ conversationId: id, seq: index + 1, uuid: `u${index}`, atUs: index, clientHash: null },
      entry: { seq: index + 1, ...entry },
    }),
  );
  return { conversation, entries, newTasks: [], cancelledTasks: [], trace: [] };
}

/** What makes a body large; short words are not looked at. */
function longWords(entry: Entry): string {
  const words = "message" in entry ? wordsOf(entry.message) : "";
  return words.length > 1_000 ? words : "";
}

/** Bodies that tell which variant was made of what, and how often anything was begun. */
function writing() {
  const begun: HookVariant[] = [];
  const pen =
    (variant: HookVariant): HookRenderer[HookVariant] =>
    () => {
      begun.push(variant);
      return ({ seq, entry }, holderId, isLean) => {
        const end = isLean ? " lean" : longWords(entry);
        return { eventId: `e${seq}`, body: `${variant} ${seq} ${holderId}${end}` };
      };
    };
  const renderer: HookRenderer = {
    ...{ message: pen("message"), apichat: pen("apichat") },
    "message-legacy": pen("message-legacy"),
  };
  return { begun, renderer };
}

function owing(
  hooks: readonly HookRecord[],
  said: readonly Said[],
  type: ChannelRecord["type"] = "landbot",
) {
  const channel = { id: 5, type } as ChannelRecord;
  const audience: Audience | null =
    hooks.length === 0 ? null : { channel, hooks, people: new Map() };
  const book: HookBook = { audience: () => audience, introduce: (it) => it, forget: () => {} };
  const clock = { nowMs: () => 77, after: () => () => {} };
  const { begun, renderer } = writing();
  const turn = turnOf(said);
  const owed = createOweHooks({ book, renderer, clock })(conversation, turn);
  if (owed instanceof Promise) throw new Error("Everything is known.");
  return { turn, owed, begun, hooks: owed.hooks };
}

/** What each hook is owed, as `hook: seq seq …`. */
function owedTo(hooks: readonly HookRecord[], said: readonly Said[], type?: ChannelRecord["type"]) {
  const { hooks: writes } = owing(hooks, said, type);
  return hooks.map((hook) =>
    (writes?.deliveries ?? []).filter(({ hookId }) => hookId === hook.id).map(({ seq }) => seq),
  );
}

const everything = [customer, event("assign"), bot, agent, event("archive"), event("unassign")];

test("a turn without hooks, or without entries, is given back as it is", () => {
  for (const { turn, owed } of [owing([], everything), owing([hookOf()], [])])
    expect(owed).toBe(turn);
});

test("a hook that wants none of it leaves the turn as it is", () => {
  const { turn, owed, begun } = owing([hookOf({ types: ["location"] })], everything);
  expect(owed).toBe(turn);
  expect(begun).toEqual([]);
});

test("each entry is rendered once for each variant, and owed to each hook", () => {
  const hooks = [hookOf({ id: 1 }), hookOf({ id: 2, hasLegacyStrings: true }), hookOf({ id: 3 })];
  const { hooks: writes, begun } = owing(hooks, [customer, bot]);
  expect(begun).toEqual(["message", "message-legacy"]);
  expect(writes?.nowMs).toBe(77);
  expect(writes?.renderings).toEqual(
    [
      { seq: 1, type: "text", sender: "customer" },
      { seq: 2, type: "image", sender: "bot" },
    ].flatMap((about) =>
      (["message", "message-legacy"] as const).map((variant) => ({
        ...{ conversationId: id, ...about, variant, eventId: `e${about.seq}` },
        body: `${variant} ${about.seq} null`,
      })),
    ),
  );
  expect(writes?.deliveries.map(({ hookId, seq, variant }) => [hookId, seq, variant])).toEqual([
    [1, 1, "message"],
    [2, 1, "message-legacy"],
    [3, 1, "message"],
    [1, 2, "message"],
    [2, 2, "message-legacy"],
    [3, 2, "message"],
  ]);
});

test("a body tells who holds the conversation after its entry, not after the turn", () => {
  const said = [customer, event("assign"), agent, event("unassign"), bot, event("assign")];
  const bodies = owing([hookOf()], said).hooks?.renderings.map(({ body }) => body.split(" ")[2]);
  expect(bodies).toEqual(["null", "40001", "40001", "null", "null", "40001"]);
});

test("once bodies of a turn have used up their room together, those that follow are lean", () => {
  const mib = 2 ** 20;
  const long = (text: string): Said => ({ ...agent, message: { type: "text", text } });
  const said = [long("x".repeat(3 * mib)), long("ü".repeat(mib)), customer, bot];
  const lean = (hooks: readonly HookRecord[]) =>
    owing(hooks, said).hooks?.renderings.map(({ seq, body }) => [seq, body.endsWith("lean")]);
  expect(lean([hookOf()])).toEqual([1, 2, 3, 4].map((seq) => [seq, false]));
  // Each variant takes room; hooks that want the same share one.
  const more = [hookOf({ id: 1 }), hookOf({ id: 2 }), hookOf({ id: 3, hasLegacyStrings: true })];
  expect(lean(more)).toEqual([
    ...[1, 1, 2].map((seq) => [seq, false]),
    ...[2, 3, 3, 4, 4].map((seq) => [seq, true]),
  ]);
});

test("hooks are owed types and senders that they want; everything when they do not say", () => {
  const hooks = [
    hookOf({ id: 1 }),
    hookOf({ id: 2, types: ["text"] }),
    hookOf({ id: 3, senders: ["agent", "sys"] }),
    hookOf({ id: 4, types: ["event", "image"], senders: ["bot"] }),
  ];
  expect(owedTo(hooks, everything)).toEqual([[1, 2, 3, 4, 6], [1, 4], [2, 4, 6], [3]]);
});

test("other events than assign and unassign are owed to those who ask for them", () => {
  const hooks = [hookOf({ id: 1, extraEvents: ["archive"] }), hookOf({ id: 2 })];
  expect(owedTo(hooks, [event("archive"), event("assign")])).toEqual([[1, 2], [2]]);
});

test("a hook that is off is owed as well: it waits", () => {
  expect(owedTo([hookOf({ isEnabled: false })], [customer])).toEqual([[1]]);
});

test("on an API channel the customer's own messages are owed to message hooks that name the customer, and to no other", () => {
  const hooks = [
    hookOf({ id: 1, form: "apichat" }),
    hookOf({ id: 2 }),
    hookOf({ id: 3, form: "apichat", extraEvents: ["assign"] }),
    hookOf({ id: 4, senders: ["customer", "bot", "agent", "sys"] }),
    hookOf({ id: 5, form: "apichat", senders: ["customer", "bot"] }),
    hookOf({ id: 6, types: ["text"] }),
  ];
  expect(owedTo(hooks, everything, "apichat")).toEqual([
    [3, 4],
    [2, 3, 4, 6],
    [2, 3, 4],
    [1, 2, 3, 4, 6],
    [3],
    [4],
  ]);
});

test("a hook without any order has its deliveries released from the start", () => {
  const orders = ["auto", "strict", "none"] as const;
  const hooks = orders.map((ordering, index) => hookOf({ id: index, ordering }));
  const { hooks: writes } = owing(hooks, [customer]);
  expect(writes?.deliveries.map(({ isReleased }) => isReleased)).toEqual([false, false, true]);
});

test("for whatever hooks and entries, there is one rendering for each that is delivered, and no other", () => {
  const hook = fc.record({
    ...{ id: fc.nat(5), hasLegacyStrings: fc.boolean() },
    form: fc.constantFrom("message" as const, "apichat" as const),
    types: fc.subarray(["text", "image", "event"]),
    senders: fc.subarray(["customer", "bot", "agent", "sys"]),
    extraEvents: fc.subarray(["archive", "assign"]),
  });
  const hooksOf = fc.uniqueArray(hook, { selector: (it) => it.id });
  const types = fc.constantFrom("landbot" as const, "apichat" as const);
  fc.assert(
    fc.property(hooksOf, fc.subarray(everything), types, (hooks, said, type) => {
      const { hooks: writes } = owing(hooks.map(hookOf), said, type);
      if (!writes) return;
      const key = ({ seq, variant }: { seq: number; variant: string }) => `${seq} ${variant}`;
      const rendered = writes.renderings.map(key);
      expect(new Set(rendered).size).toBe(rendered.length);
      expect(new Set(writes.deliveries.map(key))).toEqual(new Set(rendered));
      const owed = writes.deliveries.map(({ hookId, seq }) => `${hookId} ${seq}`);
      expect(new Set(owed).size).toBe(owed.length);
    }),
  );
});
