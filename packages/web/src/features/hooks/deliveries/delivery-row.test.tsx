import type { HookDelivery } from "@parley/contract";
import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { InspectedRow } from "../inspectors/inspected-request.tsx";
import { DeliveryRow } from "./delivery-row.tsx";

const delivery: HookDelivery = {
  ...{ id: "7-1", event_id: "evt_1", seq: 1, run: 0, customer_id: 7, type: "text" },
  ...{ sender: "customer", text: "שלום <b>there</b>", status: "ok", released: false },
  ...{ created_at: 1, next_attempt_at: null, url: null, attempts: [] },
};
const request = {
  ...{ number: 1, at: 1, method: "POST", path: "/crm", headers: {}, truncated: false, size: 9 },
  answered: 200,
};

test("a delivery's row says who said what, set apart from the words around it", () => {
  render(<DeliveryRow delivery={delivery} />);
  const words = screen.getByText("שלום <b>there</b>");
  expect(words.tagName).toBe("BDI");
  expect(screen.getByText("customer")).toBeDefined();
});

test("a row without words says the type", () => {
  render(<DeliveryRow delivery={{ ...delivery, type: "location", text: "" }} />);
  expect(screen.getByText("location", { selector: "bdi" })).toBeDefined();
});

test("an inspector's row says what a hook's body says, and of other bodies where they went", () => {
  const message = { type: "text", data: { body: "Is it open?" }, sender: { type: "customer" } };
  const body = JSON.stringify({ messages: [message] });
  const { rerender } = render(<InspectedRow request={{ ...request, body }} />);
  expect(screen.getByText("Is it open?").tagName).toBe("BDI");
  expect(screen.getByText("customer")).toBeDefined();
  rerender(<InspectedRow request={{ ...request, body: "a=1" }} />);
  expect(screen.getByText("/crm")).toBeDefined();
});
