import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("needs a secret and nothing else", () => {
  expect(readConfig({ PARLEY_HOOK_SECRET: "whsec_AAAA" })).toEqual({
    ...{ host: "127.0.0.1", port: 8425, dataFolder: "./data/dashboard-feed" },
    ...{ secret: "whsec_AAAA", timeZone: "UTC" },
  });
});

test("reports every problem at once", () => {
  expect(() => readConfig({ PORT: "x", DASHBOARD_TIME_ZONE: "Atlantis/Centre" })).toThrow(
    /PORT: [\s\S]*PARLEY_HOOK_SECRET: [\s\S]*DASHBOARD_TIME_ZONE: /,
  );
});
