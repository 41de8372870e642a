import type { Conversation } from "@parley/testkit";
import type { Run } from "./run.ts";
import { type ChatSend, visitorAct } from "./visitor-acts.ts";

type Entry = Conversation["entries"][number];

/** Takes what a chat sends, each message once, and knows which entries they became. */
export interface SendReceiver {
  receive(body: string | null): Received;
  /** The chat's own key of an entry that it sent. */
  keyOf(entry: Entry): string | undefined;
}

/** The `seq` of what was sent (0: the flow dropped it), or why it could not be taken. */
export type Received =
  | { readonly ok: true; readonly seq: number }
  | { readonly ok: false; readonly reason: string };

/** A receiver for one run. */
export function createSendReceiver(run: Run): SendReceiver {
  const keys = new Map<number, string>();
  /** A message that is being taken: the stream tells of its entry before the run has come back. */
  let open: { readonly afterSeq: number; readonly key: string } | null = null;

  function keyOf({ seq, author }: Entry): string | undefined {
    if (open && author.kind === "customer" && seq > open.afterSeq) {
      keys.set(seq, open.key);
      open = null;
    }
    return keys.get(seq);
  }

  function receive(body: string | null): Received {
    const { key, ...sent } = readSend(body);
    const known = [...keys].find(([, it]) => it === key);
    if (known) return { ok: true, seq: known[0] };
    const { entries } = run.conversation();
    const act = visitorAct(sent, entries);
    if (!act) return { ok: false, reason: "There is nothing in this message." };
    const afterSeq = entries.length;
    open = { afterSeq, key };
    const reason = run.perform(act);
    const taken = entries.slice(afterSeq).find(({ author }) => author.kind === "customer");
    if (taken) keyOf(taken);
    open = null;
    if (reason !== null) return { ok: false, reason };
    return { ok: true, seq: [...keys].find(([, it]) => it === key)?.[0] ?? 0 };
  }

  return { receive, keyOf };
}

function readSend(body: string | null): ChatSend & { readonly key: string } {
  const raw: unknown = JSON.parse(body ?? "{}");
  const found = new Map<string, unknown>(Object.entries(raw ?? {}));
  const text = (name: string) => {
    const value = found.get(name);
    return typeof value === "string" ? value : "";
  };
  return {
    type: text("type") || "text",
    message: text("message"),
    payload: text("payload"),
    url: text("url"),
    key: text("ui_key"),
  };
}
