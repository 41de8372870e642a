import { type CorpusCase, type CorpusRow, corpusCases } from "./corpus-case.ts";

/** What is JSON and what only looks like it. */
export function grammarCases(): CorpusCase[] {
  return corpusCases("grammar", [...VALUES, ...WHITE_SPACE, ...BROKEN, ...FOREIGN, ...TRAILING]);
}

const VALUES: CorpusRow[] = [
  ["null", "null", "null"],
  ["true", "true", "true"],
  ["false", "false", "false"],
  ["an empty object", "{}", "{}"],
  ["an empty array", "[]", "[]"],
  ["an empty string", '""', '""'],
  ["an empty key", '{"":0}', '{"":0}'],
  ["a string alone", '"hello"', '"hello"'],
  ["a number alone", "42", "42"],
  ["every short escape but \\b and \\f", '"\\"\\\\\\/\\n\\r\\t"', '"\\"\\\\/\\n\\r\\t"'],
  ["an escaped letter", '"\\u0041"', '"A"'],
  ["an escape in capitals", '"\\u00E9"', '"é"'],
  ["punctuation inside strings", '{"a":"{[,:]}"}', '{"a":"{[,:]}"}'],
  ["a quote and a comma inside a string", '["\\",",1]', '["\\",",1]'],
  ["backslashes before the closing quote", '["\\\\",1]', '["\\\\",1]'],
  ["the line separators of JavaScript", '"\u2028\u2029"', '"\u2028\u2029"'],
  ["nested empties", '{"a":{},"b":[[],{}]}', '{"a":{},"b":[[],{}]}'],
  ["mark-up", '"<script>alert(1)</script>"', '"<script>alert(1)</script>"'],
];

const WHITE_SPACE: CorpusRow[] = [
  ["around the value", " \t\r\n1 \t\r\n", "1"],
  ["inside an object", '{ "a" : 1 , "b" : 2 }', '{"a":1,"b":2}'],
  ["inside empty containers", "[{ },[\n]]", "[{},[]]"],
  ["a form feed", "\f1", 400],
  ["a vertical tab", "\v1", 400],
  ["a no-break space", "\u00a01", 400],
  ["a NUL before the value", "\u00001", 400],
  ["nothing but white space", "  ", 400],
];

const BROKEN: CorpusRow[] = [
  ["an object left open", "{", 400],
  ["an array left open", "[", 400],
  ["a string left open", '"abc', 400],
  ["a string that ends in a backslash", '"abc\\', 400],
  ["a string whose quote is escaped", '"abc\\"', 400],
  ["a key left open", '{"a', 400],
  ["a key without a value", '{"a"}', 400],
  ["a key and a colon", '{"a":', 400],
  ["a colon without a key", "{:1}", 400],
  ["two colons", '{"a"::1}', 400],
  ["a colon in an array", '["a":1]', 400],
  ["a comma for a colon", '{"a",1}', 400],
  ["a missing comma in an array", "[1 2]", 400],
  ["a missing comma in an object", '{"a":1 "b":2}', 400],
  ["a leading comma", "[,1]", 400],
  ["a trailing comma in an array", "[1,]", 400],
  ["a trailing comma in an object", '{"a":1,}', 400],
  ["two commas", "[1,,2]", 400],
  ["the wrong closing bracket", "[1}", 400],
  ["the wrong closing brace", '{"a":1]', 400],
  ["a closing bracket alone", "]", 400],
  ["a number as key", "{1:1}", 400],
  ["null as key", "{null:1}", 400],
  ["an unknown escape", '"\\x41"', 400],
  ["an escaped quote of JavaScript", '"\\\'"', 400],
  ["an escaped NUL digit", '"\\0"', 400],
  ["an escape of three digits", '"\\u004"', 400],
  ["an escape that is not hexadecimal", '"\\u00zz"', 400],
  ["an escape in braces", '"\\u{41}"', 400],
  ["a raw line break in a string", '"a\nb"', 400],
  ["a raw tab in a string", '"a\tb"', 400],
  ["a raw NUL in a string", '"a\0b"', 400],
  ["a raw escape character in a string", '"\u001b[31m"', 400],
  ["True as Python writes it", "True", 400],
  ["a word cut short", "nul", 400],
  ["a word that goes on", "nullx", 400],
];

const FOREIGN: CorpusRow[] = [
  ["single quotes", "{'a':1}", 400],
  ["a bare key", "{a:1}", 400],
  ["a line comment", "1 // one", 400],
  ["a block comment", "/* one */1", 400],
  ["a hash comment", "# one\n1", 400],
  ["undefined", "undefined", 400],
  ["a template string", "`a`", 400],
  ["an anti-hijacking prefix", ")]}',\n{}", 400],
  ["JSONP", "callback({})", 400],
  ["YAML", "a: 1", 400],
  ["XML", "<a>1</a>", 400],
  ["a form under a JSON type", "a=1&b=2", 400],
  ["a multipart body under a JSON type", "--x\r\nContent-Disposition: form-data\r\n\r\n1", 400],
  [
    "a parsed upload in JSON is only data",
    '{"file":{"path":"/etc/passwd"}}',
    '{"file":{"path":"/etc/passwd"}}',
  ],
];

const TRAILING: CorpusRow[] = [
  ["a second object", "{}{}", 400],
  ["a second value on its own line", "1\n2", 400],
  ["a closing brace", "{}}", 400],
  ["a comma", "{},", 400],
  ["a semicolon", "{};", 400],
  ["a NUL", "{}\0", 400],
  ["a word", "{} and more", 400],
];
