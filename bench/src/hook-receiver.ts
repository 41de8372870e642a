import { request } from "undici";
import { type Child, startChild } from "./child.ts";

/** What a receiver has been sent since it was last told how to answer. */
export interface Received {
  readonly received: number;
  /** When the last one came, in milliseconds since 1970. */
  readonly lastMs: number;
  /** From the time in the message to its first byte here. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** A receiver of hooks in a process of its own. */
export interface HookReceiver extends Pick<Child, "url" | "stop"> {
  /** Says how it answers from now on, and begins to count anew. */
  tell(how: "up" | "down"): Promise<void>;
  read(): Promise<Received>;
  /** The newest request, as whoever sends it anew needs it. */
  last(): Promise<Sent>;
}

/** A request as it was sent. */
export interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Starts a receiver that answers 200. */
export async function startHookReceiver(): Promise<HookReceiver> {
  const child = await startChild(["bench/src/hook-receiver-server.ts"]);
  return {
    url: child.url,
    stop: () => child.stop(),
    tell: async (how) => {
      const { body } = await request(`${child.url}/${how}`, { method: "PUT" });
      await body.dump();
    },
    read: async () => {
      const { body } = await request(child.url);
      return (await body.json()) as Received;
    },
    last: async () => {
      const { body } = await request(`${child.url}/last`);
      const { headers, ...sent } = (await body.json()) as Sent;
      const { host: _, connection: __, "content-length": ___, ...own } = headers;
      return { ...sent, headers: own };
    },
  };
}
