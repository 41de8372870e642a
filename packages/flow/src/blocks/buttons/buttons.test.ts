import { expect, test } from "vitest";
import { presses, says, stage } from "../asking-testing.ts";
import { buttons } from "./buttons.ts";

const options = [
  { id: "red", label: "Red" },
  { id: "blue", label: "Deep blue", value: "#00008b" },
  { id: "ten", label: "Ten", value: 10 },
];
const params = { text: "Which one, @name?", field: "colour", options };
const ann = { fields: { name: "Ann" } };

function asking(own: { readonly [name: string]: unknown } = {}, setting = {}) {
  const asked = stage(buttons, { ...params, ...own }, setting);
  asked.enter();
  return asked;
}

function problemsOf(own: readonly object[]) {
  const read = buttons.schema.parse({ ...params, options: own });
  return buttons.check(read).map(({ code, path }) => [code, ...path]);
}

test("the options are offered with payloads in order", () => {
  expect(asking({}, ann).said).toEqual([
    {
      type: "dialog",
      title: "Which one, Ann?",
      options: [
        { label: "Red", payload: "$0" },
        { label: "Deep blue", payload: "$1" },
        { label: "Ten", payload: "$2" },
      ],
    },
  ]);
});

test("each option is an output, beside the ways to give up", () => {
  expect(asking().outputs).toEqual(["red", "blue", "ten", "timeout", "idle"]);
  expect(asking({ allowFreeText: true, maxTries: 1 }).outputs).toEqual([
    "red",
    "blue",
    "ten",
    "unmatched",
    "failed",
    "timeout",
    "idle",
  ]);
});

test.each([
  [presses("$0", "Red"), "red", "Red"],
  [presses("$1", "Deep blue"), "blue", "#00008b"],
  [presses("$2"), "ten", 10],
  [says(" rED "), "red", "Red"],
  [says("DEEP BLUE"), "blue", "#00008b"],
])("%j is the option %s and stores %j", (message, output, value) => {
  const asked = asking();
  expect(asked.answer(message)).toBe(output);
  expect(asked.fields).toEqual({ colour: value });
});

test.each(["", "green", "deep", "$0", "red or blue"])("%j is none of the options", (text) => {
  const asked = asking();
  expect(asked.answer(text)).toBe("asking");
  expect(asked.said.at(-1)).toMatchObject({
    type: "dialog",
    title: "Please choose one of the options.",
    options: [{ payload: "$0" }, { payload: "$1" }, { payload: "$2" }],
    extra: { error: true },
  });
});

test.each(["$3", "$", "$-1", "$00", "0", "$1.0", "__proto__"])(
  "the payload %j presses nothing; its words are read instead",
  (payload) => {
    expect(asking().answer(presses(payload, "Ten"))).toBe("ten");
    expect(asking().answer(presses(payload, "other"))).toBe("asking");
    expect(asking().labelOf(payload)).toBeNull();
  },
);

test("without a field the choice only leads on", () => {
  const asked = stage(buttons, { text: "?", options });
  asked.enter();
  expect(asked.answer(presses("$1"))).toBe("blue");
  expect(asked.fields).toEqual({});
});

test("where free text is allowed, what fits no option is stored and leads to unmatched", () => {
  const asked = asking({ allowFreeText: true });
  expect(asked.answer(" Green, please ")).toBe("unmatched");
  expect(asked.fields).toEqual({ colour: " Green, please " });
  expect(asking({ allowFreeText: true }).answer("red")).toBe("red");
});

test("where free text is allowed, a picture counts by its address", () => {
  const asked = asking({ allowFreeText: true });
  expect(asked.answer({ type: "image", url: "https://a.example/b.png" })).toBe("unmatched");
  expect(asked.fields).toEqual({ colour: "https://a.example/b.png" });
});

const named = [
  { id: "me", label: "For @name" },
  { id: "other", label: "@other" },
];

test("labels show fields, and stay as they were shown when the field changes meanwhile", () => {
  const asked = asking({ options: named }, { fields: { name: "Ann", other: "Bo" } });
  asked.fields.name = "Cy";
  expect(asked.labelOf("$0")).toBe("For Ann");
  expect(asked.answer("for cy")).toBe("asking");
  expect(asked.said.at(-1)).toMatchObject({ options: [{ label: "For Ann" }, { label: "Bo" }] });
  expect(asked.answer("for ann")).toBe("me");
  expect(asked.fields.colour).toBe("For Ann");
});

test("a label that comes out empty shows its number", () => {
  const asked = asking({ options: named }, ann);
  expect(asked.said[0]).toMatchObject({ options: [{ label: "For Ann" }, { label: "2" }] });
  expect(asked.answer("2")).toBe("other");
});

test("labels without fields are known without any notes", () => {
  expect(asking().labelOf("$1")).toBe("Deep blue");
});

test("an option can open a link; one that comes out bad is left away, the option stays", () => {
  const linked = [
    { id: "a", label: "A", url: "https://shop.example/@order" },
    { id: "b", label: "B", url: "@order" },
  ];
  const asked = asking({ options: linked }, { fields: { order: "7" } });
  expect(asked.said[0]).toMatchObject({
    options: [
      { label: "A", payload: "$0", url: "https://shop.example/7" },
      { label: "B", payload: "$1" },
    ],
  });
  expect(asked.traces).toMatchObject([{ code: "bad-link" }]);
  expect(asked.answer(presses("$1"))).toBe("b");
});

test.each([
  [
    [
      { id: "a", label: "A" },
      { id: "a", label: "B" },
    ],
    [["duplicate-option", "options", 1, "id"]],
  ],
  [[{ id: "idle", label: "A" }], [["reserved-option", "options", 0, "id"]]],
  [[{ id: "a", label: " " }], [["empty-label", "options", 0, "label"]]],
  [
    [
      { id: "a", label: "OK" },
      { id: "b", label: " ok" },
    ],
    [["duplicate-label", "options", 1, "label"]],
  ],
  [[{ id: "a", label: "A", url: "javascript:0" }], [["bad-link", "options", 0, "url"]]],
  [
    [
      { id: "a", label: "A" },
      { id: "A", label: "B" },
    ],
    [],
  ],
])("of the options %j the check says %j", (own, problems) => {
  expect(problemsOf(own)).toEqual(problems);
});

test.each(["", "__proto__", "a b", "-a", "a".repeat(65)])("%j is no id of an option", (id) => {
  const read = buttons.schema.safeParse({ ...params, options: [{ id, label: "A" }] });
  expect(read.success).toBe(false);
});

test("there are 1 to 50 options", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: `o${index}`, label: `Option ${index}` }));
  const isGood = (count: number) =>
    buttons.schema.safeParse({ ...params, options: many(count) }).success;
  expect([0, 1, 50, 51].map(isGood)).toEqual([false, true, true, false]);
  const asked = asking({ options: many(50) });
  expect(asked.answer(presses("$49"))).toBe("o49");
});

test("the fields of text, labels and links are read", () => {
  const linked = [{ id: "a", label: "@label", url: "https://a.example/@part" }];
  const { reads, writes } = buttons.references(
    buttons.schema.parse({ ...params, options: linked }),
  );
  expect(reads).toEqual(["name", "label", "part"]);
  expect(writes).toEqual(["colour"]);
});
