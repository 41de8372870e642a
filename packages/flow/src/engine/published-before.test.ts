import { checkFlow, readFlow } from "@parley/flow";
import { flowOf, message, question } from "@parley/testkit";
import { expect, test } from "vitest";
import { newState } from "../conversation/state.ts";
import { loadFlow } from "./flow.ts";
import { step } from "./step.ts";

test("a flow that was published when larger patterns were taken still runs, and takes any answer", () => {
  const { params, ...ask } = question("Which?", "which", "thanks");
  const file = flowOf({
    ask: { ...ask, params: { ...params, pattern: "(?:abcdefgh){1,990}" } },
    thanks: message("Thank you."),
  });
  expect(checkFlow(file).problems.map(({ code }) => code)).toContain("bad-pattern");
  const { document } = readFlow(file);
  if (!document) throw new Error("The flow has no shape.");
  const flow = loadFlow(1, 1, document, { resumeUrl: () => "" });
  const { state } = step(flow, newState(1, 1, 1), { kind: "start", atMs: 0, seed: 1 });
  const answer = { type: "text", text: "anything" } as const;
  const { entries } = step(flow, state, {
    ...{ kind: "customer-message", message: answer, atMs: 1, seed: 2 },
  });
  expect(entries.at(-1)).toMatchObject({ message: { text: "Thank you." } });
});
