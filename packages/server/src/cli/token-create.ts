import type { Command } from "commander";
import { scopes } from "../features/accounts/scopes.ts";
import { createTokens } from "../features/accounts/tokens.ts";
import type { AgentRecord } from "../ports/records.ts";
import type { AddCommand } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { readDuration } from "./read-duration.ts";
import { readId } from "./read-id.ts";
import { type Opened, withStore } from "./with-store.ts";

interface Options {
  readonly name: string;
  readonly scopes?: readonly string[];
  readonly agent?: number;
  readonly expires?: number;
}

/** `parley token create`: prints the new token and nothing else, so that a script can keep it. It is shown once. */
export const tokenCreate: AddCommand = (parent, context) => {
  parent
    .command("create")
    .description("Make an API token and print it, once")
    .requiredOption("--name <name>", "what it is for")
    .option(
      "--scopes <list>",
      "what it may do, separated by commas (default: all but tokens:write and audit:read)",
      list,
    )
    .option("--agent <id>", "the agent it acts as (default: the first admin)", readId)
    .option(
      "--expires <duration>",
      "when it ends: 90m, 12h, 30d, 8w (default: never)",
      readDuration,
    )
    .addHelpText("after", `\nScopes:\n${scopesByThing()}`)
    .action((options: Options, command: Command) =>
      withStore(command, context, async (opened) => {
        const agent = await actingAgent(opened, options.agent);
        const { secret } = await createTokens(opened).create({
          workspaceId: opened.workspace.id,
          agentId: agent.id,
          name: options.name,
          ...(options.scopes && { scopes: options.scopes }),
          expiresMs: options.expires === undefined ? null : opened.clock.nowMs() + options.expires,
        });
        context.print(secret);
      }),
    );
};

/** A line for each thing that tokens open, with all that can be done to it. */
function scopesByThing(): string {
  const things = Map.groupBy(scopes, (it) => it.split(":")[0]);
  return [...things.values()].map((it) => `  ${it.join(", ")}`).join("\n");
}

const list = (text: string): readonly string[] =>
  text
    .split(",")
    .map((it) => it.trim())
    .filter((it) => it !== "");

async function actingAgent(opened: Opened, id: number | undefined): Promise<AgentRecord> {
  const active = (await opened.store.agents(opened.workspace.id)).filter((it) => it.isActive);
  const agent = active.find((it) => (id === undefined ? it.role === "admin" : it.id === id));
  if (agent) return agent;
  const known = active.map((it) => `${it.id} (${it.name})`).join(", ") || "none";
  throw new CommandFailure(
    id === undefined
      ? `There is no active admin: name an agent with --agent. Active agents: ${known}.`
      : `There is no active agent ${id}. Active agents: ${known}.`,
  );
}
