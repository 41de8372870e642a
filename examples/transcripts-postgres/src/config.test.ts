import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("needs a database and a secret, and nothing else", () => {
  const env = { DATABASE_URL: "postgres://127.0.0.1/t", PARLEY_HOOK_SECRET: "whsec_AAAA" };
  expect(readConfig(env)).toEqual({
    ...{ host: "127.0.0.1", port: 8423 },
    ...{ databaseUrl: "postgres://127.0.0.1/t", secret: "whsec_AAAA" },
  });
});

test("reports every problem at once", () => {
  const env = { DATABASE_URL: "mysql://a", PORT: "70000", PARLEY_HOOK_SECRET: "s3cret" };
  expect(() => readConfig(env)).toThrow(/PORT: [\s\S]*DATABASE_URL: [\s\S]*PARLEY_HOOK_SECRET: /);
});
