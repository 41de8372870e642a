import type { Visitor } from "../load/visitor.ts";
import type { SeenElsewhere } from "./snapshot.ts";

/** Where the doors are, and the right to use them. */
export interface Doors {
  readonly url: string;
  readonly channelToken: string;
  readonly apiToken: string;
}

type Shown = SeenElsewhere["entries"][number];

const pageSize = 100;
const mostPages = 100;
const streamWithinMs = 10_000;

/** Reads a conversation at every door that shows it: the visitor's history and stream, the API's transcript. */
export async function readDoors(doors: Doors, visitor: Visitor): Promise<readonly SeenElsewhere[]> {
  const conversationId = visitor.customerId();
  if (conversationId === null) return [];
  const history = await readHistory(doors, visitor);
  return [
    { conversationId, door: "history", entries: history },
    { conversationId, door: "transcript", entries: await readTranscript(doors, conversationId) },
    { conversationId, door: "stream", entries: await readStream(doors, visitor, history.length) },
  ];
}

async function readHistory(
  { url, channelToken }: Doors,
  { secret }: Visitor,
): Promise<readonly Shown[]> {
  const entries: Shown[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const afterSeq = entries.at(-1)?.seq ?? 0;
    const query = `channel_token=${channelToken}&limit=${pageSize}&after_seq=${afterSeq}`;
    const messages = await readMessages(
      `${url}/webchat/api/messages/?${query}`,
      `Bearer ${secret}`,
    );
    entries.push(...messages);
    if (messages.length < pageSize) break;
  }
  return entries;
}

const readTranscript = ({ url, apiToken }: Doors, id: number): Promise<readonly Shown[]> =>
  readMessages(`${url}/v1/customers/${id}/messages/`, `Token ${apiToken}`);

async function readMessages(url: string, authorization: string): Promise<readonly Shown[]> {
  const answer = await fetch(url, { headers: { authorization } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  const { messages } = (await answer.json()) as {
    readonly messages: readonly {
      readonly seq: number;
      readonly id: string;
      readonly uuid?: string;
    }[];
  };
  return messages.map(({ seq, id, uuid = id }) => ({ seq, uuid }));
}

/** A client that comes back with nothing: everything once, in order. */
async function readStream(
  { url, channelToken }: Doors,
  { secret }: Visitor,
  expected: number,
): Promise<readonly Shown[]> {
  const entries: Shown[] = [];
  const answer = await fetch(
    `${url}/webchat/api/stream/?channel_token=${channelToken}&after_seq=0`,
    {
      headers: { authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(streamWithinMs),
    },
  );
  let text = "";
  try {
    for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += part;
      const frames = text.split("\n\n");
      text = frames.pop() ?? "";
      entries.push(...frames.flatMap(messageIn));
      if (entries.length >= expected) break;
    }
  } catch {
    // Cut off by the time limit: what has come until then is compared.
  }
  return entries;
}

function messageIn(frame: string): readonly Shown[] {
  if (!frame.includes("event: message")) return [];
  const data = /^data: (.*)$/m.exec(frame)?.[1] ?? "{}";
  const { seq, id } = JSON.parse(data) as { readonly seq: number; readonly id: string };
  return [{ seq, uuid: id }];
}
