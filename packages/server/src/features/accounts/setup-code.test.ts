import { expect, test } from "vitest";
import { deriveAccountKeys } from "./account-keys.ts";
import { isSetupCode, setupCode } from "./setup-code.ts";

const keys = deriveAccountKeys(new Uint8Array(32).fill(7));

test("the code is the same each time, and another one in every installation", () => {
  expect(setupCode(keys)).toMatch(/^[A-Z2-9]{5}(?:-[A-Z2-9]{5}){3}$/);
  expect(setupCode(keys)).toBe(setupCode(deriveAccountKeys(new Uint8Array(32).fill(7))));
  expect(setupCode(keys)).not.toBe(setupCode(deriveAccountKeys(new Uint8Array(32).fill(8))));
});

test("counts as it is typed, and nothing else counts", () => {
  const code = setupCode(keys);
  for (const typed of [code, code.toLowerCase(), code.replaceAll("-", ""), ` ${code} `])
    expect(isSetupCode(typed, keys)).toBe(true);
  for (const wrong of [
    "",
    "-",
    code.slice(1),
    `${code}A`,
    setupCode(deriveAccountKeys(new Uint8Array(32))),
  ])
    expect(isSetupCode(wrong, keys)).toBe(false);
});

test("no key of one purpose is that of another", () => {
  const { signIn, setup, answersOf } = keys;
  const all = [signIn, setup.toString("base64url"), answersOf("a"), answersOf("b")];
  expect(new Set(all).size).toBe(4);
});
