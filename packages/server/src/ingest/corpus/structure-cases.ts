import { type CorpusCase, type CorpusRow, corpusCases } from "./corpus-case.ts";

/** Depth, counts and keys: at the limit and one beyond. */
export function structureCases(): CorpusCase[] {
  return corpusCases("structure", [...DEPTH, ...COUNTS, ...EQUAL_KEYS, ...PROTOTYPE]);
}

const arrays = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
const objects = (depth: number): string => `${'{"a":'.repeat(depth)}0${"}".repeat(depth)}`;
const keys = (count: number, from = 0): string =>
  `{${Array.from({ length: count }, (_, index) => `"k${index + from}":0`).join(",")}}`;
const zeroes = (count: number): string => `[${Array(count).fill("0").join(",")}]`;

const DEPTH: CorpusRow[] = [
  ["32 arrays", arrays(32), arrays(32)],
  ["33 arrays", arrays(33), 400],
  ["10,000 arrays", arrays(10_000), 400],
  ["500,000 arrays", arrays(500_000), 400],
  ["1,000,000 brackets never closed", "[".repeat(1_000_000), 400],
  ["32 objects", objects(32), objects(32)],
  ["33 objects", objects(33), 400],
  ["150,000 objects", objects(150_000), 400],
  ["33 levels, mixed", `${'[{"a":'.repeat(16)}[[]]${"}]".repeat(16)}`, 400],
  [
    "32 levels, mixed",
    `${'[{"a":'.repeat(16)}0${"}]".repeat(16)}`,
    `${'[{"a":'.repeat(16)}0${"}]".repeat(16)}`,
  ],
  [
    "33 levels beside each other",
    `[${Array(33).fill("[]").join(",")}]`,
    `[${Array(33).fill("[]").join(",")}]`,
  ],
  ["brackets in a string are not levels", `"${"[".repeat(100)}"`, `"${"[".repeat(100)}"`],
  ["escaped quotes do not hide brackets", `["\\"",${arrays(32)}]`, 400],
  ["an escaped backslash ends a string", `["\\\\",${arrays(32)}]`, 400],
];

const COUNTS: CorpusRow[] = [
  ["1,000 keys", keys(1_000), keys(1_000)],
  ["1,001 keys", keys(1_001), 400],
  ["1,000 keys in two objects", `[${keys(500)},${keys(500)}]`, `[${keys(500)},${keys(500)}]`],
  ["1,001 keys in two objects", `[${keys(500)},${keys(501)}]`, 400],
  ["10,000 keys", keys(10_000), 400],
  ["80,000 keys", keys(80_000), 400],
  ["colons in a string are not keys", `"${":".repeat(2_000)}"`, `"${":".repeat(2_000)}"`],
  ["10,000 elements", zeroes(10_000), zeroes(10_000)],
  ["10,001 elements", zeroes(10_001), 400],
  ["10,000 elements in all", `[${zeroes(9_998)},[]]`, `[${zeroes(9_998)},[]]`],
  ["10,001 elements in all", `[${zeroes(9_998)},[0]]`, 400],
  [
    "10,000 elements beside 1,000 keys",
    `[${keys(1_000)},${zeroes(9_998)}]`,
    `[${keys(1_000)},${zeroes(9_998)}]`,
  ],
  ["500,000 elements", zeroes(500_000), 400],
  ["commas in a string are not elements", `"${",".repeat(20_000)}"`, `"${",".repeat(20_000)}"`],
  ["1 MiB exactly", `"${"a".repeat(2 ** 20 - 2)}"`, `"${"a".repeat(2 ** 20 - 2)}"`],
  ["1 MiB and one byte", `"${"a".repeat(2 ** 20 - 1)}"`, 413],
  ["1 MiB and one byte of white space", `${" ".repeat(2 ** 20)}0`, 413],
  ["1 MiB in characters, more in bytes", `"${"é".repeat(2 ** 19)}"`, 413],
  [
    "a million characters in one button",
    `{"title":"${"b".repeat(1_000_000)}"}`,
    `{"title":"${"b".repeat(1_000_000)}"}`,
  ],
  ["half a megabyte of escaped quotes", `"${'\\"'.repeat(500_000)}"`, `"${'\\"'.repeat(500_000)}"`],
];

const EQUAL_KEYS: CorpusRow[] = [
  ["twice the same key", '{"a":1,"a":2}', { status: 400, path: "/a" }],
  ["twice the same key and value", '{"a":1,"a":1}', { status: 400, path: "/a" }],
  ["the second one escaped", '{"a":1,"\\u0061":2}', { status: 400, path: "/a" }],
  ["both escaped differently", '{"\\u002f":1,"\\/":2}', { status: 400, path: "/~1" }],
  ["twice the empty key", '{"":1,"":2}', { status: 400, path: "/" }],
  ["with another key between", '{"a":1,"b":{"a":1},"a":3}', { status: 400, path: "/a" }],
  ["in an inner object", '{"x":[{"a":1},{"b":1,"b":2}]}', { status: 400, path: "/x/1/b" }],
  ["twice the same emoji", '{"😀":1,"\\ud83d\\ude00":2}', { status: 400, path: "/😀" }],
  ["twice a number as key", '{"1":1,"1":2}', { status: 400, path: "/1" }],
  ["three times", '{"a":1,"a":2,"a":3}', { status: 400, path: "/a" }],
  ["after a string of punctuation", '{"x":"{,\\"a\\":","x":0}', { status: 400, path: "/x" }],
  ["the same key in sibling objects", '[{"a":1},{"a":2}]', '[{"a":1},{"a":2}]'],
  ["the same key at two depths", '{"a":{"a":{"a":1}}}', '{"a":{"a":{"a":1}}}'],
  ["keys that differ in case", '{"a":1,"A":2}', '{"a":1,"A":2}'],
  ["keys that differ in normal form", '{"é":1,"e\u0301":2}', '{"é":1,"e\u0301":2}'],
  ["keys that differ in a space", '{"a":1,"a ":2}', '{"a":1,"a ":2}'],
  ["numbers as keys, which sort first", '{"b":0,"10":1,"9":2}', '{"9":2,"10":1,"b":0}'],
];

const PROTOTYPE: CorpusRow[] = [
  ["__proto__ as key", '{"__proto__":{"admin":true}}', { status: 400, path: "/__proto__" }],
  ["__proto__ holding null", '{"__proto__":null}', { status: 400, path: "/__proto__" }],
  ["__proto__ holding a number", '{"__proto__":1}', { status: 400, path: "/__proto__" }],
  ["__proto__ escaped", '{"\\u005f_proto__":{}}', { status: 400, path: "/__proto__" }],
  ["__proto__ deep inside", '{"a":[{"__proto__":{}}]}', { status: 400, path: "/a/0/__proto__" }],
  ["__proto__ twice", '{"__proto__":1,"__proto__":2}', { status: 400, path: "/__proto__" }],
  ["__proto__ as a value", '{"a":"__proto__"}', '{"a":"__proto__"}'],
  ["almost __proto__", '{"__proto":1,"_proto__":2}', '{"__proto":1,"_proto__":2}'],
  [
    "constructor is only a key",
    '{"constructor":{"prototype":{}}}',
    '{"constructor":{"prototype":{}}}',
  ],
  ["toJSON is only a key", '{"toJSON":"x"}', '{"toJSON":"x"}'],
  ["hasOwnProperty is only a key", '{"hasOwnProperty":1}', '{"hasOwnProperty":1}'],
  ["then is only a key", '{"then":1}', '{"then":1}'],
  ["length is only a key", '{"length":-1}', '{"length":-1}'],
];
