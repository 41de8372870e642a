import type { StudioMessage, TryMessage } from "./protocol.ts";

export type PortFetchPorts = {
  readonly tell: (message: TryMessage) => void;
  /** What stands for another text in whatever goes out and comes in: a file that stays here has two addresses. */
  readonly outward: (text: string) => string;
  readonly inward: (text: string) => string;
};

export type PortFetch = {
  readonly fetch: typeof fetch;
  /** Takes an answer, or a piece of one. */
  hear(message: Exclude<StudioMessage, { kind: "config" }>): void;
};

/** A stream without a byte counts as dead after 45 s; the page around this frame is alive as long as the frame is. */
const beatMs = 15_000;

/** A `fetch` whose server is at the other end of a port. */
export function createPortFetch({ tell, outward, inward }: PortFetchPorts): PortFetch {
  const waiting = new Map<number, (response: Response) => void>();
  const streams = new Map<number, ReadableStreamDefaultController<Uint8Array>>();
  const encoder = new TextEncoder();
  let lastId = 0;

  const stream = (id: number) => {
    let beat: ReturnType<typeof setInterval> | undefined;
    return new ReadableStream<Uint8Array>({
      start(controller) {
        streams.set(id, controller);
        beat = setInterval(() => controller.enqueue(encoder.encode(":\n\n")), beatMs);
      },
      cancel() {
        clearInterval(beat);
        streams.delete(id);
        tell({ kind: "cancel", id });
      },
    });
  };

  return {
    fetch: (input, init = {}) => {
      const { pathname, search } = new URL(String(input));
      const body = typeof init.body === "string" ? outward(init.body) : null;
      const headers = Object.fromEntries(
        [...new Headers(init.headers)].map(([name, value]) => [name.toLowerCase(), value]),
      );
      lastId += 1;
      const id = lastId;
      const answer = new Promise<Response>((resolve) => waiting.set(id, resolve));
      const method = init.method ?? "GET";
      tell({ kind: "request", id, method, path: pathname + search, headers, body });
      return answer;
    },
    hear(message) {
      if (message.kind === "chunk") {
        streams.get(message.id)?.enqueue(encoder.encode(inward(message.text)));
        return;
      }
      const { id, status, body } = message;
      const resolve = waiting.get(id);
      waiting.delete(id);
      resolve?.(new Response(body === null ? stream(id) : inward(body), { status }));
    },
  };
}
