import fc from "fast-check";
import { expect, test } from "vitest";
import type { Value } from "../../expression/value.ts";
import { blockOf, codesOf, fakeTurn } from "../outside-testing.ts";
import { conditions } from "./conditions.ts";
import { type Operator, operators } from "./operators.ts";

interface Written {
  readonly left: string;
  readonly operator: Operator;
  readonly right?: string | number | boolean;
}

function run(params: object, fields: { [name: string]: Value } = {}) {
  const turn = fakeTurn({ fields });
  const outcome = conditions.enter(blockOf(conditions, params), turn);
  return { turn, output: outcome.kind === "leave" ? outcome.output : "" };
}

function holds(rule: Written, fields: { [name: string]: Value } = {}): boolean {
  return run({ groups: [{ rules: [rule] }] }, fields).output === "true";
}

const cases: readonly [
  Value | undefined,
  Operator,
  string | number | boolean | undefined,
  boolean,
][] = [
  ["paid", "equal", "paid", true],
  ["paid", "equal", "Paid", false],
  ["10", "equal", 10, true],
  ["1.0", "equal", "1", true],
  [true, "equal", "true", true],
  ["2026/02/28", "equal", "2026-02-28", true],
  [undefined, "equal", "", false],
  ["paid", "not_equal", "open", true],
  [undefined, "not_equal", "open", true],
  ["1.0", "not_equal", 1, false],
  ["Rue de Paris", "contains", "Paris", true],
  ["Rue de Paris", "contains", "paris", false],
  [["a", "b"], "contains", "b", true],
  [["ab"], "contains", "a", false],
  [undefined, "contains", "", false],
  [["a"], "not_contains", "b", true],
  ["ab", "not_contains", "b", false],
  ["9", "less", "10", true],
  ["b", "greater", "a", true],
  [10, "greater", "9", true],
  [10, "greater", "ten", false],
  [undefined, "less", 1, false],
  ["2026-03-01", "greater", "2026-02-28", true],
  [5, "greater_or_equal", 5, true],
  [4, "greater_or_equal", 5, false],
  [5, "less_or_equal", "5.0", true],
  [6, "less_or_equal", 5, false],
  ["", "is_set", undefined, true],
  [undefined, "is_set", undefined, false],
  [null, "is_set", undefined, false],
  [undefined, "is_not_set", undefined, true],
  [0, "is_not_set", undefined, false],
  ["+34600", "starts_with", "+34", true],
  [34600, "starts_with", 34, true],
  [["+34"], "starts_with", "+34", false],
  ["a.pdf", "ends_with", ".pdf", true],
  ["a.PDF", "ends_with", ".pdf", false],
  ["28001", "matches", "^[0-9]{5}$", true],
  ["2800", "matches", "^[0-9]{5}$", false],
  [28001, "matches", "^28", true],
  ["a 12 b", "matches", "\\d+", true],
  [undefined, "matches", "", false],
  ["ann@example.org", "matches", "@@example\\.org$", true],
  ["ann@@example.org", "matches", "^ann@@example", false],
];

test.each(cases)("%j %s %j is %j", (left, operator, right, expected) => {
  const rule = right === undefined ? { left: "x", operator } : { left: "x", operator, right };
  expect(holds(rule, left === undefined ? {} : { x: left })).toBe(expected);
});

test("has a case for every operator, true and false", () => {
  for (const operator of operators) {
    const outcomes = cases.filter((it) => it[1] === operator).map((it) => it[3]);
    expect([operator, new Set(outcomes).size]).toEqual([operator, 2]);
  }
});

test("takes the right side from a field with its type", () => {
  expect(holds({ left: "tags", operator: "contains", right: "@tag" }, { tags: [7], tag: 7 })).toBe(
    true,
  );
  expect(holds({ left: "@a-@b", operator: "equal", right: "@c" }, { a: 1, b: 2, c: "1-2" })).toBe(
    true,
  );
});

test("takes a pattern from a field, and says so when it is none", () => {
  const groups = [{ rules: [{ left: "zip", operator: "matches", right: "@pattern" }] }];
  expect(run({ groups }, { zip: "28001", pattern: "^28" }).output).toBe("true");
  const { turn, output } = run({ groups }, { zip: "28001", pattern: "(" });
  expect(output).toBe("false");
  expect(turn.traces).toMatchObject([{ kind: "error", code: "bad-pattern" }]);
});

test("tries a pattern that blows up elsewhere in no time", () => {
  const groups = [{ rules: [{ left: "x", operator: "matches", right: "(a+)+$" }] }];
  expect(run({ groups }, { x: `${"a".repeat(30_000)}!` }).output).toBe("false");
});

test("ends patterns that are too much work, all of a block's together, and says so once for each", () => {
  const rule = { left: "x", operator: "matches", right: "[ab]*a[ab]{480}[cd]" };
  const groups = [{ join: "or", rules: Array.from({ length: 20 }, () => rule) }];
  const { turn, output } = run({ groups }, { x: "ab".repeat(1000) });
  expect(output).toBe("false");
  // Two rules have cost about a million each; from the third on nothing is tried any more.
  expect(turn.traces.map(({ code }) => code)).toEqual(Array(18).fill("too-complex"));
});

