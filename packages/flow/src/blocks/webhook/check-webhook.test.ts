import { expect, test } from "vitest";
import { checkFlow } from "../../document/check-flow.ts";
import { codesOf } from "../outside-testing.ts";
import { webhook } from "./webhook.ts";

const url = "https://api.example.org/orders";
const codes = (params: object) => codesOf(webhook, { url, ...params });

test("finds nothing wrong with an ordinary request", () => {
  expect(
    codes({
      url: `${url}/@order?state=@state`,
      headers: [{ name: "X-Customer", value: "@id" }],
      body: { kind: "json", template: '{"id": @id, "data": @data, "name": "@name"}' },
      save: [
        { path: "a.b[0].c", field: "c" },
        { path: "", field: "all" },
        { path: "$status", field: "s" },
      ],
      routes: [
        { status: "404", output: "unknown" },
        { status: "4xx", output: "refused" },
      ],
    }),
  ).toEqual([]);
});

test.each([
  "@protocol://api.example.org/",
  "https://@host/",
  "https://api.@host.org/",
  "https://@user@api.example.org/",
  "https://api.example.org:@port/",
  "https://api.example.org\\@evil.example/",
])("refuses a field in protocol, user, host or port: %s", (written) => {
  expect(codes({ url: written })).toEqual(["field-in-host"]);
});

test.each([
  "ftp://api.example.org/",
  "api.example.org",
  "https://ann:pass@api.example.org/",
  "https://api.example.org@path",
  "javascript:alert(1)",
])("refuses an address that is no web service: %s", (written) => {
  expect(codes({ url: written })).toEqual(["bad-url"]);
});

test("warns of a request without encryption", () => {
  const params = webhook.schema.parse({ url: "http://api.example.org/" });
  expect(webhook.check(params)).toMatchObject([{ code: "insecure-url", isWarning: true }]);
});

test.each([
  "Host",
  "host",
  "Content-Length",
  "Transfer-Encoding",
  "CONNECTION",
  "Proxy-Authorization",
  "X-Forwarded-For",
  "X-aws-ec2-metadata-token-ttl-seconds",
  "Metadata-Flavor",
  "Metadata",
  "X-Flow-Depth",
  "Idempotency-Key",
])("refuses the header %s", (name) => {
  expect(codes({ headers: [{ name, value: "1" }] })).toEqual(["forbidden-header"]);
});

test.each(["X Customer", "X:Y", "X\r\nHost", "Ünï", "__proto__", "@name"])(
  "refuses %j as a header's name",
  (name) => {
    expect(codes({ headers: [{ name, value: "1" }] })).toEqual(["bad-header"]);
  },
);

test("refuses a header written twice, in whatever case", () => {
  const headers = [
    { name: "X-A", value: "1" },
    { name: "x-a", value: "2" },
  ];
  expect(codes({ headers })).toEqual(["duplicate-header"]);
});

test("says where a body is not JSON, and refuses one that is never sent", () => {
  const template = '{"id": @id, }';
  const params = webhook.schema.parse({ url, body: { kind: "json", template } });
  const [problem] = webhook.check(params);
  expect(problem?.code).toBe("bad-json");
  expect(problem?.path.slice(0, 3)).toEqual(["body", "template", template.indexOf("}")]);
  expect(codes({ method: "GET", body: { kind: "json", template: "{}" } })).toEqual([
    "body-not-sent",
  ]);
});

test("refuses paths that lead nowhere, ranges without a status, and routes that come too late", () => {
  const save = (path: string) => codes({ save: [{ path, field: "f" }] });
  expect(save("a..b")).toEqual(["bad-path"]);
  expect(save("$headers.")).toEqual(["bad-path"]);
  expect(codes({ routes: [{ status: "204-200", output: "a" }] })).toEqual(["empty-range"]);
  const late = [
    { status: "2xx", output: "a" },
    { status: "201", output: "b" },
  ];
  expect(codes({ routes: late })).toEqual(["unreachable-route"]);
  expect(codes({ routes: [{ status: "6xx", output: "a" }] })).toEqual(["schema"]);
});

test.each([
  ["$.data.items[0].id", "Write data.items[0].id."],
  ["$[0].id", "Write [0].id."],
  ["$", "Leave the path empty for the whole answer."],
])("warns of a path as JSONPath writes it: %s", (path, hint) => {
  const params = webhook.schema.parse({ url: "https://a.example/", save: [{ path, field: "f" }] });
  expect(webhook.check(params)).toMatchObject([{ code: "json-path", hint, isWarning: true }]);
});

test.each(["", "$status", "$headers.x-id", "price.$", "$price"])("takes the path %j", (path) => {
  expect(codes({ save: [{ path, field: "f" }] })).toEqual([]);
});

test("keeps to the caps", () => {
  expect(codes({ timeoutSeconds: 31 })).toEqual(["schema"]);
  expect(codes({ retries: 6 })).toEqual(["schema"]);
  expect(codes({ method: "TRACE" })).toEqual(["schema"]);
  expect(codes({ save: [{ path: "", field: "__proto__" }] })).toEqual(["schema"]);
});

test("says in words what is wrong with a template; the place is in the path", () => {
  const body = { kind: "json", template: '{"a": }' };
  const { problems } = checkFlow({
    ...{ format: 1, name: "Call", start: "call" },
    blocks: { call: { kind: "webhook", params: { url, method: "POST", body } } },
  });
  const [problem] = problems.filter(({ isWarning }) => !isWarning);
  expect(problem?.path).toMatch(/^blocks\.call\.params\.body\.template\.\d+\.\d+$/);
  expect(problem?.message).toMatch(/^[^()]+\.$/);
});
