import type { Command } from "commander";
import { createTokens } from "../features/accounts/tokens.ts";
import type { CommandContext } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { findServer } from "./pid-file.ts";
import { settingsOf } from "./settings-of.ts";
import { withStore } from "./with-store.ts";

/** Where to listen, as whom, and until when. */
export interface Listening {
  /** The server as it is to be reached now. Throws while it cannot be. */
  findServer(): { readonly url: string; readonly token: string };
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Resolves after this time, or at the end. */
  wait(delayMs: number): Promise<void>;
  close(): Promise<void>;
}

const tokenLastsMs = 24 * 3600_000;

/**
 * Prepares to listen: to the server that `--url` names, with its token, or to the one of the data folder, with a
 * token of its own that may only read hooks and ends with the command.
 */
export async function openListening(
  command: Command,
  context: CommandContext,
  { url, token = context.env.PARLEY_TOKEN }: { readonly url?: string; readonly token?: string },
): Promise<Listening> {
  const end = endSignal();
  if (url !== undefined) {
    if (!token) throw new CommandFailure("--url needs a token: --token, or PARLEY_TOKEN.", 2);
    return { findServer: () => ({ url, token }), ...end, close: async () => {} };
  }
  const { dataFolder } = settingsOf(command, context);
  serverOf(dataFolder);
  const own = await makeToken(command, context);
  return {
    findServer: () => ({ url: serverOf(dataFolder), token: own.secret }),
    ...end,
    close: () =>
      withStore(command, context, async (opened) => {
        await createTokens(opened).revoke(opened.workspace.id, own.id);
      }),
  };
}

function serverOf(folder: string): string {
  const server = findServer(folder);
  if (server?.url) return server.url;
  throw new Error(
    server
      ? "The server is starting."
      : `No server runs on ${folder}. Start it there (npx parley serve), or name another with --url and --token.`,
  );
}

const makeToken = (command: Command, context: CommandContext) =>
  withStore(command, context, async (opened) => {
    const { store, workspace, clock } = opened;
    const admin = (await store.agents(workspace.id)).find((it) => it.isActive);
    if (!admin) throw new CommandFailure("There is no active agent to listen as.");
    const { secret, record } = await createTokens(opened).create({
      ...{ workspaceId: workspace.id, agentId: admin.id, name: "parley listen" },
      ...{ scopes: ["hooks:read"], expiresMs: clock.nowMs() + tokenLastsMs },
    });
    return { secret, id: record.id };
  });

function endSignal(): Pick<Listening, "signal" | "wait"> {
  const control = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => control.abort());
  const { signal } = control;
  return {
    signal,
    wait: (delayMs) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", done);
          resolve();
        };
        const timer = setTimeout(done, delayMs);
        signal.addEventListener("abort", done);
      }),
  };
}
