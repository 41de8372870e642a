import { newState } from "@parley/flow";
import { expect, test } from "vitest";
import type { HookRenderer } from "../features/hooks/owe-hooks.ts";
import { createMemoryHub } from "../hubs/memory/create-memory-hub.ts";
import type { ChannelRecord } from "../ports/records.ts";
import type { Conversation, StoredEntry } from "../ports/store.ts";
import { createMessageTail } from "./message-tail.ts";

const channel: ChannelRecord = {
  ...{ id: 5, uuid: "u", workspaceId: 1, name: "Site", type: "landbot", isActive: true },
  ...{ token: "H-5", keyHash: null, botId: null, settings: {}, createdMs: 0, updatedMs: 0 },
};
const conversation: Conversation = {
  ...{ id: 7, uuid: "c", workspaceId: 1, channelId: 5, revision: 1, state: newState(7, 0, 0) },
  ...{ registeredUs: 0, visitorKey: null, externalToken: null, isUnread: false },
  ...{
    isOptedIn: false,
    lastEntryUs: null,
    lastReceivedUs: null,
    lastSentUs: null,
    lastText: null,
  },
};

const entry = (seq: number, more: object): StoredEntry => ({
  ...{ conversationId: 7, seq, uuid: "e", atUs: seq, clientHash: null },
  entry: { seq, author: { kind: "sys", id: 0 }, ...more } as StoredEntry["entry"],
});
const text = (seq: number) => entry(seq, { message: { type: "text", text: "x" } });

/** Writes of each entry its number and who holds the conversation after it. */
const render = () => (stored: StoredEntry, holderId: number | null) => ({
  eventId: "evt",
  body: `${stored.seq}:${holderId}`,
});
const renderer: HookRenderer = { message: render, "message-legacy": render, apichat: render };

function tailOf(read: (id: number) => Promise<Conversation | null>) {
  const reports: unknown[] = [];
  const hub = createMemoryHub((error) => reports.push(error));
  const tail = createMessageTail({
    ...{ hub, renderer, read, report: (error) => void reports.push(error) },
    store: { channel: async () => channel, agents: async () => [], bot: async () => null },
  });
  return { hub, tail, reports };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const holder = (id: number) => ({ agent: { id, name: "Eva" } });

test("each body says who holds the conversation after its own entry, not after the turn", async () => {
  const { hub, tail } = tailOf(async () => conversation);
  const heard: (string | null)[] = [];
  tail.follow(5, (body) => heard.push(body));
  const entries = [
    text(1),
    entry(2, { action: "assign", ...holder(3) }),
    text(3),
    entry(4, { action: "unassign", ...holder(3) }),
    text(5),
  ];
  hub.publish({ conversationId: 7, entries });
  await settled();
  expect(heard).toEqual(["1:null", "2:3", "3:3", "4:null", "5:null"]);
});

test("turns are told in order, however long reading one of them takes, and a failure holds back none", async () => {
  let turn = 0;
  const { hub, tail, reports } = tailOf(async () => {
    turn += 1;
    if (turn === 1) await settled();
    if (turn === 2) throw new Error("The database is busy.");
    return conversation;
  });
  const heard: (string | null)[] = [];
  tail.follow(5, (body) => heard.push(body));
  for (const seq of [1, 2, 3]) hub.publish({ conversationId: 7, entries: [text(seq)] });
  await settled();
  await settled();
  expect(heard).toEqual(["1:null", "3:null"]);
  expect(reports).toHaveLength(1);
});

test("a tail that falls behind leaves out, and says so", async () => {
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const { hub, tail } = tailOf(async () => {
    await held;
    return conversation;
  });
  const heard: (string | null)[] = [];
  tail.follow(5, (body) => heard.push(body));
  for (let seq = 1; seq <= 1_500; seq += 1)
    hub.publish({ conversationId: 7, entries: [text(seq)] });
  letGo();
  await settled();
  expect(heard).toHaveLength(1_002);
  expect(heard.at(-1)).toBeNull();
});

test("while nobody listens nothing is read", async () => {
  let reads = 0;
  const { hub, tail } = tailOf(async () => {
    reads += 1;
    return conversation;
  });
  const leave = tail.follow(5, () => {});
  leave();
  leave();
  hub.publish({ conversationId: 7, entries: [text(1)] });
  await settled();
  expect(reads).toBe(0);
});
