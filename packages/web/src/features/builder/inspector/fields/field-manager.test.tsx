import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { showInspector } from "../testing/show-inspector.tsx";

beforeEach(() => localStorage.clear());

const others = {
  ask: { kind: "ask_email", name: "Ask for it", params: { text: "?", field: "mail" } },
};

async function open() {
  const user = userEvent.setup();
  const onJumpTo = vi.fn();
  const shown = showInspector(
    { kind: "send_text", params: { text: "To @mail" } },
    { others, onJumpTo },
  );
  await user.click(screen.getByRole("tab", { name: "Fields" }));
  return { ...shown, user, onJumpTo };
}

test("shows where a field is written and read, and leads there", async () => {
  const { user, onJumpTo } = await open();
  await user.click(screen.getByRole("button", { name: /@mail.*2 uses/ }));
  expect(screen.getByText("Written by")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Ask for it" }));
  expect(onJumpTo).toHaveBeenCalledWith("ask");
});

test("renames a field in all blocks, and refuses a name that is taken", async () => {
  const { user, flow, params } = await open();
  await user.click(screen.getByRole("button", { name: /@mail/ }));
  const name = screen.getByRole("textbox", { name: "Name of @mail" });
  await user.clear(name);
  await user.type(name, "data");
  expect(screen.getByText("There is a field of this name already.")).toBeTruthy();
  await user.clear(name);
  await user.type(name, "address{Enter}");
  expect(params()).toEqual({ text: "To @address" });
  expect(flow().blocks.ask?.params).toEqual({ text: "?", field: "address" });
});

test("Esc gives up the name that was typed, though Esc also leads out of the panel", async () => {
  const { user, params } = await open();
  const leave = ({ key, target }: KeyboardEvent) =>
    key === "Escape" && target instanceof HTMLElement && target.blur();
  document.addEventListener("keydown", leave);
  onTestFinished(() => document.removeEventListener("keydown", leave));
  await user.click(screen.getByRole("button", { name: /@mail/ }));
  const name = screen.getByRole("textbox", { name: "Name of @mail" });
  await user.type(name, "x{Escape}");
  expect(name).toHaveProperty("value", "mail");
  expect(document.activeElement).toBe(name);
  await user.keyboard("{Escape}");
  expect(document.activeElement).toBe(document.body);
  expect(params()).toEqual({ text: "To @mail" });
});

test("declares a new field, changes its type, and removes one that nothing uses", async () => {
  const { user, flow } = await open();
  await user.type(screen.getByRole("textbox", { name: "New field" }), "Order id");
  await user.selectOptions(
    screen.getByRole("combobox", { name: "Type of the new field" }),
    "Whole number",
  );
  await user.click(screen.getByRole("button", { name: "Add" }));
  expect(flow().fields.order_id).toEqual({ type: "integer" });
  await user.click(screen.getByRole("button", { name: /@order_id/ }));
  await user.selectOptions(screen.getByRole("combobox", { name: "Type of @order_id" }), "Text");
  await user.click(screen.getByRole("switch", { name: "Pages may set it" }));
  expect(flow().fields.order_id).toEqual({ type: "string", hidden: true });
  await user.click(screen.getByRole("button", { name: "Remove @order_id" }));
  expect(flow().fields.order_id).toBeUndefined();
});
