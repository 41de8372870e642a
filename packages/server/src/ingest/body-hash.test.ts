import fc from "fast-check";
import { expect, test } from "vitest";
import { bodyHash } from "./body-hash.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { JsonValue } from "./json-value.ts";
import { readBody } from "./read-body.ts";

const hashOf = (text: string, contentType = "application/json"): string => {
  const body = readBody({
    contentType,
    contentEncoding: undefined,
    bytes: new TextEncoder().encode(text),
  });
  if (!body.ok) throw new Error(body.refusal.detail);
  return bodyHash(body.value);
};

test("spacing, key order, escapes and spelling of numbers make no other body", () => {
  const first = hashOf('{"b":[1,{"d":-0,"c":"é"}],"a":1e3}');
  expect(hashOf(' { "a" : 1000.0 , "b" : [ 1, { "c":"\\u00e9", "d":0 } ] }')).toBe(first);
});

test("characters that are removed make no other body", () => {
  expect(hashOf('{"text":"a\\u0000b"}')).toBe(hashOf('{"text":"ab"}'));
});

test("a form and the JSON of the same fields are the same body", () => {
  expect(hashOf("b=2&a=1", "application/x-www-form-urlencoded")).toBe(hashOf('{"a":"1","b":"2"}'));
});

test.each([
  ['{"a":1}', '{"a":"1"}'],
  ['{"a":null}', "{}"],
  ["[1,2]", "[2,1]"],
  ["[]", "{}"],
  ["{}", ""],
  ["null", ""],
  ['{"a":{"b":1}}', '{"a":{},"b":1}'],
  ['["a","b"]', '["a,b"]'],
  ['{"é":1}', '{"e\u0301":1}'],
])("%s and %s are two bodies", (one, other) => {
  expect(hashOf(one)).not.toBe(hashOf(other));
});

test("the hash is SHA-256 of the canonical JSON, so other implementations can compute it", () => {
  expect(canonicalJson({ "\u20ac": 1, "\r": 2, "1": [true, null, "\u0080"] })).toBe(
    '{"\\r":2,"1":[true,null,"\u0080"],"€":1}',
  );
  expect(hashOf('{"a":1}')).toBe("AVq9f1zFei3ZS3WQ8ErYCEJzkF7jPsXOvq5iJ2qX-GI");
});

test("canonical JSON says the same as the value, in one order of keys", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const members = Object.entries(JSON.parse(JSON.stringify(value))) as [string, JsonValue][];
      const canonical = canonicalJson(Object.fromEntries(members));
      expect(JSON.parse(canonical)).toEqual(Object.fromEntries(members));
      expect(canonicalJson(Object.fromEntries(members.reverse()))).toBe(canonical);
    }),
  );
});
