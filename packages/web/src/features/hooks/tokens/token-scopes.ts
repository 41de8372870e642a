/** What a key may be allowed, grouped as people think of it. */
export const scopeGroups = [
  { noun: "customers", scopes: ["customers:read", "customers:write"] },
  { noun: "messages", scopes: ["messages:send"] },
  { noun: "fields", scopes: ["fields:write"] },
  { noun: "bots", scopes: ["bots:read", "bots:run", "bots:write"] },
  { noun: "channels", scopes: ["channels:read", "channels:write"] },
  { noun: "hooks", scopes: ["hooks:read", "hooks:write"] },
  { noun: "agents", scopes: ["agents:read", "agents:write"] },
  { noun: "tokens", scopes: ["tokens:write"] },
] as const;

/** Every scope that there is. */
export const allScopes: readonly string[] = scopeGroups.flatMap(({ scopes }) => scopes);

/** Sets of scopes for what keys are mostly made for. */
export const scopePresets = {
  go: ["customers:read", "fields:write", "bots:run"],
  agent: ["customers:read", "customers:write", "messages:send", "fields:write"],
  all: allScopes.filter((scope) => scope !== "tokens:write"),
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
