import { afterEach, expect, test } from "vitest";
import { vouchForOwnScripts } from "./vouch-for-own-scripts.ts";

const page = { origin: "https://chat.example.org" };

afterEach(() => Reflect.deleteProperty(globalThis, "trustedTypes"));

test("vouches for the Studio's own scripts alone, once", () => {
  const policies: { name: string; createScriptURL: (text: string) => string }[] = [];
  const types = {
    defaultPolicy: null as unknown,
    createPolicy: (name: string, rules: { createScriptURL: (text: string) => string }) => {
      policies.push({ name, ...rules });
      types.defaultPolicy = rules;
    },
  };
  Reflect.set(globalThis, "trustedTypes", types);
  vouchForOwnScripts(page);
  vouchForOwnScripts(page);
  expect(policies).toHaveLength(1);
  const own = "https://chat.example.org/studio/assets/check-worker.js";
  expect(policies[0]?.createScriptURL(own)).toBe(own);
  expect(() => policies[0]?.createScriptURL("https://evil.example/x.js")).toThrow("own");
  expect(() => policies[0]?.createScriptURL("data:text/javascript,1")).toThrow("own");
});

test("does nothing where the browser has no Trusted Types", () => {
  expect(() => vouchForOwnScripts(page)).not.toThrow();
});
