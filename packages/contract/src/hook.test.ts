import { expect, test } from "vitest";
import { HookChange, NewHook } from "./hook.ts";

const url = "https://example.org/hook";

test("a hook needs nothing but its address, as JSON and as a form", () => {
  expect(NewHook.parse({ url })).toEqual({ url });
  expect(
    NewHook.parse({ url, enabled: "0", types: "text, event,text", legacy_strings: "true" }),
  ).toEqual({ url, enabled: false, types: ["text", "event"], legacy_strings: true });
});

test("an empty token is none, and one that no header can carry is refused", () => {
  expect(NewHook.parse({ url, token: "" }).token).toBeNull();
  expect(HookChange.parse({ token: null }).token).toBeNull();
  expect("token" in HookChange.parse({})).toBe(false);
  for (const token of [" a", "a ", "a\nb", "é", "a".repeat(1025), 7])
    expect(NewHook.safeParse({ url, token }).success, String(token)).toBe(false);
});

test("other addresses than those of the web, and names that nobody sends under, are refused", () => {
  for (const wrong of ["", "ftp://example.org", "example.org", "https://", 7])
    expect(NewHook.safeParse({ url: wrong }).success, String(wrong)).toBe(false);
  for (const wrong of [{ types: ["txt"] }, { senders: "visitor" }, { extra_events: ["assign"] }])
    expect(HookChange.safeParse(wrong).success).toBe(false);
});
