import { type CorpusCase, type CorpusRow, corpusCases, type Expected } from "./corpus-case.ts";

/** Media types, charsets, content codings and forms. */
export function transportCases(): CorpusCase[] {
  return [
    ...TYPES.flatMap(([contentType, expected]) =>
      corpusCases(
        "type",
        [[`"${contentType ?? "none"}"`, '{"a":1}', expected]],
        headers(contentType),
      ),
    ),
    ...CODINGS.flatMap(([contentEncoding, expected]) =>
      corpusCases("coding", [[`"${contentEncoding}"`, '{"a":1}', expected]], {
        contentType: "application/json",
        contentEncoding,
      }),
    ),
    ...[JSON_TYPE, "text/plain", FORM, "image/png", undefined].flatMap((contentType) =>
      corpusCases(
        "empty body",
        [[contentType ?? "none", "", { stored: undefined }]],
        headers(contentType),
      ),
    ),
    ...corpusCases("form", FORMS, { contentType: FORM }),
    ...corpusCases("charset", [["a form that announces another", "n=Zoë", '{"n":"Zoë"}']], {
      contentType: `${FORM}; charset=shift_jis`,
    }),
    ...corpusCases("charset", [["Latin-1 that says so", [0x22, 0xeb, 0x22], { status: 400 }]], {
      contentType: "application/json; charset=iso-8859-1",
    }),
  ];
}

const JSON_TYPE = "application/json";
const FORM = "application/x-www-form-urlencoded";
const headers = (contentType: string | undefined) =>
  contentType === undefined ? {} : { contentType };

const READ: Expected = { stored: '{"a":1}' };
const REFUSED: Expected = { status: 415 };

const TYPES: [contentType: string | undefined, expected: Expected][] = [
  [undefined, READ],
  ["", READ],
  [JSON_TYPE, READ],
  ["Application/JSON", READ],
  [" application/json ", READ],
  ["application/json;", READ],
  ["application/json; charset=utf-8", READ],
  ["application/json; charset=UTF-8", READ],
  ['application/json; charset="utf-8"', READ],
  ["application/json;charset=utf8", READ],
  ["application/json; version=1", READ],
  ["application/json; version=1; charset=utf-8", READ],
  ["text/plain", READ],
  ["text/plain; charset=utf-8", READ],
  ["text/plain;charset=UTF-8", READ],
  ["application/json; charset=utf-16", READ],
  ["application/json; charset=ISO-8859-1", READ],
  ["application/json; charset=us-ascii", READ],
  ["application/json; charset=", READ],
  ["application/json; version=1; Charset=UTF-32", READ],
  ["text/plain; charset=windows-1252", READ],
  ["text/html", REFUSED],
  ["text/xml", REFUSED],
  ["application/xml", REFUSED],
  ["application/yaml", REFUSED],
  ["application/x-ndjson", REFUSED],
  ["application/jsonp", REFUSED],
  ["application/octet-stream", REFUSED],
  ["multipart/form-data; boundary=x", REFUSED],
  ["multipart/form-data; boundary=application/json", REFUSED],
  ["application/json, application/json", REFUSED],
  ["application/json\r\nx: y", REFUSED],
  ["json", REFUSED],
];

const CODINGS: [contentEncoding: string, expected: Expected][] = [
  ["", READ],
  ["identity", READ],
  ["Identity", READ],
  ["gzip", REFUSED],
  ["GZIP", REFUSED],
  ["deflate", REFUSED],
  ["br", REFUSED],
  ["zstd", REFUSED],
  ["compress", REFUSED],
  ["identity, gzip", REFUSED],
  ["unknown", REFUSED],
];

const fields = (count: number): string =>
  Array.from({ length: count }, (_, index) => `k${index}=`).join("&");

const FORMS: CorpusRow[] = [
  ["one field", "name=Ann", '{"name":"Ann"}'],
  [
    "two fields",
    "name=x&url=https%3A%2F%2Fa.example%2F%3Fb%3Dc",
    '{"name":"x","url":"https://a.example/?b=c"}',
  ],
  ["a plus is a space", "a=1+2%2B3", '{"a":"1 2+3"}'],
  ["percent-encoded UTF-8", "n=Zo%C3%AB%20%F0%9F%98%80", '{"n":"Zoë 😀"}'],
  ["raw UTF-8", "n=Zoë", '{"n":"Zoë"}'],
  ["values stay texts", "id=42&ok=true&none=null", '{"id":"42","ok":"true","none":"null"}'],
  ["an equals sign in a value", "a=b=c", '{"a":"b=c"}'],
  ["a name without a value", "a&b=", '{"a":"","b":""}'],
  ["a value without a name", "=x", '{"":"x"}'],
  ["stray ampersands", "&&a=1&", '{"a":"1"}'],
  ["brackets are part of the name", "a%5Bb%5D=1&c[]=2", '{"a[b]":"1","c[]":"2"}'],
  ["a stray percent sign", "p=100%&q=%zz%2", '{"p":"100%","q":"%zz%2"}'],
  ["a NUL in a value is removed", "a=x%00y", '{"a":"xy"}'],
  ["line breaks in a value stay", "a=x%0D%0Ay%09z", '{"a":"x\\r\\ny\\tz"}'],
  ["a C1 control in a value is removed", "a=x%C2%85y", '{"a":"xy"}'],
  ["a semicolon parts nothing", "a=1;b=2", '{"a":"1;b=2"}'],
  ["JSON under a form type", '{"a":1}', '{"a":1}'],
  ["JSON under a form type, after a line", '\r\n\t {"a":{"b":"x=1&y=2"}}', '{"a":{"b":"x=1&y=2"}}'],
  ["broken JSON under a form type", '{"a":1', { status: 400 }],
  ["a brace that is encoded begins a name", "%7Ba=1", '{"{a":"1"}'],
  ["a name sent twice", "a=1&a=2", { status: 400, path: "/a" }],
  ["a name sent twice, once encoded", "a=1&%61=2", { status: 400, path: "/a" }],
  ["a name with plus and with %20", "a+b=1&a%20b=2", { status: 400, path: "/a b" }],
  ["__proto__ as name", "__proto__=1", { status: 400, path: "/__proto__" }],
  ["__proto__ encoded", "%5f_proto__=1", { status: 400, path: "/__proto__" }],
  ["a NUL in a name", "a%00=1", { status: 422, path: "/a" }],
  ["a C1 control in a name", "a%C2%80=1", { status: 422, path: "/a" }],
  ["percent-encoded Latin-1", "n=Zo%EB", 400],
  ["a percent-encoded surrogate", "n=%ED%A0%80", 400],
  ["an overlong percent-encoded slash", "n=%C0%AF", 400],
  ["raw Latin-1", [0x6e, 0x3d, 0xeb], 400],
  ["a byte order mark", [0xef, 0xbb, 0xbf, 0x61, 0x3d, 0x31], 400],
  ["1,001 names", fields(1_001), 400],
  ["100,000 names", fields(100_000), 400],
  ["1 MiB and one byte", `a=${"b".repeat(2 ** 20 - 1)}`, 413],
  ["100,000 ampersands and a name", `${"&".repeat(100_000)}a=1`, '{"a":"1"}'],
];
