import type { Command } from "commander";
import type { TokenRecord } from "../ports/records.ts";
import type { AddCommand } from "./command-context.ts";
import { formatTable } from "./format-table.ts";
import { withStore } from "./with-store.ts";

/** `parley token list`: every token that was made, with what is left of it. The tokens themselves are not kept. */
export const tokenList: AddCommand = (parent, context) => {
  parent
    .command("list")
    .description("List the API tokens")
    .option("--json", "as JSON")
    .action((options: { json?: boolean }, command: Command) =>
      withStore(command, context, async ({ store, workspace, clock }) => {
        const rows = (await store.tokens(workspace.id)).map((it) => row(it, clock.nowMs()));
        if (options.json) context.print(JSON.stringify(rows, null, 2));
        else for (const line of formatTable(rows)) context.print(line);
      }),
    );
};

function row(token: TokenRecord, nowMs: number) {
  return {
    id: token.id,
    name: token.name,
    begins_with: token.prefix,
    state: stateOf(token, nowMs),
    agent_id: token.agentId,
    created: instant(token.createdMs),
    expires: instant(token.expiresMs),
    last_used: instant(token.lastUsedMs),
    scopes: token.scopes.join(","),
  };
}

function stateOf(token: TokenRecord, nowMs: number): "active" | "revoked" | "expired" {
  if (token.revokedMs !== null) return "revoked";
  return token.expiresMs !== null && token.expiresMs <= nowMs ? "expired" : "active";
}

const instant = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString();
