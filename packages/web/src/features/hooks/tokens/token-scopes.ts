/** Every scope that there is. */
export const allScopes: readonly string[] = [
  ...["customers:read", "customers:write", "messages:send", "fields:write"],
  ...["bots:read", "bots:run", "bots:write", "channels:read", "channels:write"],
  ...["hooks:read", "hooks:write", "agents:read", "agents:write", "tokens:write", "audit:read"],
];

/** Sets of scopes for what keys are mostly made for. */
export const scopePresets = {
  go: ["customers:read", "fields:write", "bots:run"],
  agent: ["customers:read", "customers:write", "messages:send", "fields:write"],
  all: allScopes.filter((scope) => scope !== "tokens:write" && scope !== "audit:read"),
} as const;
type ScopePreset = keyof typeof scopePresets;

/** The preset that these scopes are, if any. */
export function presetOf(scopes: readonly string[]): ScopePreset | "own" {
  const same = (preset: readonly string[]) =>
    preset.length === scopes.length && preset.every((scope) => scopes.includes(scope));
  const names: readonly ScopePreset[] = ["go", "agent", "all"];
  return names.find((name) => same(scopePresets[name])) ?? "own";
}

/** The scopes of a preset by its name. */
export function findPreset(name: string): readonly string[] | undefined {
  return new Map<string, readonly string[]>(Object.entries(scopePresets)).get(name);
}

/** When a key that is made now ends, in seconds; `null`: never. */
export function expiryOf(days: string, nowMs: number): number | null {
  return days === "never" ? null : Math.floor(nowMs / 1000) + Number(days) * 86_400;
}
