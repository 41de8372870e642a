import {
  agentWrites,
  answersHttp,
  comes,
  flowOf,
  given,
  handsOver,
  message,
  mia,
  question,
  says,
} from "@parley/testkit";
import { expect, test } from "vitest";

const shop = flowOf({
  hello: message("Hi", "age"),
  age: {
    kind: "ask_number",
    params: { text: "Age?", field: "age", maxTries: 2 },
    next: { success: "call", failed: "bye" },
  },
  call: { kind: "webhook", params: { url: "https://crm.example/" }, next: { success: "desk" } },
  desk: { kind: "human_takeover", params: { agents: "anyone" }, next: { assigned: "bye" } },
  bye: { kind: "goodbye", params: { text: "Bye" }, next: {} },
});

/** The path of the last step, a move a line: `>` came to it, then the output, then the answer. */
const pathOf = ({ conversation }: ReturnType<ReturnType<typeof given>["when"]>) =>
  (conversation.steps.at(-1)?.moves ?? []).map(
    ({ isEntry, block, output, answer }) =>
      `${isEntry ? ">" : ""}${block}${output === null ? "" : `:${output}`}${
        answer === undefined ? "" : `=${JSON.stringify(answer)}`
      }`,
  );

test("tells every block that ran, silent ones too, and how it was left", () => {
  expect(pathOf(given(shop).when(comes()))).toEqual([">hello:success", ">age"]);
});

test("tells an answer as the block took it", () => {
  expect(pathOf(given(shop).when(comes(), says("42")))).toEqual(["age:success=42", ">call"]);
});

test("tells nothing of an answer that was not taken, and the output where it gave up", () => {
  expect(pathOf(given(shop).when(comes(), says("old")))).toEqual([]);
  expect(pathOf(given(shop).when(comes(), says("old"), says("very")))).toEqual([
    "age:failed",
    ">bye",
  ]);
});

test("tells where an outside answer and a found agent lead", () => {
  const called = given(shop).when(comes(), says("42"), answersHttp({ status: 200 }));
  expect(pathOf(called)).toEqual(["call:success", ">desk"]);
  expect(pathOf(called.when(handsOver(mia)))).toEqual(["desk:assigned"]);
});

test("tells no path where no block ran", () => {
  const spoken = given(flowOf({ name: question("Name?", "name") })).when(
    comes(),
    agentWrites(mia, "Hi"),
  );
  expect(spoken.conversation.steps.at(-1)).not.toHaveProperty("moves");
});
