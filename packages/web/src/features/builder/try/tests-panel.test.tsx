import { comes, says, writeTranscript } from "@parley/testkit";
import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeAll, expect, test, vi } from "vitest";
import { speak } from "../../../ui/words.ts";
import { worldOf } from "./model/run.ts";
import { marina, parsedFlow } from "./model/testing/open-example.ts";
import { TestsPanel } from "./tests-panel.tsx";

beforeAll(() => speak("en"));

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
  expect(screen.getByLabelText("Not played yet")).toBeTruthy();
  await runAll();
  expect(await screen.findByLabelText("Passes")).toBeTruthy();
  expect(screen.getByText("The test passes")).toBeTruthy();
});

test("another draft forgets the result, and the first wrong line is shown with what was found", async () => {
  const { rerender } = render(<TestsPanel {...shared} flow={flow} />);
  await runAll();
  await screen.findByLabelText("Passes");
  const onReplace = vi.fn(async (_test: object, _transcript: string) => undefined);
  rerender(<TestsPanel {...shared} flow={flowSaying("And you are?")} onReplace={onReplace} />);
  expect(screen.getByLabelText("Not played yet")).toBeTruthy();
  await runAll();
  expect(await screen.findByText("Line 5 differs:")).toBeTruthy();
  expect(screen.getByText(/Your name\?/)).toBeTruthy();
  expect(screen.getByText(/And you are\?/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /keep what the flow does now/ }));
  expect(onReplace.mock.calls[0]?.[1]).toContain("bot       And you are? (name)");
});

test("says why a line cannot happen", async () => {
  const transcript = kept.transcript.replace("> says Ann", "> presses Yes");
  render(<TestsPanel {...shared} tests={[{ ...kept, transcript }]} flow={flow} />);
  await runAll();
  expect(await screen.findByText(/There is no button "Yes"/)).toBeTruthy();
  expect(screen.getByText("1 of 1 fails")).toBeTruthy();
});

test("says where tests come from when there are none", async () => {
  const onTry = vi.fn();
  render(<TestsPanel {...shared} tests={[]} flow={flow} onTry={onTry} />);
  await userEvent.click(screen.getByRole("button", { name: "Try it" }));
  expect(onTry).toHaveBeenCalled();
});
