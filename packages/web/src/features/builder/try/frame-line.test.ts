import { afterEach, expect, test, vi } from "vitest";
import { connectFrame } from "./frame-line.ts";
import type { VisitorDoor } from "./model/visitor-door.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A frame whose page keeps the port that it is handed. */
function open(door: VisitorDoor) {
  const frame = new EventTarget() as HTMLIFrameElement;
  const posted: { message: unknown; target: string; ports: MessagePort[] }[] = [];
  const postMessage = (message: unknown, target: string, ports: MessagePort[]) =>
    posted.push({ message, target, ports });
  Object.assign(frame, { contentWindow: { postMessage } });
  const stop = connectFrame(frame, door, { config: { brand_name: "Marina" }, takesFocus: true });
  stops.push(stop);
  const heard: unknown[] = [];
  frame.dispatchEvent(new Event("load"));
  const port = posted[0]?.ports[0];
  if (!port) throw new Error("No port was handed over.");
  port.onmessage = ({ data }: MessageEvent<unknown>) => heard.push(data);
  return { frame, posted, port, heard, stop };
}

const request = { kind: "request", id: 1, method: "GET", path: "/x", headers: {}, body: null };

test("hands over one port, to the page that is there first", () => {
  const { frame, posted } = open({ answer: () => null, stream: () => () => undefined });
  expect(posted[0]?.message).toBe("parley:try");
  frame.dispatchEvent(new Event("load"));
  expect(posted).toHaveLength(1);
});

test("answers a page that is ready with its look, and a request with the door's answer", async () => {
  const answer = vi.fn(() => ({ status: 200, body: "{}" }));
  const { port, heard } = open({ answer, stream: () => () => undefined });
  port.postMessage({ kind: "ready" });
  port.postMessage({ ...request, headers: { "last-event-id": "3" } });
  await vi.waitFor(() => expect(heard).toHaveLength(2));
  expect(heard[0]).toEqual({ kind: "config", config: { brand_name: "Marina" }, takesFocus: true });
  expect(heard[1]).toEqual({ kind: "answer", id: 1, status: 200, body: "{}" });
  expect(answer).toHaveBeenCalledWith({
    ...{ method: "GET", path: "/x", headers: { "last-event-id": "3" }, body: null },
  });
});

test("a stream goes on until the page cancels it, or the panel closes", async () => {
  const ended = vi.fn();
  const stream: VisitorDoor["stream"] = (_, send) => {
    send("data: 1\n\n");
    return ended;
  };
  const { port, heard, stop } = open({ answer: () => null, stream });
  port.postMessage(request);
  await vi.waitFor(() => expect(heard).toHaveLength(2));
  expect(heard).toEqual([
    { kind: "answer", id: 1, status: 200, body: null },
    { kind: "chunk", id: 1, text: "data: 1\n\n" },
  ]);
  port.postMessage({ kind: "cancel", id: 1 });
  await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(1));
  port.postMessage({ ...request, id: 2 });
  await vi.waitFor(() => expect(heard).toHaveLength(4));
  stop();
  expect(ended).toHaveBeenCalledTimes(2);
});

test.each([null, "x", { kind: "eval" }, []])("takes %j for nothing", async (message) => {
  const answer = vi.fn(() => null);
  const { port, heard } = open({ answer, stream: () => () => undefined });
  port.postMessage(message);
  port.postMessage({ kind: "ready" });
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  expect(answer).not.toHaveBeenCalled();
});
