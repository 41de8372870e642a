import { readFileSync } from "node:fs";
import { answersHttp, goes, sets } from "@parley/testkit";
import { expect, test } from "vitest";
import { openExample, parsedFlow } from "./testing/open-example.ts";
import { createVisitorDoor } from "./visitor-door.ts";

const exampleFlow = (name: string) => parsedFlow(readFileSync(`flows/${name}.json`, "utf8"));

function open(name: string) {
  const { run, clock } = openExample(exampleFlow(name));
  const door = createVisitorDoor(run, () => clock.ms);
  const ask = (method: string, path: string, body: object | null = null) => {
    const text = body && JSON.stringify(body);
    const answer = door.answer({ method, path, headers: {}, body: text });
    return { status: answer?.status, body: JSON.parse(answer?.body ?? "null") };
  };
  const arrive = () => ask("POST", "/webchat/auth/try/", { start: true });
  const send = (message: string, ui_key: string, more: object = {}) =>
    ask("POST", "/webchat/api/send/", { type: "text", message, ui_key, ...more });
  const read = (query: string) => ask("GET", `/webchat/api/messages/?channel_token=try&${query}`);
  return { run, clock, door, arrive, send, read };
}

const textOf = (it: { message?: string }) => it.message ?? "";

test("greets a visitor who arrives, once", () => {
  const { run, arrive, read } = open("payment");
  expect(arrive().body.last_seq).toBeGreaterThan(0);
  const first = read("after_seq=0").body;
  expect(first.messages[0]).toMatchObject({ seq: 1, author: "bot", author_name: "Marina" });
  expect(first.state).toEqual({ phase: "asking" });
  arrive();
  expect(run.lines()).toEqual(["comes"]);
});

test("takes what is said, and a repeat under the same key once", () => {
  const { run, arrive, send, read } = open("payment");
  arrive();
  const { seq } = send("Ann", "k-1").body;
  expect(send("Ann", "k-1").body.seq).toBe(seq);
  expect(run.lines()).toEqual(["comes", "says Ann"]);
  const { messages } = read(`after_seq=${seq - 1}&limit=1`).body;
  expect(messages).toMatchObject([{ seq, author: "customer", message: "Ann", ui_key: "k-1" }]);
});

test("the stream begins after what the reader has, and tells what comes with its state", () => {
  const { run, door, arrive, send } = open("payment");
  arrive();
  const last = run.read().said.length;
  const frames: string[] = [];
  const request = { method: "GET", path: "/webchat/api/stream/", body: null };
  expect(door.answer({ ...request, headers: {} })).toBeNull();
  const headers = { "last-event-id": String(last) };
  const stop = door.stream({ ...request, headers }, (text) => frames.push(text));
  expect(frames.join("")).toBe('event: state\ndata: {"phase":"asking"}\n\n');
  send("Ann", "k-1");
  expect(frames[1]).toContain(`id: ${last + 1}\n`);
  expect(frames[1]).toContain('"ui_key":"k-1"');
  stop();
  send("ann@example.org", "k-2");
  expect(frames).toHaveLength(2);
});

test("a wait begins when the reader saw it begin", () => {
  const { run, clock, arrive, send, read } = open("payment");
  arrive();
  send("Ann", "k-1");
  clock.ms += 7000;
  send("ann@example.org", "k-2");
  run.perform(answersHttp({ status: 201, json: {} }));
  expect(read("after_seq=0").body.state).toEqual({
    phase: "waiting",
    waiting_since: clock.ms / 1000,
  });
});

test("a button is pressed by its words, or by its payload where the words mean another", () => {
  const { run, arrive, send } = open("payment");
  arrive();
  send("Ann", "k-1");
  send("ann@example.org", "k-2");
  run.perform(answersHttp({ status: 201, json: {} }));
  run.perform(sets({ data: { status: "declined" } }));
  run.perform(goes("Nkqgn6xkf"));
  send("Try again", "k-3", { type: "button", payload: "$0" });
  expect(run.lines().at(-1)).toBe("presses Try again");
  send("Start over", "k-4", { type: "button", payload: "#init" });
  expect(run.lines().at(-1)).toBe('sends {"type":"button","text":"Start over","payload":"#init"}');
});

test("a file that stayed in the chat is told by its address", () => {
  const { run, arrive, send } = open("payment");
  arrive();
  send("a.png", "k-1", { type: "image", url: "https://files.parley.test/1/a.png" });
  expect(run.lines().at(-1)).toContain('"url":"https://files.parley.test/1/a.png"');
});

test("history is read backwards in pages", () => {
  const { run, arrive, send, read } = open("payment");
  arrive();
  send("Ann", "k-1");
  const last = run.read().said.length;
  const page = read(`before_seq=${last}&limit=2`).body;
  expect(page.messages.map((it: { seq: number }) => it.seq)).toEqual([last - 2, last - 1]);
  expect(page.messages.map(textOf)).not.toContain("");
});

test.each([
  ["POST", "/webchat/api/send/", "{}", 400],
  ["GET", "/v1/customers/", null, 404],
])("answers %s %s with a refusal", (method, path, body, status) => {
  const { door } = open("payment");
  expect(door.answer({ method, path, headers: {}, body })?.status).toBe(status);
});
