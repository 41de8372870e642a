import type { TestRequestAnswer } from "@parley/contract";
import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { showInspector } from "../testing/show-inspector.tsx";

beforeEach(() => localStorage.clear());

const params = {
  url: "https://desk.example/@order_id",
  body: { kind: "json", template: '{"amount": @amount}' },
  save: [{ path: "id", field: "id_of_payment" }],
};
const request = { method: "POST", url: "https://desk.example/7", headers: {}, body: null };

async function send(answer: TestRequestAnswer["answer"]) {
  const user = userEvent.setup();
  const onTestRequest = vi.fn(async () => ({ success: true as const, request, answer }));
  const shown = showInspector({ kind: "webhook", params }, { onTestRequest });
  await user.click(screen.getByRole("button", { name: "Try the request" }));
  await user.type(screen.getByRole("textbox", { name: "@order_id" }), "7");
  await user.type(screen.getByRole("textbox", { name: "@amount" }), "12.5");
  expect(screen.getByText(/https:\/\/desk\.example\/7/)).toBeTruthy();
  expect(screen.getByText(/real call, from the server to desk\.example,/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Send test request" }));
  await screen.findByRole("region", { name: "Answer" });
  return { ...shown, user, onTestRequest };
}

test("sends the block's own parameters with the sample values, and shows status and time", async () => {
  const { onTestRequest } = await send({ status: 201, duration_ms: 184, json: { ok: true } });
  expect(onTestRequest).toHaveBeenCalledWith({ params, fields: { order_id: 7, amount: 12.5 } });
  expect(screen.getByText("201 OK")).toBeTruthy();
  expect(screen.getByText("184 ms")).toBeTruthy();
  expect(localStorage.getItem("parley.samples.7")).toBe('{"order_id":"7","amount":"12.5"}');
});

test("a click on a value of the answer keeps it in a field of its type", async () => {
  const { user, params: now } = await send({
    ...{ status: 200, duration_ms: 1 },
    json: { payment: { paidAt: "2026-02-28T09:30:00Z", lines: [{ count: 2 }] } },
  });
  await user.click(screen.getByRole("button", { name: /payment\.paidAt/ }));
  await user.click(screen.getByRole("button", { name: /payment\.lines\.0\.count/ }));
  expect(now().save).toEqual([
    ...params.save,
    { path: "payment.paidAt", field: "paid_at", type: "datetime" },
    { path: "payment.lines[0].count", field: "count", type: "integer" },
  ]);
});

test("a refused address is explained, with what would allow it", async () => {
  await send({
    error: "This server cannot be called: its name is unknown or its address is not allowed.",
    duration_ms: 0,
  });
  expect(screen.getByText("No answer")).toBeTruthy();
  expect(screen.getByText(/PARLEY_EGRESS_ALLOW/)).toBeTruthy();
});

test("what keeps the request from being sent shows before it is", async () => {
  const user = userEvent.setup();
  showInspector({ kind: "webhook", params: { ...params, url: "ftp://desk.example" } });
  await user.click(screen.getByRole("button", { name: "Try the request" }));
  expect(document.querySelector(".preview-problems")?.textContent).toMatch(/http/);
});

test("an error of the API is told and can be tried again", async () => {
  const user = userEvent.setup();
  showInspector(
    { kind: "webhook", params },
    { onTestRequest: () => Promise.reject(new Error("Too many requests.")) },
  );
  await user.click(screen.getByRole("button", { name: "Try the request" }));
  await user.click(screen.getByRole("button", { name: "Send test request" }));
  expect(await screen.findByText("Too many requests.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Send test request" })).toHaveProperty(
    "disabled",
    false,
  );
});
