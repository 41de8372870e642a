import { blockKinds } from "@parley/flow";
import { expect, test } from "vitest";
import { speak } from "../../../ui/words.ts";
import { faceOf } from "./block-faces.ts";
import { startingParams } from "./starting-params.ts";

await speak("en");

/** What only the author can say. */
const unfinished = new Set(["formula", "jump", "media", "set_field", "webhook"]);

test.each(blockKinds.map((kind) => kind))(
  "a new block of kind $kind can be tried at once, or asks for the one thing that is missing",
  (kind) => {
    const params = startingParams(kind.kind);
    const read = kind.schema.safeParse(params);
    const faults = read.success ? kind.check(read.data).filter((it) => !it.isWarning) : [{}];
    expect(faults.length > 0).toBe(unfinished.has(kind.kind));
  },
);

test.each(blockKinds.map(({ kind }) => kind))(
  "a new block of kind %s shows outputs, even before it is finished",
  (kind) => {
    const ends = ["goodbye", "close", "jump"].includes(kind);
    const { outputs } = faceOf({ kind, params: { ...startingParams(kind) }, next: {} });
    expect(outputs.length === 0).toBe(ends);
  },
);

test("an address is empty, so that one that is pasted is the address", () => {
  expect([startingParams("webhook").url, startingParams("media").url]).toEqual(["", ""]);
});

test("outputs stay while a parameter is being written", () => {
  const options = [
    { id: "a", label: "" },
    { id: "b", label: "B" },
  ];
  const buttons = { kind: "buttons", params: { text: "", options }, next: { b: "x" } };
  expect(faceOf(buttons).outputs).toEqual(["a", "b"]);
  const routes = [{ status: "404", output: "missing" }];
  const call = { kind: "webhook", params: { url: "", routes }, next: {} };
  expect(faceOf(call).outputs).toContain("missing");
});

test("a question offers the way out of a limit only where the limit is set, or something follows", () => {
  const ask = (params: object, next = {}) => ({
    ...{ kind: "ask_text", next },
    params: { text: "?", field: "x", ...params },
  });
  expect(faceOf(ask({})).outputs).toEqual(["success"]);
  expect(faceOf(ask({ idleSeconds: 60, maxTries: 2 })).outputs).toEqual([
    "success",
    "failed",
    "idle",
  ]);
  expect(faceOf(ask({}, { timeout: "x" })).outputs).toEqual(["success", "timeout"]);
  expect(faceOf({ kind: "of the future", params: {}, next: { on: "x" } }).outputs).toEqual(["on"]);
});
