import { comes, says, writeTranscript } from "@parley/testkit";
import { screen, render as show } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { beforeAll, expect, test, vi } from "vitest";
import { TooltipScope } from "../../../ui/tooltip.tsx";
import { speak } from "../../../ui/words.ts";
import { worldOf } from "./model/run.ts";
import { marina, parsedFlow } from "./model/testing/open-example.ts";
import { TestsPanel } from "./tests-panel.tsx";

beforeAll(() => speak("en"));

const render = (panel: ReactNode) => show(panel, { wrapper: TooltipScope });

const flowSaying = (words: string) => {
  const ask = { kind: "ask_name", params: { text: words, field: "name" } };
  return parsedFlow(JSON.stringify({ format: 1, name: "Test", start: "a", blocks: { a: ask } }));
};
const flow = flowSaying("Your name?");
const lines = [comes(), says("Ann")].map(({ line }) => line);
const kept = {
  id: 1,
  name: "Greets",
  transcript: writeTranscript(flow, "Greets", lines, worldOf(marina)),
};
const shared = { bot: marina, tests: [kept], onTry: () => undefined };
const runAll = () => userEvent.click(screen.getByRole("button", { name: "Run all" }));

test("a test that the flow keeps to is green", async () => {
  render(<TestsPanel {...shared} flow={flow} />);
  // All are played when they are first shown.
  expect(await screen.findByText("Passes")).toBeTruthy();
  expect(await screen.findByText("The test passes")).toBeTruthy();
});

test("another draft makes a result an older one, and the first wrong line is shown with what was found", async () => {
  const { rerender } = render(<TestsPanel {...shared} flow={flow} />);
  await screen.findByText("Passes");
  const onReplace = vi.fn(async (_test: object, _transcript: string) => undefined);
  rerender(<TestsPanel {...shared} flow={flowSaying("And you are?")} onReplace={onReplace} />);
  expect(screen.getByText("Passed before the last change")).toBeTruthy();
  expect(screen.getByText("1 test")).toBeTruthy();
  await runAll();
  expect(await screen.findByText("Fails at line 5")).toBeTruthy();
  expect(screen.getByText(/Your name\?/)).toBeTruthy();
  expect(screen.getByText(/And you are\?/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /Keep what the flow does now/ }));
  expect(onReplace.mock.calls[0]?.[1]).toContain("bot       And you are? (name)");
});

test("a block that is only moved leaves the result as it is", async () => {
  const { rerender } = render(<TestsPanel {...shared} flow={flow} />);
  await screen.findByText("Passes");
  rerender(<TestsPanel {...shared} flow={{ ...flow, layout: { a: { x: 8, y: 8 } } }} />);
  expect(screen.getByText("Passes")).toBeTruthy();
});

test("a test is removed by name", async () => {
  const onRemove = vi.fn(async () => undefined);
  render(<TestsPanel {...shared} flow={flow} onRemove={onRemove} />);
  await userEvent.click(screen.getByRole("button", { name: "Remove Greets" }));
  expect(onRemove).toHaveBeenCalledWith(kept);
});

test("says why a line cannot happen", async () => {
  const transcript = kept.transcript.replace("> says Ann", "> presses Yes");
  render(<TestsPanel {...shared} tests={[{ ...kept, transcript }]} flow={flow} />);
  await runAll();
  expect(await screen.findByText(/There is no button "Yes"/)).toBeTruthy();
  expect(screen.getByText("1 of 1 fails")).toBeTruthy();
});

test("a flow with something wrong is not blamed on its tests", async () => {
  const { rerender } = render(<TestsPanel {...shared} flow={flow} />);
  await screen.findByText("Passes");
  rerender(<TestsPanel {...shared} flow={flowSaying("")} isFaulty />);
  expect(screen.getByRole("status").textContent).toMatch(/^Something in this flow is wrong/);
  expect(screen.getByText("Not played yet")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Run all" })).toBeNull();
});

test("says where tests come from when there are none", async () => {
  const onTry = vi.fn();
  render(<TestsPanel {...shared} tests={[]} flow={flow} onTry={onTry} />);
  await userEvent.click(screen.getByRole("button", { name: "Try it" }));
  expect(onTry).toHaveBeenCalled();
});
