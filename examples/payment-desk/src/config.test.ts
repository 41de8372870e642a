import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("needs a token and nothing else", () => {
  expect(readConfig({ PARLEY_TOKEN: "t" })).toEqual({
    host: "127.0.0.1",
    port: 8422,
    dataFolder: "./data/payment-desk",
    parleyUrl: "http://127.0.0.1:8420",
    parleyToken: "t",
    resumeOrigin: "http://127.0.0.1:8420",
    mode: "set-go",
    currency: "EUR",
    publicUrl: null,
    exitWithParent: false,
  });
});

test("needs no token where the address is the secret", () => {
  expect(readConfig({ DESK_MODE: "resume-url" }).parleyToken).toBe("");
});

test("reports every problem at once", () => {
  const env = { DESK_MODE: "x", DESK_PORT: "70000", PARLEY_URL: "ftp://a", PARLEY_TOKEN: "a b" };
  expect(() => readConfig(env)).toThrow(
    /DESK_MODE[\s\S]*PARLEY_URL[\s\S]*DESK_PORT[\s\S]*PARLEY_TOKEN: holds a character/,
  );
});
