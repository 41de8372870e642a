import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { speak } from "../../../ui/words.ts";
import { DeliveryFilterBar, type DeliveryFilterBarProps } from "./delivery-filter-bar.tsx";

await speak("en");

function show(customer?: number) {
  const onChange = vi.fn<DeliveryFilterBarProps["onChange"]>();
  const filters = customer === undefined ? {} : { customer };
  render(<DeliveryFilterBar filters={filters} total={3} onChange={onChange} />);
  return { onChange, field: screen.getByLabelText<HTMLInputElement>("Customer id") };
}

test("the log is narrowed down to a customer while one types, once for the whole id", async () => {
  const { onChange, field } = show();
  // In one go: a busy machine may take longer for a key than a person for a pause.
  await userEvent.setup({ delay: null }).type(field, "10000001");
  await expect
    .poll(() => onChange.mock.calls, { timeout: 5000 })
    .toEqual([[{ customer: 10_000_001 }]]);
});

test("Enter does so at once", async () => {
  const { onChange, field } = show(10_000_001);
  expect(field.value).toBe("10000001");
  await userEvent.clear(field);
  await userEvent.keyboard("{Enter}");
  expect(onChange.mock.calls).toEqual([[{ customer: undefined }]]);
});
