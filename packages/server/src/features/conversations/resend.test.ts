import { FlowDocument } from "@parley/flow";
import { expect, test } from "vitest";
import { createHookRenderer } from "../../channels/hook-renderer.ts";
import { createNoFiles } from "../../http/testing/no-files.ts";
import { createMemoryHub } from "../../hubs/memory/create-memory-hub.ts";
import type { Store } from "../../ports/store.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { createSystemChance, systemClock } from "../../system-ports.ts";
import { foundWorkspace } from "../accounts/agents.ts";
import { createFeatures } from "../create-features.ts";

const clock = systemClock;
const chance = createSystemChance();

/** The features over a store; each call stands for another life of the process. */
function start(store: Store) {
  const hub = createMemoryHub((error) => {
    throw error;
  });
  const files = createNoFiles();
  return createFeatures({
    ...{ store, hub, clock, chance, files },
    key: new Uint8Array(32),
    publicUrl: () => "http://127.0.0.1",
    hookRenderer: createHookRenderer(() => "http://127.0.0.1"),
    wakeWorkers: () => {},
  });
}

async function openChat() {
  const store = openMemoryStore({ clock });
  const features = start(store);
  const { workspace } = await foundWorkspace({ store, clock, chance }, "Test");
  const greeting = FlowDocument.parse({
    format: 1,
    name: "Greeting",
    start: "hello",
    blocks: { hello: { kind: "send_text", params: { text: "Hello" } } },
  });
  const draft = await features.bots.create(workspace.id, greeting);
  const bot = await features.bots.publish(draft, "");
  const { channel } = await features.channels.create({
    ...{ workspaceId: workspace.id, name: "Web", type: "landbot", botId: bot.id },
  });
  const newcomer = await features.begin(channel, { visitorKey: "ann", externalToken: null });
  const say = (to: typeof features, text: string, clientId: string) =>
    to.advance({
      conversationId: newcomer.id,
      begin: () => newcomer,
      happenings: [{ kind: "customer-message", message: { type: "text", text }, clientId }],
      ...{ clientId, clientHash: text },
    });
  return { store, features, say };
}

test("gives the answer of the first send to a resend, in the same life and after a restart", async () => {
  const { store, features, say } = await openChat();
  const first = await say(features, "hi", "k1");
  const own = first.kind === "taken" && first.entries.find(({ entry }) => "clientId" in entry);
  if (!own) throw new Error("The first send was not taken.");
  expect(await say(features, "hi", "k1")).toMatchObject({ kind: "repeated", entry: own });
  expect(await say(start(store), "hi", "k1")).toMatchObject({ kind: "repeated", entry: own });
  const entries = await store.entries({ conversationId: own.conversationId, limit: 100 });
  expect(entries.filter(({ entry }) => "clientId" in entry)).toEqual([own]);
});

test("refuses another message under an id that was used", async () => {
  const { features, say } = await openChat();
  await say(features, "hi", "k1");
  expect(await say(features, "something else", "k1")).toMatchObject({
    kind: "refused",
    refusal: "other-message",
  });
});
