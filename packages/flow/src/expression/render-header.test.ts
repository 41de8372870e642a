import fc from "fast-check";
import { expect, test } from "vitest";
import { renderHeader } from "./render-header.ts";
import { parseTemplate, type Rendered } from "./template.ts";
import type { Value } from "./value.ts";

// Half surrogates included.
const anyCharacter = fc.nat(0xffff).map((code) => String.fromCharCode(code));

test("a header takes Latin-1 text and tabs", () => {
  expect(render("Bearer @x", "abc\té")).toEqual({ ok: true, text: "Bearer abc\té" });
});

test.each(["a\r\nX-Admin: 1", "a\n", "\0", "\u007f", "Ж", "👋", "\u2028", "\ud800"])(
  "%j is refused",
  (value) => {
    expect(render("Bearer @x", value)).toMatchObject({
      ok: false,
      problem: { code: "bad-header" },
    });
  },
);

test("a header has an end", () => {
  expect(render("@x", "a".repeat(9_000))).toMatchObject({ problem: { code: "header-too-long" } });
});

test("no value brings a line break or a control character into a header", () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (value) => {
      const result = render("a @x b", value);
      if (result.ok) expect(result.text).toMatch(/^[\t\x20-\x7e\x80-\xff]*$/);
    }),
  );
});

function render(source: string, x: Value): Rendered {
  return renderHeader(parseTemplate(source), { field: () => x, nowMs: 0, zone: "UTC" });
}
