import { expect, test } from "vitest";
import { checkFlow } from "./check-flow.ts";
import { formatJson } from "./format-json.ts";
import { flowJsonSchema } from "./json-schema.ts";
import { utf8Length } from "./utf8-length.ts";
import { writeFlow } from "./write-flow.ts";

const read = (input: unknown) => {
  const { document, problems } = checkFlow(input);
  if (!document) throw new Error(JSON.stringify(problems));
  return document;
};

const shuffled = {
  layout: { zed: { x: 1, y: 2 }, ask: { y: 4, x: 3 }, gone: { x: 0, y: 0 } },
  blocks: {
    aardvark: { kind: "close", next: {}, params: {} },
    zed: { params: { text: "Bye" }, kind: "send_text" },
    ask: {
      next: { no: "other", yes: "zed" },
      params: { field: "ok", text: "Well?" },
      kind: "ask_yes_no",
    },
    other: { kind: "send_text", params: { text: "Oh" } },
  },
  start: "ask",
  name: "Shuffled",
  format: 1,
};

test("writes blocks in reading order from the start, keys in one order, positions last", () => {
  expect(writeFlow(read(shuffled))).toBe(`{
  "format": 1,
  "name": "Shuffled",
  "timezone": "UTC",
  "language": "en",
  "start": "ask",
  "blocks": {
    "ask": {
      "kind": "ask_yes_no",
      "params": { "text": "Well?", "field": "ok" },
      "next": { "yes": "zed", "no": "other" }
    },
    "zed": {
      "kind": "send_text",
      "params": { "text": "Bye" }
    },
    "other": {
      "kind": "send_text",
      "params": { "text": "Oh" }
    },
    "aardvark": { "kind": "close" }
  },
  "layout": {
    "ask": { "x": 3, "y": 4 },
    "zed": { "x": 1, "y": 2 },
    "gone": { "x": 0, "y": 0 }
  }
}
`);
});

test("writes the same bytes whatever order the file was in, and again after reading them", () => {
  const written = writeFlow(read(shuffled));
  const reversed = Object.fromEntries(Object.entries(shuffled).reverse());
  expect(writeFlow(read(reversed))).toBe(written);
  expect(writeFlow(read(JSON.parse(written)))).toBe(written);
});

test("writes groups after the notes, their blocks in reading order", () => {
  const groups = {
    later: { name: "End", blocks: ["zed"] },
    early: { name: "", blocks: ["zed", "ask"] },
  };
  const document = read({ ...shuffled, notes: [{ id: "n1", text: "Why", x: 1, y: 2 }], groups });
  const written = writeFlow(document);
  expect(written.slice(written.indexOf('  "notes"'), written.indexOf('  "layout"'))).toBe(
    `  "notes": [{ "id": "n1", "text": "Why", "x": 1, "y": 2 }],
  "groups": {
    "early": {
      "name": "",
      "blocks": ["ask", "zed"]
    },
    "later": {
      "name": "End",
      "blocks": ["zed"]
    }
  },
`,
  );
  expect(read(JSON.parse(written)).groups?.early?.blocks).toEqual(["ask", "zed"]);
});

test("refuses a group that names anything but block ids", () => {
  const { document, problems } = checkFlow({
    ...shuffled,
    groups: { g: { name: "G", blocks: ["no id"] } },
  });
  expect(document).toBeNull();
  expect(problems[0]).toMatchObject({ code: "bad-shape", path: "groups.g.blocks.0" });
});

test("breaks what is too long for a line, and keeps every character", () => {
  const value = {
    list: ["x".repeat(60), 'é\u2028"'.repeat(10), 1e21, -0.5, null],
    empty: {},
    none: [],
  };
  expect(JSON.parse(formatJson(value))).toEqual(value);
  expect(formatJson({ a: [1, 2], b: undefined })).toBe('{\n  "a": [1, 2]\n}\n');
});

test.each(["", "abc", "é", "€", "🛶", "a🛶é€\ud800"])("counts the UTF-8 bytes of %j", (text) => {
  expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
});

test("gives editors a schema that knows each kind by its parameters", () => {
  const schema = JSON.stringify(flowJsonSchema());
  expect(schema).toContain('"const":"human_takeover"');
  expect(flowJsonSchema()).toMatchObject({
    properties: { blocks: { additionalProperties: { oneOf: expect.any(Array) } } },
  });
});
