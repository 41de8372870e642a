import { expect, test } from "vitest";
import { allScopes, expiryOf, findPreset, presetOf, scopePresets } from "./token-scopes.ts";

test("no preset makes keys that make keys, and none names a scope that is not there", () => {
  for (const scopes of Object.values(scopePresets)) {
    expect(scopes).not.toContain("tokens:write");
    for (const scope of scopes) expect(allScopes).toContain(scope);
  }
});

test("a preset is known by its scopes in any order, and nothing else is one", () => {
  expect(presetOf([...scopePresets.go].reverse())).toBe("go");
  expect(presetOf([...scopePresets.go, "hooks:read"])).toBe("own");
  expect(presetOf([])).toBe("own");
  expect(findPreset("own")).toBeUndefined();
});

test("a key ends whole days from now, or never", () => {
  expect(expiryOf("30", 1_000_500)).toBe(1_000 + 30 * 86_400);
  expect(expiryOf("never", 1_000_500)).toBeNull();
});
