import { expect, test } from "vitest";
import { speak } from "../../../ui/words.ts";
import { renameBlock, setParams } from "./edit-blocks.ts";
import { beginHistory, edited, rebased, redone, undone } from "./history.ts";
import { smallFlow } from "./testing/random-edits.ts";

await speak("en");

const typed = (text: string) => setParams(smallFlow, "hello", { text });

test("what is typed within a second is one step, after a pause another", () => {
  let history = beginHistory(smallFlow);
  for (const [nowMs, text] of [
    [0, "H"],
    [400, "He"],
    [900, "Hey"],
    [2500, "Hey."],
  ] as const)
    history = edited(history, typed(text), { label: "Text", nowMs, joins: "hello.text" });
  expect(history.undo).toHaveLength(2);
  expect(undone(history).document.blocks.hello?.params.text).toBe("Hey");
  expect(undone(undone(history)).document).toEqual(smallFlow);
});

test("taking back leaves alone what somebody else has changed since, and takes back the rest", () => {
  const mine = renameBlock(typed("Mine"), "bye", "My end");
  const history = edited(beginHistory(smallFlow), mine, { label: "", nowMs: 0 });
  const theirs = setParams(mine, "hello", { text: "Theirs" });
  const { document } = undone(rebased(history, theirs));
  expect(document.blocks.hello?.params.text).toBe("Theirs");
  expect(document.blocks.bye?.name).toBeUndefined();
});

test("a new edit forgets what was taken back, and no more than 200 steps are kept", () => {
  let history = edited(beginHistory(smallFlow), typed("A"), { label: "", nowMs: 0 });
  history = edited(undone(history), typed("B"), { label: "", nowMs: 1 });
  expect(redone(history)).toBe(history);
  for (let nowMs = 2; nowMs < 300; nowMs += 1)
    history = edited(history, typed(`${nowMs}`), { label: "", nowMs });
  expect(history.undo).toHaveLength(200);
});
