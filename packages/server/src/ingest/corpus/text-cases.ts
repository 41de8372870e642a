import { type CorpusCase, type CorpusRow, corpusCases } from "./corpus-case.ts";

/** Controls, surrogates and characters that look like trouble but are text. */
export function textCases(): CorpusCase[] {
  return corpusCases("text", [
    ...CONTROLS.flatMap(inTextAndKey),
    ...RAW_CONTROLS,
    ...SURROGATES,
    ...MIXED,
    ...KEPT.map(([name, text]): CorpusRow => [name, `"${text}"`, `"${text}"`]),
  ]);
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
const hex = (unit: number): string => unit.toString(16).padStart(4, "0");

const CONTROLS = [...range(0x00, 0x08), 0x0b, 0x0c, ...range(0x0e, 0x1f), ...range(0x7f, 0x9f)];

function inTextAndKey(unit: number): CorpusRow[] {
  return [
    [`U+${hex(unit)} in a text is removed`, `["a\\u${hex(unit)}b"]`, '["ab"]'],
    [`U+${hex(unit)} in a key`, `{"a\\u${hex(unit)}b":1}`, { status: 422, path: "/ab" }],
  ];
}

const RAW_CONTROLS: CorpusRow[] = [
  ["a raw DEL in a text", '"a\u007fb"', '"ab"'],
  ["a raw DEL in a key", '{"a\u007f":1}', { status: 422, path: "/a" }],
  ["a raw C1 control in a text", '"a\u0085b\u009fc"', '"abc"'],
  ["a raw C1 control in a key", '{"\u0080":1}', { status: 422, path: "/" }],
  ["just above the C1 controls", '"\u00a0"', '"\u00a0"'],
  ["a short escape for backspace", '"a\\bc"', '"ac"'],
  ["a short escape for form feed", '"a\\fc"', '"ac"'],
  ["TAB, LF and CR stay", '"a\\tb\\nc\\rd\\r\\n"', '"a\\tb\\nc\\rd\\r\\n"'],
  ["TAB, LF and CR as escapes stay", '"\\u0009\\u000a\\u000d"', '"\\t\\n\\r"'],
  ["TAB and LF in a key stay", '{"a\\tb\\nc":1}', '{"a\\tb\\nc":1}'],
  ["nothing but controls leaves an empty text", '"\\u0000\\u0001\\u009f"', '""'],
  ["an escaped backslash before u0000 is text", '"\\\\u0000"', '"\\\\u0000"'],
  ["a terminal colour sequence loses its escape", '"\\u001b[31mred"', '"[31mred"'],
];

const SURROGATES: CorpusRow[] = [
  ["a high surrogate alone", '"\\ud83d"', '"\ufffd"'],
  ["a low surrogate alone", '"\\ude00"', '"\ufffd"'],
  ["a pair the wrong way round", '"\\ude00\\ud83d"', '"\ufffd\ufffd"'],
  ["two high surrogates", '"\\ud83d\\ud83d"', '"\ufffd\ufffd"'],
  ["a high surrogate before a letter", '"\\ud83dx"', '"\ufffdx"'],
  ["a high surrogate before a pair", '"\\ud83d\\ud83d\\ude00"', '"\ufffd😀"'],
  ["an escaped pair", '"\\ud83d\\ude00"', '"😀"'],
  ["an escaped pair in capitals", '"\\uD83D\\uDE00"', '"😀"'],
  ["halves parted by a NUL do not join", '"\\ud83d\\u0000\\ude00"', '"\ufffd\ufffd"'],
  ["a high surrogate alone in a key", '{"\\ud83d":1}', { status: 422, path: "/\ufffd" }],
  ["a low surrogate alone in a key", '{"a":{"\\ude00":1}}', { status: 422, path: "/a/\ufffd" }],
  ["an escaped pair in a key", '{"\\ud83d\\ude00":1}', '{"😀":1}'],
];

const MIXED: CorpusRow[] = [
  ["unclean in an array", '["ok","\\u0000"]', '["ok",""]'],
  ["unclean deep inside", '{"a":[{"b":"x\\u0007"}]}', '{"a":[{"b":"x"}]}'],
  ["unclean beside clean", '{"a":"\\u0000","b":[1,true,null]}', '{"a":"","b":[1,true,null]}'],
  ["the first bad spot is named", '{"a\\u0000":1,"b\\u0000":2}', { status: 422, path: "/a" }],
  [
    "keys are checked before equal keys are made",
    '{"a":1,"a\\u0000":2}',
    { status: 422, path: "/a" },
  ],
  ["an equal unclean key is an equal key", '{"\\u0001":1,"\\u0001":2}', 400],
];

const KEPT: [name: string, text: string][] = [
  ["right-to-left override", "invoice\u202Efdp.exe"],
  ["bidi isolates", "\u2066a\u2069"],
  ["left-to-right mark", "a\u200Eb"],
  ["Arabic letter mark", "a\u061cb"],
  ["zero-width space", "a\u200bb"],
  ["zero-width joiner in a family", "👩‍👩‍👧‍👦"],
  ["zero-width non-joiner", "می\u200cخواهم"],
  ["word joiner", "a\u2060b"],
  ["soft hyphen", "a\u00adb"],
  ["a skin tone", "👍🏽"],
  ["a flag", "🇪🇸"],
  ["a flag of tags", "🏴󠁧󠁢󠁷󠁬󠁳󠁿"],
  ["a keycap", "1️⃣"],
  ["composed and decomposed stay as sent", "é e\u0301"],
  ["a hundred combining marks", `a${"\u0301".repeat(100)}`],
  ["Hangul in jamo", "\u1112\u1161\u11ab"],
  ["Hebrew with points", "שָׁלוֹם"],
  ["Thai", "สวัสดี"],
  ["Devanagari", "नमस्ते"],
  ["full-width Latin", "ＡＢＣ"],
  ["dotless i and dotted I", "ıİ"],
  ["sharp s", "straße ẞ"],
  ["a ligature", "ﬁ"],
  ["an ideographic space", "a\u3000b"],
  ["an object replacement character", "\ufffc"],
  ["a language tag character", "\u{e0001}"],
  ["a variation selector", "葛\u{e0100}"],
  ["a plane-14 non-character", "\u{efffe}"],
  ["SQL", "'; DROP TABLE messages; --"],
  ["a format string", "%s%n{0}#{7*7}{{7*7}}<%=7*7%>"],
  ["a spreadsheet formula", "=HYPERLINK(0)"],
  ["a path", "../../etc/passwd"],
  ["only spaces", "   "],
];
