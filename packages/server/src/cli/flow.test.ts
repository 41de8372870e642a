import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runParley, runParleyWith } from "./testing/run-parley.ts";
import { callingFlow, faultyFlow, smallFlow, writeFlowFile } from "./testing/small-flow.ts";

function folderOfFlows(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-flows-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const nowhere = "/tmp/parley-is-not-here";

test("flow check needs no installation and passes a sound file", async () => {
  const file = writeFlowFile(folderOfFlows(), smallFlow);
  expect(await runParley(nowhere, "flow", "check", file)).toMatchObject({
    code: 0,
    out: expect.stringContaining(`${file}: ok`),
  });
});

test("flow check prints path, code, message and hint of every fault, and fails", async () => {
  const folder = folderOfFlows();
  const good = writeFlowFile(folder, smallFlow, "good.json");
  const bad = writeFlowFile(folder, faultyFlow, "bad.json");
  const torn = writeFlowFile(folder, '{"format": 1,', "torn.json");
  const { code, out, err } = await runParley(nowhere, "flow", "check", good, bad, torn);
  expect(code).toBe(1);
  expect(out).toContain("error  blocks.hello.kind  unknown-kind");
  expect(out).toContain('There is no kind of block "shout".');
  expect(out).toContain(`${torn}: has errors`);
  expect(err).toContain("2 of 3 files have errors.");
});

test("flow check names a JSON Schema beside flows, and lets it pass; none is imported", async () => {
  const folder = folderOfFlows();
  const good = writeFlowFile(folder, { $schema: "./flow.schema.json", ...smallFlow }, "good.json");
  const schema = join(folder, "flow.schema.json");
  writeFileSync(schema, (await runParley(nowhere, "flow", "schema")).out);
  const { code, out } = await runParley(nowhere, "flow", "check", good, schema);
  expect([code, out.split("\n")]).toEqual([
    0,
    [
      `${good}: ok, no remarks`,
      `${schema}: ok`,
      "  warning  (file)  json-schema",
      expect.stringContaining("This is a JSON Schema"),
      expect.stringContaining("Name the flow files alone."),
      "",
    ],
  ]);
  const imported = await runParley(nowhere, "bot", "import", schema);
  expect([imported.code, imported.err]).toEqual([1, expect.stringContaining("JSON Schema")]);
});

test("flow check lets warnings pass", async () => {
  const flow = { ...smallFlow, blocks: { ...smallFlow.blocks, alone: smallFlow.blocks.hello } };
  const file = writeFlowFile(folderOfFlows(), flow);
  const { code, out } = await runParley(nowhere, "flow", "check", "--json", file);
  const [result] = JSON.parse(out);
  expect(result.problems).toEqual([
    expect.objectContaining({ path: expect.stringContaining("alone"), isWarning: true }),
  ]);
  expect([code, result.ok]).toEqual([0, true]);
});

test("flow check warns of what a server with these settings will not call", async () => {
  const file = writeFlowFile(folderOfFlows(), callingFlow);
  const { code, out } = await runParley(nowhere, "flow", "check", file);
  expect([code, out.split("\n")[0]]).toEqual([0, `${file}: ok`]);
  expect(out).toContain("warning  blocks.call.params.url  refused-address");
  const allowed = { PARLEY_EGRESS_ALLOW: "127.0.0.0/8" };
  const told = await runParleyWith(allowed, nowhere, "flow", "check", "--json", file);
  expect(JSON.parse(told.out)).toEqual([{ file, ok: true, problems: [] }]);
});

test("flow check says when a file cannot be read", async () => {
  const { code, err } = await runParley(nowhere, "flow", "check", "/tmp/parley-no-such-flow.json");
  expect(code).toBe(1);
  expect(err).toContain("/tmp/parley-no-such-flow.json cannot be read");
});

test("flow schema prints a JSON Schema that names the parts of a flow", async () => {
  const { code, out } = await runParley(nowhere, "flow", "schema");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    type: "object",
    properties: { format: expect.anything(), blocks: expect.anything() },
  });
});