test("counts the compiling of patterns from fields too", () => {
  const rule = { left: "x", operator: "matches", right: "@p" };
  const groups = [{ join: "or", rules: Array.from({ length: 20 }, () => rule) }];
  const { turn } = run({ groups }, { x: "a", p: "([a-z]{1,30}){30}q" });
  const messages = turn.traces.map(({ message }) => message);
  expect(messages.length).toBeGreaterThan(5);
  expect(messages.length).toBeLessThan(15);
  expect(messages.at(-1)).toBe("matches: the patterns before took all the time.");
});

test.each([undefined, "", { ok: true, pattern: "a" }])("matches nothing by the pattern %j", (p) => {
  const groups = [{ rules: [{ left: "x", operator: "matches", right: "@p" }] }];
  const { turn, output } = run({ groups }, p === undefined ? { x: "a" } : { x: "a", p });
  expect(output).toBe("false");
  expect(turn.traces.map(({ code }) => code)).toEqual(["bad-pattern"]);
});

const yes: Written = { left: "one", operator: "equal", right: 1 };
const no: Written = { left: "one", operator: "equal", right: 2 };

test.each([
  ["and", "and", [[yes, yes], [yes]], "true"],
  ["and", "and", [[yes, no], [yes]], "false"],
  [
    "and",
    "or",
    [
      [yes, no],
      [no, yes],
    ],
    "true",
  ],
  [
    "and",
    "or",
    [
      [yes, no],
      [no, no],
    ],
    "false",
  ],
  [
    "or",
    "and",
    [
      [yes, no],
      [yes, yes],
    ],
    "true",
  ],
  [
    "or",
    "and",
    [
      [yes, no],
      [no, yes],
    ],
    "false",
  ],
])("joins groups by %s and rules by %s", (join, inner, groups, expected) => {
  const params = { join, groups: groups.map((rules) => ({ join: inner, rules })) };
  expect(run(params, { one: 1 }).output).toBe(expected);
});

test("finds rules without a right side, bad patterns, and left sides that name no field", () => {
  const codes = (rule: object) => codesOf(conditions, { groups: [{ rules: [rule] }] });
  expect(codes({ left: "a", operator: "equal" })).toEqual(["missing-right"]);
  expect(codes({ left: "a", operator: "is_set" })).toEqual([]);
  expect(codes({ left: "a", operator: "matches", right: "(" })).toEqual(["bad-pattern"]);
  expect(codes({ left: "a", operator: "matches", right: "(?=a)" })).toEqual(["bad-pattern"]);
  expect(codes({ left: "a", operator: "matches", right: "@p" })).toEqual([]);
  expect(codes({ left: "Paid!", operator: "equal", right: 1 })).toEqual(["constant-left"]);
  expect(codes({ left: "a", operator: "resembles", right: 1 })).toEqual(["schema"]);
});

test("lists the fields on both sides", () => {
  const rules = [
    { left: "a", operator: "equal", right: "@b" },
    { left: "@c!", operator: "is_set" },
  ];
  const params = conditions.schema.parse({ groups: [{ rules }] });
  expect(conditions.references(params).reads).toEqual(["a", "b", "c"]);
});

test("comes to a decision whatever the fields and the rule hold", () => {
  const value = fc.jsonValue().map((it) => JSON.parse(JSON.stringify(it)));
  const right = fc.oneof(
    fc.constantFrom("@y", "a@y", "(", ""),
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
  );
  fc.assert(
    fc.property(value, value, fc.constantFrom(...operators), right, (x, y, operator, written) => {
      const { output } = run(
        { groups: [{ rules: [{ left: "x", operator, right: written }] }] },
        { x, y },
      );
      expect(["true", "false"]).toContain(output);
    }),
    { numRuns: 2000 },
  );
});

test("gives each comparison and its negation opposite answers", () => {
  const value = fc.jsonValue().map((it) => JSON.parse(JSON.stringify(it)));
  const pairs = [
    ["equal", "not_equal"],
    ["contains", "not_contains"],
    ["is_set", "is_not_set"],
  ] as const;
  fc.assert(
    fc.property(value, value, fc.constantFrom(...pairs), (x, y, [operator, negation]) => {
      const rule = { left: "x", right: "@y" };
      expect(holds({ ...rule, operator }, { x, y })).toBe(
        !holds({ ...rule, operator: negation }, { x, y }),
      );
    }),
  );
});

test.each<[string, Operator, boolean]>([
  ["2026-07-01T12:00:00Z", "less", true],
  ["2026-07-01T11:29:59Z", "less", false],
  ["2026-07-01T12:00:00Z", "greater", false],
  ["2026-07-01T11:30:00Z", "equal", true],
  ["2026-07-01T11:30:00Z", "not_equal", false],
  ["2026-07-01T11:30:00Z", "greater_or_equal", true],
  ["2026-07-01T11:30:00Z", "less_or_equal", true],
])(
  "a time without an offset is one of the bot's zone: against %s it is %s: %s",
  (now, operator, output) => {
    // Half past one in summer in Madrid is half past eleven in UTC.
    const fields = { due: "2026-07-01T13:30:00", now };
    const turn = fakeTurn({ fields, zone: "Europe/Madrid" });
    const params = { groups: [{ rules: [{ left: "due", operator, right: "@now" }] }] };
    const outcome = conditions.enter(blockOf(conditions, params), turn);
    expect(outcome).toEqual({ kind: "leave", output: String(output) });
  },
);
