import type { DoorRequest, VisitorDoor } from "./model/visitor-door.ts";

/** What the frame's page waits for, with a port; see packages/widget/src/try/protocol.ts. */
const tryMark = "parley:try";

/** What the chat looks like, as a channel's `index.json` says it. */
export interface ChatLook {
  readonly config: Readonly<Record<string, unknown>>;
  /** The visitor's next word is expected: whoever opened the chat wants to write. */
  readonly takesFocus: boolean;
}

/** Hands a port to the page in a frame, once it is there, and answers it; the call that it gives ends that. */
export function connectFrame(
  frame: HTMLIFrameElement,
  door: VisitorDoor,
  look: ChatLook,
): () => void {
  const { port1: port, port2 } = new MessageChannel();
  const streams = new Map<number, () => void>();
  const listen = (message: unknown) => hear({ port, door, streams, look }, message);
  // Whatever the frame goes to later gets no port.
  const onLoad = () => frame.contentWindow?.postMessage(tryMark, "*", [port2]);
  frame.addEventListener("load", onLoad, { once: true });
  port.onmessage = ({ data }: MessageEvent<unknown>) => listen(data);
  return () => {
    frame.removeEventListener("load", onLoad);
    for (const stop of streams.values()) stop();
    port.close();
  };
}

interface Line {
  readonly port: Pick<MessagePort, "postMessage">;
  readonly door: VisitorDoor;
  readonly streams: Map<number, () => void>;
  readonly look: ChatLook;
}

function hear({ port, door, streams, look }: Line, message: unknown): void {
  const told = new Map<string, unknown>(Object.entries(message ?? {}));
  const id = Number(told.get("id"));
  if (told.get("kind") === "ready") port.postMessage({ kind: "config", ...look });
  if (told.get("kind") === "cancel") {
    streams.get(id)?.();
    streams.delete(id);
  }
  if (told.get("kind") !== "request") return;
  const request = readRequest(told);
  const answer = door.answer(request);
  port.postMessage({ kind: "answer", id, ...(answer ?? { status: 200, body: null }) });
  if (answer) return;
  const stop = door.stream(request, (text) => port.postMessage({ kind: "chunk", id, text }));
  streams.set(id, stop);
}

function readRequest(told: ReadonlyMap<string, unknown>): DoorRequest {
  const body = told.get("body");
  const headers = Object.entries(told.get("headers") ?? {}).map(([name, it]) => [name, String(it)]);
  return {
    method: String(told.get("method")),
    path: String(told.get("path")),
    headers: Object.fromEntries(headers),
    body: typeof body === "string" ? body : null,
  };
}
