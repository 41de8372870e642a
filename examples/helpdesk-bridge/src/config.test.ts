import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const env = {
  ...{ PARLEY_TOKEN: "t", PARLEY_HOOK_SECRET: "whsec_AAAA" },
  ...{ BRIDGE_KEY: "sixteen-letters-", BRIDGE_BOT_ID: "1000001" },
};

test("needs two secrets, a token and a bot, and nothing else", () => {
  expect(readConfig(env)).toEqual({
    ...{ host: "127.0.0.1", port: 8424, parleyUrl: "http://127.0.0.1:8420", parleyToken: "t" },
    ...{ secret: "whsec_AAAA", key: "sixteen-letters-", botId: 1_000_001, backTo: "back" },
  });
});

test("reports every problem at once", () => {
  expect(() => readConfig({ ...env, BRIDGE_KEY: "short", PARLEY_TOKEN: "", PORT: "x" })).toThrow(
    /PORT: [\s\S]*PARLEY_TOKEN: [\s\S]*BRIDGE_KEY: /,
  );
});
