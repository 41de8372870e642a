import { expect, test } from "vitest";
import { checkFlow, readFlow } from "./check-flow.ts";
import { flowProblemCodes } from "./flow-problem.ts";

const hello = { kind: "send_text", params: { text: "Hello" }, next: {} };
const greeting = { format: 1, name: "Greeting", start: "hello", blocks: { hello } };
const ask = { kind: "ask_text", params: { text: "Name?", field: "name" } };

const withBlocks = (blocks: object) => ({ ...greeting, blocks: { hello, ...blocks } });
const codesOf = (input: unknown) => checkFlow(input).problems.map(({ code }) => code);

test("finds nothing wrong with a plain flow, and fills its defaults in", () => {
  const { document, problems } = checkFlow(greeting);
  expect(problems).toEqual([]);
  expect(document).toMatchObject({ timezone: "UTC", keywords: {}, fields: {} });
});

test.each([undefined, null, 1, "{}", [], {}, { format: 1 }, new Map()])(
  "says what is missing in %j instead of throwing",
  (input) => {
    const { document, problems } = checkFlow(input);
    expect(document).toBeNull();
    expect(problems.some(({ isWarning }) => !isWarning)).toBe(true);
  },
);

test("names the newest format it reads when a file comes from the future", () => {
  const [problem] = checkFlow({ ...greeting, format: 7 }).problems;
  expect(problem).toMatchObject({ path: "format", code: "future-format" });
  expect(problem?.message).toContain("the newest that this version reads is 1");
});

test("suggests the kind that was probably meant", () => {
  const blocks = { hello: { ...hello, kind: "sent_text" } };
  expect(checkFlow({ ...greeting, blocks })).toMatchObject({
    document: null,
    problems: [
      {
        path: "blocks.hello.kind",
        code: "unknown-kind",
        hint: "Did you mean send_text?",
        block: "hello",
      },
    ],
  });
});

test("calls a block that no arrow leads to reached only from outside", () => {
  const { document, problems } = checkFlow(
    withBlocks({ paid: { ...hello, next: { success: "more" } }, more: hello }),
  );
  expect(document).not.toBeNull();
  expect(problems).toMatchObject([{ code: "outside-only", isWarning: true, block: "paid" }]);
  expect(problems[0]?.message).toContain("only from outside");
});

test("calls a ring that nothing leads to unreachable", () => {
  const ring = { a: { ...ask, next: { success: "b" } }, b: { ...hello, next: { success: "a" } } };
  expect(codesOf(withBlocks(ring))).toEqual(["unreachable-block", "unreachable-block"]);
});

test("counts jumps, keywords and the fallback as ways to a block", () => {
  const blocks = {
    hello: { ...hello, next: { success: "over" } },
    over: { kind: "jump", params: { block: "a" } },
    a: hello,
    b: hello,
    c: hello,
  };
  expect(codesOf({ ...greeting, blocks, keywords: { help: "b" }, fallback: "c" })).toEqual([]);
});

test("reports an arrow to nowhere and one from an output that is not there, and still loads", () => {
  const input = withBlocks({ hello: { ...hello, next: { success: "gone", sucess: "hello" } } });
  expect(checkFlow(input)).toMatchObject({
    document: { start: "hello" },
    problems: [
      { path: "blocks.hello.next.success", code: "missing-block" },
      {
        path: "blocks.hello.next.sucess",
        code: "unknown-output",
        hint: "Did you mean success? It has success.",
      },
    ],
  });
});

test.each([
  ["start", { start: "nobody" }],
  ["fallback", { fallback: "nobody" }],
  ["keywords.help", { keywords: { help: "nobody" } }],
])("reports a %s that names no block", (path, rest) => {
  const [first] = checkFlow({ ...greeting, ...rest }).problems;
  expect(first).toMatchObject({ path, code: "missing-block" });
});

test("reports a jump to a block that does not exist, at the jump", () => {
  const input = withBlocks({ over: { kind: "jump", params: { block: "gone" } } });
  expect(checkFlow(input).problems[0]).toMatchObject({
    path: "blocks.over.params",
    code: "missing-block",
    block: "over",
  });
});

test("leads to the very parameter that the kind refuses", () => {
  const broken = { kind: "formula", params: { formula: "Sum(1,", field: "x" } };
  const { document, problems } = checkFlow(withBlocks({ broken }));
  expect(document).toBeNull();
  expect(problems[0]?.path).toMatch(/^blocks\.broken\.params\.formula/);
  const missing = checkFlow(withBlocks({ missing: { kind: "send_text", params: {} } }));
  expect(missing.problems[0]).toMatchObject({
    path: "blocks.missing.params.text",
    code: "bad-params",
  });
});

test("keeps an unfinished draft that only its shape is asked of", () => {
  const draft = withBlocks({
    broken: { kind: "formula", params: { formula: "Sum(1,", field: "x" } },
  });
  expect(readFlow(draft)).toMatchObject({ document: { name: "Greeting" }, problems: [] });
  expect(readFlow({ ...draft, stat: 1 })).toMatchObject({
    document: null,
    problems: [{ code: "bad-shape" }],
  });
});

