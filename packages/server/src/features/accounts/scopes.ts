/** What a token may do. */
export const scopes = [
  "customers:read",
  "customers:write",
  "messages:send",
  "fields:write",
  "bots:read",
  "bots:write",
  "bots:run",
  "hooks:read",
  "hooks:write",
  "channels:read",
  "channels:write",
  "agents:read",
  "agents:write",
  "tokens:write",
  "audit:read",
] as const;

export type Scope = (typeof scopes)[number];

/** What a token of the original platform may do: everything but make tokens, and read who did what. */
export const landbotScopes: readonly Scope[] = scopes.filter(
  (scope) => scope !== "tokens:write" && scope !== "audit:read",
);

/** Tells whether a text names a scope. */
export function isScope(text: string): text is Scope {
  return (scopes as readonly string[]).includes(text);
}
