import { expect, test, vi } from "vitest";
import { createPresser } from "./keys.ts";

test("two keys that follow each other do what one of them alone does not", () => {
  const go = vi.fn();
  const press = createPresser({ "g b": go });
  expect(press("g", 0)).toBe(false);
  expect(press("b", 500)).toBe(true);
  expect(go).toHaveBeenCalledOnce();
});

test("the second key comes too late, or after another one", () => {
  const go = vi.fn();
  const press = createPresser({ "g b": go });
  press("g", 0);
  press("b", 1300);
  press("g", 2000);
  press("x", 2100);
  press("b", 2200);
  expect(go).not.toHaveBeenCalled();
});

test("after a pair its second key does not begin another", () => {
  const [go, back] = [vi.fn(), vi.fn()];
  const press = createPresser({ "g b": go, "b g": back });
  press("g", 0);
  press("b", 100);
  press("g", 200);
  expect(go).toHaveBeenCalledOnce();
  expect(back).not.toHaveBeenCalled();
});
