import { checkFlow, type FlowDocument } from "@parley/flow";
import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeAll, expect, test, vi } from "vitest";
import { speak } from "../../../ui/words.ts";
import { createBuilder } from "../builder-state.ts";
import type { GoToProblem } from "../panels/problem-list.tsx";
import { BuilderContext } from "../use-builder.ts";
import { PublishProblems } from "./publish-problems.tsx";

beforeAll(() => speak("en"));

const says = (text: string, next = {}) => ({ kind: "send_text", params: { text }, next });

function show(blocks: FlowDocument["blocks"]) {
  const flow: FlowDocument = {
    format: 1,
    ...{ name: "Two", timezone: "UTC", language: "en", keywords: {}, fields: {} },
    ...{ start: "hello", blocks },
  };
  const builder = createBuilder(flow, () => 0);
  builder.tellProblems(checkFlow(flow).problems);
  const onGo = vi.fn<GoToProblem>();
  render(
    <BuilderContext value={builder}>
      <PublishProblems onGo={onGo} />
    </BuilderContext>,
  );
  return onGo;
}

const names = () => screen.getAllByRole("button").map(({ textContent }) => textContent);

test("what is wrong comes before what is to fill in, each is counted as what it is, and leads to its place", async () => {
  const ask = { kind: "ask_number", params: { text: "?", field: "n", min: 9, max: 1 }, next: {} };
  const onGo = show({ hello: says(""), ask });
  expect(screen.getByRole("heading").textContent).toBe(
    "1 problem and 1 place to fill in keep this flow from being published.",
  );
  expect(names()).toEqual([
    expect.stringContaining("At most No number is at least 9 and at most 1."),
    expect.stringContaining("Message This is needed."),
  ]);
  for (const row of screen.getAllByRole("button")) await userEvent.click(row);
  expect(onGo.mock.calls).toEqual([
    [{ kind: "block", block: "ask", param: ["max"] }],
    [{ kind: "block", block: "hello", param: ["text"] }],
  ]);
});

test.each([
  ["a place that is empty is nothing wrong", "", "1 place is to fill in before this flow can"],
  ["a warning keeps nothing from it", "Hi @nobody", "1 warning: this flow can be published all"],
])("%s", (_, text, told) => {
  show({ hello: says(text) });
  expect(screen.getByRole("heading").textContent).toContain(told);
});

test("of many problems the first are shown, until all are wanted", async () => {
  const blocks = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`b${at}`, says("")]));
  show({ hello: says("Hi"), ...blocks });
  expect(names()).toHaveLength(7);
  await userEvent.click(screen.getByRole("button", { name: "Show all 9" }));
  expect(names()).toHaveLength(9);
});
