import fc from "fast-check";
import { h, render } from "preact";
import { expect, test } from "vitest";
import { RichText } from "../view/rich-text.tsx";
import { playerOf, safeHref } from "./link-policy.ts";
import { parseMarkdown, plainText } from "./markdown.ts";

function drawn(source: string): HTMLElement {
  const root = document.createElement("div");
  render(h(RichText, { source }), root);
  return root;
}

const allowed = new Set(["P", "BR", "STRONG", "EM", "CODE", "A", "UL", "OL", "LI"]);

function expectOnlyAllowed(root: HTMLElement) {
  for (const node of root.querySelectorAll("*")) {
    expect(allowed).toContain(node.tagName);
    for (const name of node.getAttributeNames()) {
      expect(["href", "target", "rel", "dir"]).toContain(name);
    }
    const href = node.getAttribute("href");
    if (href !== null) expect(href).toMatch(/^(https?:|mailto:|tel:)/);
  }
}

test("bold, italic, code, links, lists and line breaks are drawn", () => {
  expect(drawn("**a** *b* _c_ __d__ `e` [f](https://g.example/)\nh").innerHTML).toBe(
    '<p dir="auto"><strong>a</strong> <em>b</em> <em>c</em> <strong>d</strong> <code>e</code> ' +
      '<a href="https://g.example/" target="_blank" rel="noopener noreferrer nofollow">f</a><br>h</p>',
  );
  expect(drawn("- a\n- **b**\n\n1. c").innerHTML).toBe(
    '<ul dir="auto"><li>a</li><li><strong>b</strong></li></ul><ol dir="auto"><li>c</li></ol>',
  );
});

test("marks inside words and lone marks stay as they were written", () => {
  for (const text of ["snake_case_name", "2 * 3 * 4", "**", "[a](b", "`"]) {
    expect(drawn(text).textContent).toBe(text);
    expect(drawn(text).querySelector("em, strong, code, a")).toBeNull();
  }
});

test("a bare address becomes a link without the full stop behind it", () => {
  const link = drawn("See https://a.example/b.").querySelector("a");
  expect(link?.getAttribute("href")).toBe("https://a.example/b");
  expect(drawn("See https://a.example/b.").textContent).toBe("See https://a.example/b.");
});

const hostile = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  '"><iframe srcdoc="<script>alert(1)</script>">',
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](vbscript:msgbox(1))",
  "[x](//evil.example)",
  '[x](https://a.example/"onmouseover="alert(1))',
  "[![x](javascript:alert(1))](javascript:alert(2))",
  "**<b onclick=alert(1)>x</b>**",
  "`<style>*{display:none}</style>`",
  "- <math><mtext></mtext><a href=javascript:alert(1)>x",
  "<https://a.example/><object data=x>",
  "javascript:alert(1) http://",
];

test.each(hostile)("nothing but our own elements comes of %s", (source) => {
  expectOnlyAllowed(drawn(source));
});

test("no text whatever makes an element or attribute that is not ours", () => {
  const pieces = fc.constantFrom(
    ...hostile,
    "**",
    "*",
    "_",
    "`",
    "[",
    "](",
    ")",
    "<",
    "\n",
    "- ",
    "1. ",
    "https://a.example",
  );
  const sources = fc
    .array(fc.oneof(pieces, fc.string()), { maxLength: 12 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(sources, (source) => expectOnlyAllowed(drawn(source))),
    { numRuns: 300 },
  );
});

test("a long text of nothing but marks is read in time that grows with its length", () => {
  const before = process.threadCpuUsage();
  for (const mark of ["*", "**", "_", "`", "[", "[a](", "**a"]) parseMarkdown(mark.repeat(8000));
  // What it computed, not what the machine did meanwhile.
  expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(2000);
});

test("plain words have no marks", () => {
  expect(plainText("**Yes**, `now`\n- [a](https://b.example)")).toBe("Yes, now\na");
});

test.each([
  ["https://a.example", "https://a.example/"],
  [" HTTP://A.example ", "http://a.example/"],
  ["mailto:a@b.example", "mailto:a@b.example"],
  ["tel:+34600", "tel:+34600"],
  ["javascript:alert(1)", null],
  ["\u0001javascript:alert(1)", null],
  ["java\nscript:alert(1)", null],
  ["data:text/html,x", null],
  ["blob:https://a.example/1", null],
  ["/relative", null],
])("the address %j is a link to %j", (address, href) => {
  expect(safeHref(address)).toBe(href);
});

test("only films of known hosts get a frame", () => {
  const embed = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ";
  expect(playerOf("https://youtu.be/dQw4w9WgXcQ")).toBe(embed);
  expect(playerOf("https://www.youtube.com/watch?v=dQw4w9WgXcQ")).toBe(embed);
  expect(playerOf("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ")).toBeNull();
  expect(playerOf("http://www.youtube.com/watch?v=dQw4w9WgXcQ")).toBeNull();
  expect(playerOf("https://www.youtube.com/watch?v=../../evil")).toBeNull();
});
