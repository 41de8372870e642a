import { readdirSync, readFileSync } from "node:fs";
import { checkFlow, flowJsonSchema, writeFlow } from "@parley/flow";
import { expect, test } from "vitest";
import { playTranscript } from "./play-transcript.ts";

const folder = new URL("../../../flows/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".transcript.md"))
  .map((name) => name.replace(".transcript.md", ""));

test("every example flow has a transcript", () => {
  const flows = readdirSync(folder).filter((name) => /^[a-z-]+\.json$/.test(name));
  expect(flows.map((name) => name.replace(".json", ""))).toEqual(names);
});

test.each(names)("%s does what its transcript says", async (name) => {
  const played = playTranscript(JSON.parse(read(`${name}.json`)), read(`${name}.transcript.md`));
  await expect(played).toMatchFileSnapshot(new URL(`${name}.transcript.md`, folder).pathname);
});

test.each(names)("%s has no errors and stands in its canonical form", (name) => {
  const { document, problems } = checkFlow(JSON.parse(read(`${name}.json`)));
  expect(problems.filter(({ isWarning }) => !isWarning)).toEqual([]);
  expect(document && writeFlow(document)).toBe(read(`${name}.json`));
});

test("the JSON Schema that editors read is the one that the flow package gives", () => {
  expect(JSON.parse(read("flow.schema.json"))).toEqual(flowJsonSchema());
});
