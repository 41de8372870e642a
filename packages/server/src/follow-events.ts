import { parseAllowList } from "./egress/allow-list.ts";
import { openStream } from "./egress/open-stream.ts";

/** One event of a stream. */
export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/** What a server answers to whoever wants to follow. */
export type Following =
  | { readonly kind: "following"; readonly events: AsyncIterable<ServerEvent> }
  | { readonly kind: "refused"; readonly status: number; readonly text: string };

/** Whoever sits at a terminal may name any server that it can reach, private ones as well. */
const anywhere = "0.0.0.0/1,128.0.0.0/1,::/1,8000::/1";
const longestRefusal = 4_096;

/** Follows a server's events, as whoever has this token. */
export async function followEvents(
  url: string,
  token: string,
  signal: AbortSignal,
): Promise<Following> {
  const { status, pieces } = await openStream(atLoopback(url), {
    headers: { authorization: `Token ${token}`, accept: "text/event-stream" },
    ...{ allow: parseAllowList(anywhere).rules, signal },
  });
  if (status === 200) return { kind: "following", events: eventsOf(pieces) };
  return { kind: "refused", status, text: await beginningOf(pieces) };
}

/** Names of the machine itself are no names to the one way out. */
export function atLoopback(url: string): string {
  const parsed = URL.parse(url);
  if (parsed?.hostname === "localhost") parsed.hostname = "127.0.0.1";
  return parsed?.href ?? url;
}

async function beginningOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) {
    text += piece;
    if (text.length >= longestRefusal) break;
  }
  return text.slice(0, longestRefusal);
}

/** Reads events as they are written by `event-streams.ts`: one line of data each; comments keep the line alive. */
async function* eventsOf(pieces: AsyncIterable<string>): AsyncGenerator<ServerEvent> {
  let text = "";
  for await (const piece of pieces) {
    const frames = `${text}${piece}`.split("\n\n");
    text = frames.pop() ?? "";
    for (const frame of frames) {
      const name = fieldOf(frame, "event");
      const data = fieldOf(frame, "data");
      if (name !== undefined && data !== undefined) yield { name, data };
    }
  }
}

/** Only a line feed ends a line here: JSON has U+2028 and U+2029 as they are, which a pattern takes for ends too. */
function fieldOf(frame: string, name: string): string | undefined {
  const start = `${name}: `;
  const line = frame.split("\n").find((it) => it.startsWith(start));
  return line?.slice(start.length);
}
