import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { KindList } from "./kind-list.tsx";

test.each([
  ["wait", "wait"],
  ["web", "webhook"],
  ["say", "send_text"],
  ["goodbye", "goodbye"],
])("Enter right after %s takes the kind of that name", async (words, kind) => {
  const onChoose = vi.fn<(kind: string) => void>();
  render(<KindList onChoose={onChoose} />);
  await userEvent.type(screen.getByPlaceholderText("Search blocks"), `${words}{Enter}`);
  expect(onChoose.mock.calls).toEqual([[kind]]);
});

test("what only speaks of the words comes below what is called by them, whatever its family", async () => {
  render(<KindList onChoose={() => {}} />);
  const box = screen.getByPlaceholderText("Search blocks");
  const titles = () =>
    screen.getAllByRole("option").map((row) => row.querySelector(".kind-title")?.textContent);
  await userEvent.type(box, "wait");
  expect(titles()).toEqual(["Wait for callback", "Delay"]);
  await userEvent.clear(box);
  expect(titles()[0]).toBe("Send a message");
});
