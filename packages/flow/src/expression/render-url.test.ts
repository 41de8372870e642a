import fc from "fast-check";
import { expect, test } from "vitest";
import type { Scope } from "./evaluate.ts";
import { checkUrlTemplate, renderUrl } from "./render-url.ts";
import { parseTemplate, type Rendered } from "./template.ts";
import type { Value } from "./value.ts";

// Half surrogates included.
const anyCharacter = fc.nat(0xffff).map((code) => String.fromCharCode(code));

test("values are percent-encoded in path, query and fragment", () => {
  const source = "https://api.example.org:8443/orders/@id/x?q=@q&d=@data#@id";
  const result = render(source, { id: "a/b?c#d", q: "é & =", data: { a: 1 } });
  expect(result).toEqual({
    ok: true,
    text: "https://api.example.org:8443/orders/a%2Fb%3Fc%23d/x?q=%C3%A9%20%26%20%3D&d=%7B%22a%22%3A1%7D#a%2Fb%3Fc%23d",
  });
});

test("a field without a value leaves its place empty, half an emoji becomes a question mark", () => {
  expect(render("https://h.example/@a?b=@b", { b: "\ud800" })).toEqual({
    ok: true,
    text: "https://h.example/?b=%EF%BF%BD",
  });
});

test.each([
  ["https://@host/x", "field-in-host", "@host"],
  ["@url", "field-in-host", "@url"],
  ["@{scheme}://h.example/", "field-in-host", "@{scheme}"],
  ["https://api.@host/", "field-in-host", "@host"],
  ["https://h.example:@port/", "field-in-host", "@port"],
  ["https://h.example@host", "bad-url", null],
  ["https://h.example@{host}", "field-in-host", "@{host}"],
  ["https://h.example.@host", "field-in-host", "@host"],
  ["https://user:@pass/", "field-in-host", "@pass"],
  ["https://user:pass@h.example/", "bad-url", null],
  ["https://user@@h.example/@id", "bad-url", null],
  ["https:/@a/@b", "field-in-host", "@a"],
  ["https://?@a", "bad-url", null],
  ["ftp://h.example/", "bad-url", null],
  ["javascript:alert(1)", "bad-url", null],
  ["//h.example/", "bad-url", null],
  ["h.example", "bad-url", null],
  ["", "bad-url", null],
  ["https://h.example\\@id", "field-in-host", "@id"],
  ["https://h.example/a\\@id", "bad-url", null],
  ["https://h.example/a\n@id", "bad-url", null],
  ["https://h.example /", "bad-url", null],
  ["https://h%2eexample/", "bad-url", null],
])("%s is refused when it is saved and when it is rendered", (source, code, place) => {
  const problem = checkUrlTemplate(source);
  expect(problem).toMatchObject({ code });
  if (place !== null) expect(source.slice(problem?.from, problem?.to)).toBe(place);
  expect(render(source, { host: "h", id: "1" })).toMatchObject({ ok: false, problem: { code } });
});

test.each([
  "https://h.example",
  "http://localhost:3000/",
  "HTTPS://H.example/@id",
  "https://[::1]:80/@id",
  "https://127.0.0.1?x=@id",
  "https://münchen.example/@id",
  "https://h.example/a b?mail=ann@example.org&at=@@",
])("%s is accepted", (source) => {
  expect(checkUrlTemplate(source)).toBeNull();
});

test.each([
  ["/a/@x/b", ".."],
  ["/a/@x", "."],
  ["/@x", ".."],
  ["/.@x/b", "."],
  ["/%2e@x?q", "."],
  ["/%2E@x#f", "."],
  ["/%@x", "2e%2e"],
  ["/@x@x", "."],
])("in %s the value %s may not climb", (path, x) => {
  const result = render(`https://h.example${path}`, { x });
  if (result.ok) expect(new URL(result.text).pathname).not.toMatch(/^\/(?:b)?$/);
  else expect(result.problem).toMatchObject({ code: "path-step" });
});

test("dots beside other characters and in the query are plain text", () => {
  expect(render("https://h.example/v.@x/..@x?@x", { x: ".." }).ok).toBe(true);
  expect(render("https://h.example/@x?a=/@x/", { x: "a" }).ok).toBe(true);
  expect(render("https://h.example/?a=/@x/", { x: ".." }).ok).toBe(true);
});

test("an address does not grow without end", () => {
  expect(render("https://h.example/@x", { x: "x".repeat(9_000) })).toMatchObject({
    problem: { code: "url-too-long" },
  });
});

test("10,000 values change neither host nor path nor query structure", () => {
  const source = "https://api.example.org/a/@x/b?one=@y&two=2#@x";
  const template = parseTemplate(source);
  fc.assert(
    fc.property(hostile, hostile, (x, y) => {
      const result = renderUrl(template, scopeOf({ x, y }));
      if (!result.ok) return;
      expect(result.text).toMatch(/^[\x21-\x7e]*$/);
      const url = new URL(result.text);
      expect(url.origin).toBe("https://api.example.org");
      expect(url.username + url.password).toBe("");
      expect(url.pathname.split("/").length).toBe(4);
      expect(url.pathname).toMatch(/^\/a\/.*\/b$/);
      expect([...url.searchParams.keys()]).toEqual(["one", "two"]);
    }),
    { numRuns: 10_000 },
  );
});

const hostile: fc.Arbitrary<Value> = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.jsonValue() as fc.Arbitrary<Value>,
  fc
    .array(
      fc.constantFrom(
        "/",
        "\\",
        "..",
        ".",
        "%2e",
        "%2f",
        "@",
        ":",
        "?",
        "#",
        "&",
        "=",
        "\r\n",
        "\0",
        "evil.example",
        "//",
        " ",
        "\t",
      ),
    )
    .map((all) => all.join("")),
);

function render(source: string, fields: { [name: string]: Value }): Rendered {
  return renderUrl(parseTemplate(source), scopeOf(fields));
}

function scopeOf(fields: { [name: string]: Value }): Scope {
  return { field: (name) => fields[name], nowMs: 0, zone: "UTC" };
}
