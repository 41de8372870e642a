import { checkFlow, type FlowDocument } from "@parley/flow";
import { beforeAll, expect, test } from "vitest";
import { speak } from "../../../ui/words.ts";
import { tellProblem } from "./told-problem.ts";

beforeAll(() => speak("en"));

const flow: FlowDocument = {
  format: 1,
  ...{ name: "Two", timezone: "UTC", language: "en", keywords: {}, fields: {} },
  start: "hello",
  blocks: {
    hello: { kind: "send_text", params: { text: "" }, next: { success: "gone" } },
    ask: {
      kind: "buttons",
      params: { text: "?", options: [{ id: "a", label: "" }] },
      next: {},
    },
    call: { kind: "webhook", params: { method: "POST", url: "https://" }, next: {} },
  },
};
const told = () =>
  checkFlow(flow).problems.map((problem) => {
    const { where, place, message } = tellProblem(flow, problem);
    const param = place?.kind === "block" ? place.param : null;
    return [problem.block, where, param?.join(".") ?? null, message];
  });

test("a problem is told at the place of its form, also where it is about a part of a text", () => {
  expect(told()).toEqual(
    expect.arrayContaining([
      ["hello", "Message", "text", "This is needed."],
      ["ask", "Options › 1 › Label", "options.0.label", "This is needed."],
      ["call", "Address", "url", "This is not the address of a web service."],
    ]),
  );
});

test("a problem of an arrow is about no parameter", () => {
  expect(told()).toContainEqual(["hello", "Arrow Then", null, 'There is no block "gone".']);
});

test("a problem of the flow is told in its own words", () => {
  const problem = { path: "start", code: "x", message: "No start.", hint: "", isWarning: false };
  expect(tellProblem(flow, problem)).toEqual({
    ...{ where: "Start", message: "No start.", hint: "", place: null },
  });
});

test("a problem of the flow as a whole names its setting, and leads to where that is mended", () => {
  const whole: FlowDocument = {
    ...flow,
    start: "nowhere",
    keywords: { stop: "gone", "a.b c": "ask" },
    fields: { "Bad name": { type: "string" } },
    blocks: { ask: { kind: "ask_text", params: { text: "?", field: "x" }, next: {} } },
  };
  const places = checkFlow(whole).problems.flatMap((problem) => {
    if (problem.block !== undefined) return [];
    const { where, place } = tellProblem(whole, problem);
    return [[where, place]];
  });
  expect(places).toEqual([
    ["Start", null],
    ["Keyword stop", { kind: "setting", path: ["keywords", "stop"] }],
    ["Field @Bad name", { kind: "fields" }],
    ["Keyword a.b c", { kind: "setting", path: ["keywords", "a.b c"] }],
  ]);
});
