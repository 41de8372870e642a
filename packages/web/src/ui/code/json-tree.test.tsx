import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { JsonTree } from "./json-tree.tsx";

const value = { list: [{ "a b": 1 }, null], text: "<b>x</b>", empty: {} };

test("a click tells the steps to a value, and the value", async () => {
  const user = userEvent.setup();
  const onPick = vi.fn();
  render(<JsonTree value={value} onPick={onPick} pickLabel="Keep" />);
  await user.click(screen.getByRole("button", { name: "Keep list.0.a b 1" }));
  await user.click(screen.getByRole("button", { name: "Keep list [2]" }));
  expect(onPick.mock.calls).toEqual([
    [["list", 0, "a b"], 1],
    [["list"], value.list],
  ]);
});

test("without anything to do with a pick, the tree is only read; markup stays text", () => {
  const { container } = render(<JsonTree value={value} />);
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByText('"<b>x</b>"')).toBeTruthy();
  expect(container.querySelector("b")).toBeNull();
});

test("a long list shows a hundred at a time", async () => {
  const user = userEvent.setup();
  render(<JsonTree value={Array.from({ length: 150 }, (_, index) => index)} />);
  expect(screen.queryByText("149")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Show more" }));
  expect(screen.getByText("149")).toBeTruthy();
});
