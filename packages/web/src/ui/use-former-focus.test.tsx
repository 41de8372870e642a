import { render, renderHook, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { useFormerFocus } from "./use-former-focus.ts";

const close = () => new Event("close", { cancelable: true });

function open() {
  render(
    <>
      <button type="button">Opener</button>
      <button type="button">Elsewhere</button>
    </>,
  );
  screen.getByText("Opener").focus();
  return renderHook(() => useFormerFocus(true)).result;
}

test("the focus goes back to where it was when something opened", () => {
  const giveBack = open();
  (document.activeElement as HTMLElement).blur();
  giveBack.current(close());
  expect(document.activeElement).toBe(screen.getByText("Opener"));
});

test("what opened in its place keeps the focus", () => {
  const giveBack = open();
  screen.getByText("Elsewhere").focus();
  giveBack.current(close());
  expect(document.activeElement).toBe(screen.getByText("Elsewhere"));
});

test("whoever has led it elsewhere is not led back", () => {
  const giveBack = open();
  (document.activeElement as HTMLElement).blur();
  const event = close();
  event.preventDefault();
  giveBack.current(event);
  expect(document.activeElement).toBe(document.body);
});
