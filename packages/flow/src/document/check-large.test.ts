import { expect, test } from "vitest";
import { cpuClock } from "../testing/cpu-clock.ts";
import { checkFlow } from "./check-flow.ts";

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, at) => prefix + at.toString(36).padStart(4, "0"));

const saying = (texts: readonly string[], rest: object = {}) => ({
  ...{ format: 1, name: "Large", start: "b0", ...rest },
  blocks: Object.fromEntries(
    texts.map((text, at) => [`b${at}`, { kind: "send_text", params: { text } }]),
  ),
});

function secondsFor(flow: object): number {
  const spent = cpuClock();
  expect(checkFlow(flow).problems.length).toBeGreaterThan(900);
  return spent() / 1000;
}

test("names by the thousand that nobody declared take no minutes: only the first are compared with all", () => {
  const unknown = names("a_field_of_an_unknown_name_", 20_000).map((name) => `@${name}`);
  const texts = Array.from({ length: 1_000 }, (_, at) =>
    unknown.slice(20 * at, 20 * at + 20).join(" "),
  );
  const fields = Object.fromEntries(
    names("a_fjeld_of_a_known_nome_", 300).map((name) => [name, { type: "string" }]),
  );
  expect(secondsFor(saying(texts, { fields }))).toBeLessThan(8);
});

test("nor do arrows to blocks that do not exist", () => {
  const flow = saying(["Hello"]);
  const next = Object.fromEntries(
    names("an_output_that_nothing_has_", 20_000).map((output) => [output, "a-block-of-no-flow"]),
  );
  const blocks = Object.fromEntries(
    names("a_block_that_is_there_", 199).map((id) => [id, { ...flow.blocks.b0, next: {} }]),
  );
  expect(
    secondsFor({ ...flow, blocks: { ...blocks, b0: { ...flow.blocks.b0, next } } }),
  ).toBeLessThan(8);
});

test("the first names that are wrong are told what was probably meant", () => {
  const { problems } = checkFlow(
    saying(["@order_idd"], { fields: { order_id: { type: "string" } } }),
  );
  expect(problems[0]?.hint).toContain("Did you mean @order_id?");
});
