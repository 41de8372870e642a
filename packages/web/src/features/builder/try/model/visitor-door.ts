import { webMessage, webState } from "@parley/contract";
import { comes } from "@parley/testkit";
import { createSendReceiver } from "./receive-send.ts";
import type { Run, Said } from "./run.ts";

// Job: be the server of one chat, for one run: the visitor's wire, as packages/server speaks it.
// Neighbour: the chat's frame carries requests and answers; the run decides what they lead to.
// 1. An answer to a send comes after the run has taken it; its words come by the stream.
// 2. A send that is repeated under its own key is taken once.

/** What a chat asks for. */
export interface DoorRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface DoorAnswer {
  readonly status: number;
  readonly body: string;
}

export interface VisitorDoor {
  /** Answers a request; `null`: it asks for the stream. */
  answer(request: DoorRequest): DoorAnswer | null;
  /** Sends the stream's frames from after what the reader has, until the call that it gives. */
  stream(request: DoorRequest, send: (frames: string) => void): () => void;
}

/** Opens the visitor's door of a run. */
export function createVisitorDoor(run: Run, nowMs: () => number): VisitorDoor {
  const sends = createSendReceiver(run);
  const draw = (said: Said) => drawn(run, said, sends.keyOf(said.entry));
  return {
    answer({ method, path, body }) {
      const { pathname, searchParams } = new URL(path, "https://parley.test");
      if (pathname.startsWith("/webchat/auth/")) return arrive(run, method, nowMs());
      if (pathname === "/webchat/api/messages/") return read(run, searchParams, draw);
      if (pathname === "/webchat/api/stream/") return null;
      if (pathname !== "/webchat/api/send/") return json(404, { detail: "There is nothing here." });
      const received = sends.receive(body);
      if (!received.ok) return json(400, { detail: received.reason });
      return json(200, { success: true, seq: received.seq, server_timestamp: nowMs() / 1000 });
    },
    stream({ headers }, send) {
      let lastSeq = Number(headers["last-event-id"] ?? 0);
      let lastState = "";
      const look = () => {
        const news = run.read().said.filter(({ entry }) => entry.seq > lastSeq);
        lastSeq = news.at(-1)?.entry.seq ?? lastSeq;
        const frames = news.map((it) => `event: message\nid: ${it.entry.seq}\n${dataOf(draw(it))}`);
        const state = dataOf(stateOf(run));
        if (state !== lastState) frames.push(`event: state\n${state}`);
        lastState = state;
        if (frames.length > 0) send(frames.join(""));
      };
      look();
      return run.listen(look);
    },
  };
}

function arrive(run: Run, method: string, nowMs: number): DoorAnswer {
  if (method === "POST" && run.lines().length === 0) run.perform(comes());
  const auth_data = { server_timestamp: nowMs / 1000 };
  return json(200, { auth_data, last_seq: run.read().said.length });
}

function read(run: Run, query: URLSearchParams, draw: (said: Said) => unknown): DoorAnswer {
  const { said } = run.read();
  const afterSeq = Number(query.get("after_seq") ?? 0);
  const beforeSeq = Number(query.get("before_seq") ?? Number.POSITIVE_INFINITY);
  const limit = Number(query.get("limit") ?? 50);
  const found = said.filter(({ entry }) => entry.seq > afterSeq && entry.seq < beforeSeq);
  const page = query.has("before_seq") ? found.slice(-limit) : found.slice(0, limit);
  const messages = page.map(draw);
  return json(200, { success: true, messages, last_seq: said.length, state: stateOf(run) });
}

function drawn(run: Run, { entry, seenMs }: Said, key: string | undefined): unknown {
  const told = key === undefined ? entry : { ...entry, clientId: key };
  const placed = { uuid: `try-${entry.seq}`, atUs: seenMs * 1000 + entry.seq, entry: told };
  return webMessage(placed, { botName: run.bot.name, botAvatar: null });
}

/** In the reader's time: a chat counts a wait's seconds by its own clock. */
function stateOf(run: Run): unknown {
  const { said } = run.read();
  const conversation = run.conversation();
  const sent = said.findLast(({ entry }) => entry.author.kind !== "customer");
  const placed = {
    state: conversation.state(),
    lastEntryUs: microseconds(said.at(-1)),
    lastSentUs: microseconds(sent),
  };
  return webState(placed, conversation.flow());
}

const microseconds = (said: Said | undefined): number | null => (said ? said.seenMs * 1000 : null);

const dataOf = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;

function json(status: number, body: unknown): DoorAnswer {
  return { status, body: JSON.stringify(body) };
}
