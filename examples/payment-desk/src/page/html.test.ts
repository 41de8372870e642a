import { expect, test } from "vitest";
import type { Payment } from "../payment.ts";
import { html } from "./html.ts";
import { paymentCard } from "./payment-card.ts";

const corpus = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "</li></ol><svg/onload=alert(1)>",
  "javascript:alert(1)//",
  "<!--<script>",
  "&lt;script&gt;",
  "`$&{alert(1)}`",
  "]]><iframe src=javascript:alert(1)>",
  "\u2028<a href=//evil.example>x</a>",
];

const payment = (name: string): Payment => ({
  id: "pay_1",
  url: "http://desk/payments/pay_1",
  botId: "1",
  blockId: "b",
  customerId: "2",
  name,
  email: `${name}@example.org`,
  amount: 1,
  item: name,
  resumeUrl: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  status: "paid",
  decidedAt: "2026-01-01T00:00:00.000Z",
  mode: "set-go",
  calls: [
    {
      step: "set",
      key: "pay_1.set",
      state: "refused",
      attempts: 1,
      last: { at: "2026-01-01T00:00:00.000Z", status: 400, answer: name, durationMs: 1 },
      nextAttemptAt: null,
    },
  ],
});

const marks = (text: string): string => text.replace(/[^<>"]/g, "");

test.each(corpus)("a name, an item or an answer such as %j changes no markup", (attack) => {
  const card = (name: string): string => paymentCard(payment(name), "EUR", new Date(0)).text;
  expect(marks(card(attack))).toBe(marks(card("Ann")));
  expect(card(attack)).not.toContain("'");
});

test("what is already HTML stays as it is", () => {
  expect(html`<b>${[html`<i>${"<"}</i>`]}</b>`.text).toBe("<b><i>&#60;</i></b>");
});