test("warns of a field that nothing writes or declares, and knows those that need no writer", () => {
  const says = (text: string) => ({
    ...greeting,
    blocks: { hello: { ...hello, params: { text } } },
  });
  expect(checkFlow(says("Hi @nme")).problems).toMatchObject([
    { code: "unknown-field", isWarning: true, block: "hello" },
  ]);
  expect(
    codesOf(says("@id @bot_id @today @last_input @resume_url @resume_url_hello @landbot_url")),
  ).toEqual([]);
  expect(codesOf(says("Hi @name, @email or @phone"))).toEqual([]);
  expect(codesOf(says("Hi @nickname"))).toEqual(["unknown-field"]);
  expect(codesOf({ ...says("To @city"), fields: { city: { type: "string" } } })).toEqual([]);
  const written = {
    hello: { ...hello, params: { text: "Hi" }, next: { success: "ask" } },
    ask: { ...ask, params: { text: "Name?", field: "nickname" }, next: { success: "bye" } },
    bye: { ...hello, params: { text: "Bye @nickname" } },
  };
  expect(codesOf({ ...greeting, blocks: written })).toEqual([]);
});

test("warns of a field that a system variable hides", () => {
  expect(
    codesOf(withBlocks({ hello: { ...ask, params: { text: "Number?", field: "id" } } })),
  ).toEqual(["shadowed-field"]);
  expect(codesOf({ ...greeting, fields: { today: { type: "date" } } })).toEqual(["shadowed-field"]);
});

test("warns of a time-out that nothing follows, and not of one that is not set", () => {
  const slow = { ...ask, params: { ...ask.params, timeoutSeconds: 60, maxTries: 3 } };
  expect(checkFlow(withBlocks({ hello: slow })).problems).toMatchObject([
    { path: "blocks.hello.next.failed", code: "unconnected-output", isWarning: true },
    { path: "blocks.hello.next.timeout", code: "unconnected-output", isWarning: true },
  ]);
  expect(codesOf(withBlocks({ hello: ask }))).toEqual([]);
});

test("refuses keywords that a reader cannot tell apart, and warns of those that never match", () => {
  const keyword = (...words: string[]) =>
    codesOf({ ...greeting, keywords: Object.fromEntries(words.map((it) => [it, "hello"])) });
  expect(keyword("caf\u00e9", "cafe\u0301")).toEqual(["duplicate-keyword"]);
  expect(keyword("help me")).toEqual(["unmatchable-keyword"]);
  expect(keyword("#back")).toEqual(["builtin-keyword"]);
  expect(keyword("help", "🛟")).toEqual([]);
});

test.each([
  [
    "two options with one id",
    {
      kind: "buttons",
      params: {
        text: "?",
        options: [
          { id: "a", label: "A" },
          { id: "a", label: "B" },
        ],
      },
    },
    "duplicate-option",
  ],
  [
    "weights that do not sum to 100",
    {
      kind: "ab_test",
      params: {
        options: [
          { id: "a", weight: 1 },
          { id: "b", weight: 1 },
        ],
      },
    },
    "weights-not-100",
  ],
])("passes on what a kind finds: %s", (_, block, code) => {
  expect(codesOf(withBlocks({ hello: block }))).toContain(code);
});

test.each(["__proto__", "constructor", "prototype"])(
  "refuses the key %s wherever it stands",
  (key) => {
    for (const place of ['"blocks"', '"keywords"', '"fields"', '"layout"']) {
      const text = JSON.stringify({ ...greeting, x: 0 }).replace(
        '"x":0',
        `${place}:{"${key}":"hello"}`,
      );
      expect(codesOf(JSON.parse(text))).toEqual(["forbidden-key"]);
    }
  },
);

test("holds the limits of size, count and depth", () => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`b${i}`, hello]));
  const flow = (count: number) => ({ ...greeting, start: "b0", blocks: many(count) });
  expect(checkFlow(flow(2000)).document).not.toBeNull();
  expect(codesOf(flow(2001))).toEqual(["too-many-blocks"]);
  expect(
    codesOf({ ...greeting, notes: [{ text: "é".repeat(3 * 1024 * 1024), x: 0, y: 0 }] }),
  ).toEqual(["too-large"]);
  const deep = JSON.parse(`${"[".repeat(100)}${"]".repeat(100)}`);
  expect(codesOf({ ...greeting, notes: deep })).toEqual(["too-deep"]);
});

test("reports an unknown time zone and a strange language", () => {
  expect(codesOf({ ...greeting, timezone: "Mars/Olympus" })).toEqual(["unknown-timezone"]);
  expect(checkFlow({ ...greeting, language: "e n" }).problems).toMatchObject([
    { code: "unknown-language", isWarning: true },
  ]);
});

test("refuses a file that has passed a migration of a later version", () => {
  expect(codesOf({ ...greeting, migrations: ["buttons-2031"] })).toEqual(["future-migration"]);
});

test("lists errors before warnings, and no more than a thousand", () => {
  const loose = Object.fromEntries(
    Array.from({ length: 1500 }, (_, i) => [`b${i}`, { ...hello, next: { success: "gone" } }]),
  );
  const { problems } = checkFlow(withBlocks({ ...loose, paid: hello }));
  expect(problems).toHaveLength(1000);
  expect(problems.every(({ isWarning }) => !isWarning)).toBe(true);
});

test("explains every code of its own", () => {
  for (const meaning of Object.values(flowProblemCodes)) expect(meaning).toMatch(/\.$/);
});
