import { expect, test } from "vitest";
import { ConfigError, readConfig, settingNames } from "./config.ts";

test("nothing set is a set of values that works on this machine alone", () => {
  expect(readConfig({})).toMatchObject({
    host: "127.0.0.1",
    port: 8420,
    opsPort: 8421,
    dataFolder: "./data",
    egressAllow: "",
    publicUrl: null,
    trustedProxies: [],
    hasRateLimits: true,
    tokenRate: { perSecond: 50, burst: 100 },
    hookLogDays: 30,
    failpoints: "",
  });
});

test("the names are those that are read", () => {
  const read = new Set<string>();
  const spy = { get: (_: object, name: string) => void read.add(name) };
  readConfig(new Proxy({}, spy));
  expect(read).toEqual(new Set(settingNames));
});

test("an empty value is one that was not set", () => {
  const names = [
    "HOST",
    "PORT",
    "DATA",
    "OPS_PORT",
    "PUBLIC_URL",
    "DEMO",
    "RATE_LIMITS",
    "LOG_LEVEL",
    "HOOK_LOG_DAYS",
    "WORKSPACES",
  ];
  const empty = Object.fromEntries(names.map((name) => [`PARLEY_${name}`, ""]));
  expect(readConfig(empty)).toEqual(readConfig({}));
});

test("every wrong value is reported at once, by its name, with what to give", () => {
  const wrong = {
    PARLEY_PORT: "http",
    PARLEY_OPS_PORT: "65536",
    PARLEY_DEMO: "yes",
    PARLEY_WORKSPACES: "anyone",
    PARLEY_RATE_LIMITS: "fast",
    PARLEY_PUBLIC_URL: "chat.example.org",
    PARLEY_LOG_LEVEL: "loud",
    PARLEY_HOOK_LOG_DAYS: "a month",
    PARLEY_EGRESS_ALLOW: "10.0.0.0/8, localhost",
    PARLEY_TRUSTED_PROXIES: "10.0.0.0/8, the proxy",
    PARLEY_FAILPOINTS: "before-commit=kill@1",
  };
  let problems: readonly string[] = [];
  try {
    readConfig(wrong);
  } catch (error) {
    if (error instanceof ConfigError) problems = error.problems;
  }
  expect(problems.map((it) => it.split(" ")[0]).toSorted()).toEqual(Object.keys(wrong).toSorted());
});

test.each(["ftp://example.org", "https://example.org/chat", "https://example.org/?a", "//x", "-"])(
  "%s is no public address",
  (address) => {
    expect(() => readConfig({ PARLEY_PUBLIC_URL: address })).toThrow(ConfigError);
  },
);

test("a public address is kept as an origin", () => {
  expect(readConfig({ PARLEY_PUBLIC_URL: "HTTPS://Chat.Example.org:443/" }).publicUrl).toBe(
    "https://chat.example.org",
  );
});

test.each(["0", "3651", "-1", "1.5", "1e2"])("%s days of deliveries are refused", (days) => {
  expect(() => readConfig({ PARLEY_HOOK_LOG_DAYS: days })).toThrow(ConfigError);
});

test("deliveries are kept for as many days as are set", () => {
  expect(readConfig({ PARLEY_HOOK_LOG_DAYS: "7" }).hookLogDays).toBe(7);
});

test.each([
  ["on", true, { perSecond: 50, burst: 100 }],
  ["off", false, null],
  ["0", true, null],
  ["1", true, { perSecond: 1, burst: 2 }],
  ["200", true, { perSecond: 200, burst: 400 }],
  ["200/400", true, { perSecond: 200, burst: 400 }],
  ["50/10", true, { perSecond: 50, burst: 10 }],
])("rates of %s", (text, hasRateLimits, tokenRate) => {
  expect(readConfig({ PARLEY_RATE_LIMITS: text })).toMatchObject({ hasRateLimits, tokenRate });
});

test.each(["yes", "-1", "1.5", "1e3", " 50", "50/", "/100", "50/0", "0/100", "1/2/3", "9999999"])(
  "%j are no rates, and what would be is told",
  (text) => {
    expect(() => readConfig({ PARLEY_RATE_LIMITS: text })).toThrow(
      `PARLEY_RATE_LIMITS is "${text}": give on, off, requests per second for each token (200; 0: no limit), or these and how many at once (200/400).`,
    );
  },
);

test("proxies are a list, with or without spaces", () => {
  const { trustedProxies } = readConfig({ PARLEY_TRUSTED_PROXIES: "127.0.0.1/32, 10.0.0.0/8," });
  expect(trustedProxies).toEqual(["127.0.0.1/32", "10.0.0.0/8"]);
});

test.each(["10.0.0.0/33", "10.0.0", "::1/129", "10.0.0.0/8/8", "10.0.0.0/", "localhost", "*"])(
  "%s is no network of proxies",
  (network) => {
    expect(() => readConfig({ PARLEY_TRUSTED_PROXIES: network })).toThrow(network);
  },
);

test.each(["0x1F90", "80.5", "-1", " 80", "1e3", "99999"])("%j is no port", (port) => {
  expect(() => readConfig({ PARLEY_PORT: port })).toThrow("PARLEY_PORT");
});

test("the operators' port is not the public one", () => {
  expect(() => readConfig({ PARLEY_PORT: "8421" })).toThrow("PARLEY_OPS_PORT");
  expect(readConfig({ PARLEY_PORT: "0", PARLEY_OPS_PORT: "0" })).toMatchObject({ port: 0 });
});
