import { newState } from "@parley/flow";
import { expect, test } from "vitest";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { createSystemChance, systemClock } from "../system-ports.ts";
import { startTaskLoop } from "./task-loop.ts";

test("performs at once what a process that was killed had under lease", async () => {
  const clock = systemClock;
  const store = openMemoryStore({ clock });
  const conversation = {
    ...{ id: 10_000_001, uuid: createSystemChance().uuid(), workspaceId: 1, channelId: 2_000_001 },
    ...{ revision: 1, state: newState(10_000_001, 0, 0), registeredUs: 1 },
    ...{ visitorKey: null, externalToken: null, isUnread: false, isOptedIn: false },
    ...{ lastEntryUs: null, lastReceivedUs: null, lastSentUs: null, lastText: null },
  };
  const task = {
    conversationId: conversation.id,
    key: "timer",
    lane: "timer",
    kind: "ring",
    host: "",
  };
  const newTasks = [{ ...task, dueMs: 0, payload: null }];
  await store.commit({
    turn: { conversation, entries: [], newTasks, cancelledTasks: [], trace: [] },
  });
  const [lost] = await store.claimTasks(1, 60_000);
  expect(lost?.key).toBe("timer");

  const performed = new Promise<number>((resolve) => {
    const performers = { ring: async ({ attempt }: { attempt: number }) => resolve(attempt) };
    const loop = startTaskLoop({ store, clock, performers, report: () => {} });
    setTimeout(() => void loop.stop(0), 1_000);
  });
  expect(await performed).toBe(2);
}, 2_000);
