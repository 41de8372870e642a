import { expect, test } from "vitest";
import { createWire } from "../wire/wire.ts";
import { createKeptFiles } from "./kept-files.ts";
import { createPortFetch } from "./port-fetch.ts";
import { readStudioMessage, type TryMessage } from "./protocol.ts";

const asItIs = (text: string) => text;

function open(files = { outward: asItIs, inward: asItIs }) {
  const told: TryMessage[] = [];
  const line = createPortFetch({ tell: (message) => told.push(message), ...files });
  const wire = createWire({
    ...{ origin: "https://studio.example", channelToken: "try", userAgent: "test" },
    pageUrl: () => "https://studio.example/studio/try.html",
    fetch: line.fetch,
  });
  return { told, line, wire };
}

test("speaks the visitor's wire through the port", async () => {
  const { told, line, wire } = open();
  const sent = wire.send(
    "v_1",
    { uiKey: "k", type: "text", message: "Ann" },
    {
      ...{ isNewVisitor: false, customData: {} },
    },
  );
  const [request] = told;
  if (request?.kind !== "request") throw new Error("Nothing was asked.");
  expect(request).toMatchObject({ method: "POST", path: "/webchat/api/send/" });
  expect(JSON.parse(request.body ?? "")).toMatchObject({ message: "Ann", ui_key: "k" });
  line.hear({ kind: "answer", id: request.id, status: 200, body: '{"seq":3}' });
  expect((await sent).seq).toBe(3);
});

test("turns a refusal into the error that the wire knows", async () => {
  const { line, wire } = open();
  const read = wire.read("v_1", { afterSeq: 0 });
  line.hear({ kind: "answer", id: 1, status: 400, body: '{"detail":"No."}' });
  await expect(read).rejects.toMatchObject({ status: 400, message: "No." });
});

test("an answer without a body is a stream, which ends at both ends when its reader leaves", async () => {
  const { told, line, wire } = open();
  const opening = wire.openStream("v_1", 2, new AbortController().signal);
  expect(told[0]).toMatchObject({ headers: { "last-event-id": "2" } });
  line.hear({ kind: "answer", id: 1, status: 200, body: null });
  const reader = (await opening).getReader();
  line.hear({ kind: "chunk", id: 1, text: "data: {}\n\n" });
  expect(new TextDecoder().decode((await reader.read()).value)).toBe("data: {}\n\n");
  await reader.cancel();
  expect(told.at(-1)).toEqual({ kind: "cancel", id: 1 });
  line.hear({ kind: "chunk", id: 1, text: "late" });
});

test("a file stays in the frame: the flow gets an address, the chat draws what it has", async () => {
  const files = createKeptFiles(() => "blob:null/1");
  const { told, line, wire } = open(files);
  const file = new File(["x"], "a photo.png", { type: "image/png" });
  const { url, type } = await files.upload({
    ...{ url: "", secret: "", file, onProgress: () => undefined },
    signal: new AbortController().signal,
  });
  expect({ url, type }).toEqual({ url: "blob:null/1", type: "image" });
  const outgoing = { uiKey: "k", type, message: "", url } as const;
  void wire.send("v_1", outgoing, { isNewVisitor: false, customData: {} });
  const address = "https://files.parley.test/1/a%20photo.png";
  expect(JSON.parse(told[0]?.kind === "request" ? (told[0].body ?? "") : "")).toMatchObject({
    url: address,
  });
  const read = wire.read("v_1", { afterSeq: 0 });
  const body = JSON.stringify({ messages: [{ seq: 1, type: "image", url: address }] });
  line.hear({ kind: "answer", id: 2, status: 200, body });
  expect((await read).messages[0]?.url).toBe("blob:null/1");
});

test.each([null, "config", { kind: "eval" }, { kind: "answer" }])(
  "takes %j for nothing that could be an answer to anything",
  (raw) => {
    const message = readStudioMessage(raw);
    expect(message === null || (message.kind === "answer" && message.id === -1)).toBe(true);
  },
);
