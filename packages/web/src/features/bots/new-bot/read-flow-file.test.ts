import { expect, test } from "vitest";
import { readFlowFile } from "./read-flow-file.ts";

const flow = (block: object) =>
  JSON.stringify({ format: 1, name: "Harbor", start: "a", blocks: { a: block } });

test("takes a sound flow with its name", () => {
  const read = readFlowFile(flow({ kind: "send_text", params: { text: "Hi" } }));
  expect(read).toMatchObject({ name: "Harbor", blocks: 1, problems: [] });
  expect(read.flow).toMatchObject({ start: "a" });
});

test("says where a text stops being JSON", () => {
  const read = readFlowFile('{"format": 1,');
  expect(read.flow).toBeNull();
  expect(read.problems[0]?.message).toMatch(/^This is not JSON: .+/);
});

test("refuses JSON that is no flow, with what is missing", () => {
  const read = readFlowFile('{"hello": "world"}');
  expect(read.flow).toBeNull();
  expect(read.problems.length).toBeGreaterThan(0);
});

test("takes a flow with a fault in a block, and names the fault", () => {
  const read = readFlowFile(flow({ kind: "send_text", params: {} }));
  expect(read.flow).not.toBeNull();
  expect(read.problems[0]?.path).toContain("blocks.a.params");
});
