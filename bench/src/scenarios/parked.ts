import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { FlowDocument, loadFlow, newState, step } from "@parley/flow";
import type { Store, TurnWrite } from "../../../packages/server/src/ports/store.ts";
import { openSqliteStore } from "../../../packages/server/src/stores/sqlite/open-sqlite-store.ts";
import { systemClock } from "../../../packages/server/src/system-ports.ts";
import type { Installation } from "../installation.ts";

/** Fills an installation with parked conversations, through the store and as turns leave them. Gives bytes a piece. */
export async function parkConversations(
  { folder, botId, channelToken }: Installation,
  count: number,
): Promise<{ readonly bytesEach: number }> {
  const file = join(folder, "parley.db");
  const store = openSqliteStore({ file, clock: systemClock });
  const channelId = Number(channelToken.split("-")[1]);
  const template = await parkedTurn(store, botId, channelId);
  const firstId = await store.reserveIds("customer", count);
  const before = statSync(file).size;
  const atOnce = 500;
  for (let done = 0; done < count; done += atOnce) {
    const ids = Array.from(
      { length: Math.min(atOnce, count - done) },
      (_, at) => firstId + done + at,
    );
    await Promise.all(ids.map((id) => store.commit({ turn: forCustomer(template, id) })));
  }
  await store.close();
  return { bytesEach: Math.round((statSync(file).size - before) / count) };
}

async function parkedTurn(store: Store, botId: number, channelId: number): Promise<TurnWrite> {
  const version = (await store.bot(botId))?.version ?? 0;
  const record = await store.version(botId, version);
  const flow = loadFlow(botId, version, FlowDocument.parse(record?.document), {
    resumeUrl: () => "https://chat.example/v1/resume/token/",
  });
  const nowMs = Date.now();
  const { state, entries } = step(flow, newState(0, botId, version), {
    kind: "start",
    atMs: nowMs,
    seed: 1,
  });
  return {
    conversation: {
      id: 0,
      uuid: "",
      workspaceId: 1,
      channelId,
      revision: 1,
      state,
      registeredUs: nowMs * 1000 + 1,
      visitorKey: null,
      externalToken: null,
      isUnread: false,
      isOptedIn: false,
      lastEntryUs: nowMs * 1000 + entries.length,
      lastReceivedUs: null,
      lastSentUs: nowMs * 1000 + entries.length,
      lastText: "parked",
    },
    entries: entries.map((entry) => ({
      conversationId: 0,
      seq: entry.seq,
      uuid: "",
      atUs: nowMs * 1000 + entry.seq,
      entry,
      clientHash: null,
    })),
    newTasks: [],
    cancelledTasks: [],
    trace: [],
  };
}

function forCustomer(turn: TurnWrite, id: number): TurnWrite {
  const uuid = crypto.randomUUID();
  const visitorKey = createHash("sha256").update(uuid).digest("base64url");
  const state = { ...turn.conversation.state, id };
  return {
    ...turn,
    conversation: { ...turn.conversation, id, uuid, visitorKey, state },
    entries: turn.entries.map((entry) => ({
      ...entry,
      conversationId: id,
      uuid: crypto.randomUUID(),
    })),
  };
}
