import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonValue } from "./json-value.ts";
import { flowDocumentLimits } from "./limits.ts";
import { readJson } from "./read-json.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const refusalOf = (text: string) => {
  const outcome = readJson(bytesOf(text));
  return outcome.ok ? undefined : outcome.refusal;
};

test("names the spot of a key that is there twice, however it is spelled", () => {
  expect(refusalOf('{"a":[0,{"b/c":{"x~":1,"y":2,"\\u0078~":3}}]}')).toEqual({
    status: 400,
    detail: "An object has the same key twice.",
    path: "/a/1/b~1c/x~0",
  });
});

test("names the spot of a number that would not survive", () => {
  expect(refusalOf('{"order":[{"id":12345678901234567890}]}')).toMatchObject({
    status: 400,
    path: "/order/0/id",
  });
});

test("says where the JSON breaks off without repeating the body", () => {
  const refusal = refusalOf('{"password":"secret"\n "b":1}');
  expect(refusal).toEqual({ status: 400, detail: "JSON parse error - line 2 column 2" });
});

test("changes nothing in a flow document: an unclean text is refused with its place", () => {
  const outcome = readJson(bytesOf('{"blocks":[{"text":"a\\u0000b"}]}'), flowDocumentLimits);
  expect(outcome).toMatchObject({ ok: false, refusal: { status: 422, path: "/blocks/0/text" } });
});

test("gives a key named like an inherited property its own value", () => {
  const outcome = readJson(bytesOf('{"constructor":"a","toString":null,"\\u0061":1}'));
  expect(outcome).toEqual({ ok: true, value: { constructor: "a", toString: null, a: 1 } });
});

test("whatever is let in survives storing, rendering, posting and coming back", () => {
  let accepted = 0;
  fc.assert(
    fc.property(anyJsonText, (text) => {
      const outcome = readJson(bytesOf(text));
      if (!outcome.ok) return;
      accepted++;
      expectToSurvive(outcome.value);
      expect(readJson(bytesOf(JSON.stringify(outcome.value)))).toEqual(outcome);
    }),
    { numRuns: 3_000 },
  );
  expect(accepted).toBeGreaterThan(1_000);
});

test("a value that is clean already comes through unchanged", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (sent) => {
      const text = JSON.stringify(sent);
      const outcome = readJson(bytesOf(text));
      if (outcome.ok && !/\\[ubf]|[\u007f-\u009f]/.test(text)) {
        expect(JSON.stringify(outcome.value)).toBe(text);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("no mutant of a valid body makes it throw, and what is let in survives", () => {
  const random = mulberry32(20_260_901);
  const seeds = BODIES.map(bytesOf);
  let accepted = 0;
  const before = process.threadCpuUsage();
  for (let round = 0; round < 100_000; round++) {
    const outcome = readJson(mutant(seeds[round % seeds.length] ?? new Uint8Array(), random));
    if (!outcome.ok) continue;
    accepted++;
    if (accepted % 50 === 0) expectToSurvive(outcome.value);
  }
  expect(accepted).toBeGreaterThan(5_000);
  // What it computed, not what the machine did meanwhile.
  expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(8_000);
}, 60_000);

function expectToSurvive(value: JsonValue): void {
  const stored = JSON.stringify(value);
  expect(JSON.stringify(JSON.parse(stored))).toBe(stored);
  expect(structuredClone(value)).toEqual(value);
  expect(new TextDecoder("utf-8", { fatal: true }).decode(bytesOf(stored))).toBe(stored);
  expect(JSON.parse(JSON.stringify(value, null, 2))).toEqual(value);
}

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.integer({ min: 0, max: 0xff_ff })).map((units) => String.fromCharCode(...units)),
);
const anyNumber = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom("-0", "-0.0", "1e400", "-1e-400", "9007199254740991", "9007199254740992"),
);

const { json: anyJsonText } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom("null", "true", "false"),
    anyNumber.map(String),
    anyText.map((text) => JSON.stringify(text)),
    fc.array(tie("json"), { maxLength: 5 }).map((elements) => `[ ${elements.join(",")}]`),
    fc
      .array(fc.tuple(anyText, tie("json")), { maxLength: 5 })
      .map((members) => `{${members.map(([key, json]) => `${JSON.stringify(key)}:${json}`)}}`),
  ),
}));

const BODIES = [
  '{"type":"text","message":"Hello, where is my parcel?","payload":null,"client_msg_id":"01J9"}',
  '{"customer":{"id":42,"name":"Zoë Ångström","fields":[{"k":"a","v":-1.5e3},{"k":"b","v":[]}]}}',
  '{"text":"emoji 👩‍👩‍👧 \\ud83d\\ude00 \\"quoted\\" \\n tab\\t","ok":true,"deep":[[[[{"a":{"b":0}}]]]]}',
];

const SPICE = [
  "\0",
  '"',
  "\\u0000",
  "\\ud800",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "-0",
  "1e999",
  "__proto__",
].map(bytesOf);

function mutant(body: Uint8Array, random: () => number): Uint8Array {
  const at = Math.floor(random() * body.length);
  const kind = Math.floor(random() * 4);
  if (kind === 0) return body.with(at, Math.floor(random() * 256));
  if (kind === 1) return Uint8Array.from([...body.subarray(0, at), ...body.subarray(at + 1)]);
  if (kind === 2) return body.subarray(0, at);
  const spice = SPICE[Math.floor(random() * SPICE.length)] ?? body;
  return Uint8Array.from([...body.subarray(0, at), ...spice, ...body.subarray(at)]);
}

/** A small seeded generator, so that a failing round is found again. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
