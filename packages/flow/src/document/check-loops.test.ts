import { expect, test } from "vitest";
import { checkFlow } from "./check-flow.ts";

const say = (success: string) => ({ kind: "send_text", params: { text: "Hi" }, next: { success } });
const ask = (success: string) => ({
  ...{ kind: "ask_text", params: { text: "?", field: "city" } },
  next: { success },
});
const jump = (params: object) => ({ kind: "jump", params });
const delay = (success: string) => ({ kind: "delay", params: { seconds: 5 }, next: { success } });
const choose = (yes: string, no: string) => ({
  kind: "conditions",
  params: { groups: [{ rules: [{ left: "name", operator: "is_set" }] }] },
  next: { true: yes, false: no },
});

const loopsIn = (blocks: object) =>
  checkFlow({ format: 1, name: "Loops", start: "a", blocks })
    .problems.filter(({ code }) => code === "endless-loop")
    .map(({ path, isWarning }) => [path, isWarning]);

test.each<[string, object, string[]]>([
  ["two messages", { a: say("b"), b: say("a") }, ["blocks.a"]],
  ["a message behind a question", { a: ask("b"), b: say("c"), c: say("b") }, ["blocks.b"]],
  ["a block that follows itself", { a: say("a") }, ["blocks.a"]],
  ["a jump to itself", { a: jump({ block: "a" }) }, ["blocks.a"]],
  ["a jump back", { a: say("b"), b: jump({ block: "a" }) }, ["blocks.a"]],
  ["two loops", { a: say("a"), b: say("c"), c: say("b"), d: say("b") }, ["blocks.a", "blocks.b"]],
])("a loop that nobody can leave is told of once: %s", (_, blocks, paths) => {
  expect(loopsIn(blocks)).toEqual(paths.map((path) => [path, true]));
});

test.each<[string, object]>([
  ["a question", { a: say("b"), b: ask("a") }],
  ["a pause", { a: say("b"), b: delay("a") }],
  ["a choice", { a: say("b"), b: choose("a", "c"), c: ask("a") }],
  ["another bot", { a: say("b"), b: jump({ bot: 2 }) }],
  ["an end", { a: say("b"), b: say("c"), c: { kind: "close", params: {} } }],
])("a loop with %s in it is none", (_, blocks) => {
  expect(loopsIn(blocks)).toEqual([]);
});
