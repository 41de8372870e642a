import { expect, test } from "vitest";
import { html } from "./html.ts";

test.each([
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "`onload=alert(1)`",
  "</title><svg/onload=alert(1)>",
])("%j becomes no markup, neither in text nor in an attribute", (text) => {
  const shown = html`<p title="${text}">${text}</p>`.text;
  expect(shown.replace(/[^<>"'`]/g, "")).toBe('<""><>');
});

test("what is already HTML stays as it is", () => {
  expect(html`<b>${[html`<i>${"<"}</i>`]}</b>`.text).toBe("<b><i>&#60;</i></b>");
});
