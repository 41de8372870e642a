import fc from "fast-check";
import { expect, test } from "vitest";
import type { HttpAnswer } from "../../conversation/event.ts";
import type { Scope } from "../../expression/evaluate.ts";
import { blockOf, fakeTurn } from "../outside-testing.ts";
import { previewRequest } from "./preview-request.ts";
import { webhook } from "./webhook.ts";

const hostile = fc.constantFrom(
  ...[
    "..",
    ".",
    "%2e%2e",
    "/",
    "//evil.example",
    "\\evil",
    "@evil.example",
    "#",
    "?",
    "&a=b",
    "\r\nHost: evil",
  ],
  ...[
    '"',
    '","admin":true,"x":"',
    "\\",
    "}",
    "\u0000",
    "\ud800",
    "\u2028",
    "://",
    "%",
    "💥",
    ":8080",
  ],
);
const text = fc.oneof(
  hostile,
  fc.string({ unit: "binary" }),
  fc.tuple(hostile, fc.string(), hostile).map((it) => it.join("")),
);
const jsonValue = fc.oneof(
  text,
  fc.jsonValue().map((it) => JSON.parse(JSON.stringify(it))),
);

const scopeOf = (value: (name: string) => unknown): Scope => ({
  field: (name) => value(name) as ReturnType<Scope["field"]>,
  nowMs: 0,
  zone: "UTC",
});

const params = webhook.schema.parse({
  url: "https://api.example.org:8443/a/@x/b@y?q=@x&r=@{y}z",
  query: [
    { name: "n", value: "@x" },
    { name: "m", value: "@y" },
  ],
  headers: [
    { name: "X-One", value: "@x" },
    { name: "X-Two", value: "v-@y" },
  ],
  body: { kind: "json", template: '{"text": "a @x b", "value": @y, "list": [@x, "@y"]}' },
});

test("no value of a field changes the host, the path's depth, the query's names or the headers", () => {
  fc.assert(
    fc.property(jsonValue, jsonValue, (x, y) => {
      const rendered = previewRequest(
        params,
        scopeOf((name) => (name === "x" ? x : y)),
      );
      if (!rendered.ok) {
        expect(["bad-header", "header-too-long", "path-step", "url-too-long"]).toContain(
          rendered.problems[0]?.code,
        );
        return;
      }
      const url = new URL(rendered.request.url);
      expect([url.protocol, url.host, url.username, url.hash]).toEqual([
        "https:",
        "api.example.org:8443",
        "",
        "",
      ]);
      expect(url.pathname.split("/")).toHaveLength(4);
      expect([...url.searchParams.keys()]).toEqual(["q", "r", "n", "m"]);
      expect(Object.keys(rendered.request.headers)).toEqual(["X-One", "X-Two", "Content-Type"]);
      expect(Object.values(rendered.request.headers).join("")).not.toMatch(/[\r\n\0]/);
    }),
    { numRuns: 10_000 },
  );
}, 60_000);

test("no value of a field changes the structure of a JSON body", () => {
  const bodyOnly = { ...params, url: "https://api.example.org/", query: [], headers: [] };
  fc.assert(
    fc.property(jsonValue, jsonValue, (x, y) => {
      const rendered = previewRequest(
        bodyOnly,
        scopeOf((name) => (name === "x" ? x : y)),
      );
      expect(rendered.ok).toBe(true);
      const body = JSON.parse(rendered.ok ? (rendered.request.body ?? "") : "");
      expect(Object.keys(body)).toEqual(["text", "value", "list"]);
      expect(typeof body.text).toBe("string");
      expect(body.value).toEqual(y);
      expect(body.list).toHaveLength(2);
      expect(body.list[0]).toEqual(x);
    }),
    { numRuns: 10_000 },
  );
}, 60_000);

test("no answer makes the block throw, and it always leaves by an output of its own", () => {
  const answer: fc.Arbitrary<HttpAnswer> = fc.oneof(
    fc.record({
      kind: fc.constant("answered" as const),
      status: fc.integer({ min: -1, max: 1000 }),
      headers: fc.dictionary(fc.string(), fc.string()),
      text: fc.string({ unit: "binary" }),
      durationMs: fc.nat(),
    }),
    fc.record({
      kind: fc.constant("answered" as const),
      status: fc.integer({ min: 100, max: 599 }),
      headers: fc.constant(
        Object.fromEntries([
          ["constructor", "x"],
          ["__proto__", "y"],
        ]),
      ),
      json: fc.jsonValue().map((it) => JSON.parse(JSON.stringify(it))),
      text: fc.constant(""),
      durationMs: fc.nat(),
    }),
    fc.record({
      kind: fc.constant("failed" as const),
      reason: fc.string(),
      message: fc.string(),
      durationMs: fc.nat(),
    }),
  );
  const written = {
    url: "https://api.example.org/",
    save: [
      "",
      "a.b[0]",
      "__proto__.x",
      "constructor",
      "$status",
      "$headers.constructor",
      "[-1]",
    ].map((path, index) => ({ path, field: `f${index}` })),
    routes: [
      { status: "404", output: "gone" },
      { status: "3xx", output: "moved" },
    ],
  };
  const block = blockOf(webhook, written);
  const outputs = webhook.outputs(webhook.schema.parse(written));
  fc.assert(
    fc.property(answer, fc.jsonValue(), (it, memory) => {
      const turn = fakeTurn();
      turn.memory = JSON.parse(JSON.stringify(memory));
      const outcome = webhook.receive?.(block, turn, { kind: "http", answer: it });
      expect(outcome?.kind === "leave" && outputs).toContain(
        outcome?.kind === "leave" && outcome.output,
      );
      expect(({} as { x?: unknown }).x).toBeUndefined();
    }),
  );
});
