import type { Command } from "commander";
import { drawSecret } from "../features/hooks/hook-secrets.ts";
import { followEvents } from "../follow-events.ts";
import { createForwardBodies, type ForwardBodies } from "../forward-bodies.ts";
import { createSystemChance } from "../system-ports.ts";
import type { AddCommand, CommandContext } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { formatMessage } from "./format-message.ts";
import { openListening } from "./open-listening.ts";
import { readId } from "./read-id.ts";
import { webAddress } from "./web-address.ts";

interface Options {
  readonly channel: number;
  readonly forward?: string;
  readonly secret?: string;
  readonly json?: true;
  readonly url?: string;
  readonly token?: string;
}

/** `parley listen`: shows what happens on a channel as it happens, and may send it on to a receiver under development. */
export const listen: AddCommand = (parent, context) => {
  parent
    .command("listen")
    .description("Show a channel's messages and events as its hooks send them, until Ctrl-C")
    .requiredOption("--channel <id>", "the channel's number", readId)
    .option(
      "--forward <url>",
      "POST each one to this address as well, signed as hooks are",
      webAddress,
    )
    .option("--secret <whsec>", "sign with this secret (default: a new one, which is printed)")
    .option("--json", "print each body on a line, as it is sent")
    .option(
      "--url <address>",
      "a server elsewhere (default: the one of the data folder)",
      webAddress,
    )
    .option("--token <token>", "a token with hooks:read, for --url (default: PARLEY_TOKEN)")
    .action(async (options: Options, command: Command) => {
      const listening = await openListening(command, context, options);
      const forward = openForward(options, context);
      try {
        await followOn(listening, { ...options, context, forward });
      } finally {
        await forward?.close();
        await listening.close();
      }
    });
};

type Listening = Awaited<ReturnType<typeof openListening>>;

interface Showing extends Pick<Options, "channel" | "json"> {
  readonly context: CommandContext;
  readonly forward: ForwardBodies | null;
}

const soonestReturnMs = 500;
const latestReturnMs = 10_000;

/** Follows until the end is asked for; a server that goes away is waited for. */
async function followOn(listening: Listening, showing: Showing): Promise<void> {
  const { complain } = showing.context;
  let delayMs = soonestReturnMs;
  while (!listening.signal.aborted) {
    try {
      await followOnce(listening, showing, () => {
        delayMs = soonestReturnMs;
      });
    } catch (error) {
      if (error instanceof CommandFailure) throw error;
      if (listening.signal.aborted) return;
      complain(`${error instanceof Error ? error.message : String(error)} Trying again.`);
    }
    await listening.wait(delayMs);
    delayMs = Math.min(delayMs * 2, latestReturnMs);
  }
}

async function followOnce(
  { findServer, signal }: Listening,
  showing: Showing,
  onFollowing: () => void,
): Promise<void> {
  const { url, token } = findServer();
  const path = `/v1/channels/${showing.channel}/message_hooks/listen/`;
  const following = await followEvents(new URL(path, url).href, token, signal);
  if (following.kind === "refused") throw refusal(following, showing.channel, url);
  showing.context.complain(`Listening to channel ${showing.channel} at ${url}. Ctrl-C ends it.`);
  onFollowing();
  for await (const { name, data } of following.events) {
    if (name === "message") await show(data, showing);
    if (name === "missed") showing.context.complain("Some were left out: this reader is behind.");
  }
}

async function show(body: string, { context, json, forward }: Showing): Promise<void> {
  const message = formatMessage(body);
  if (json) await context.write(`${body}\n`);
  else if (message) context.print(message.line);
  if (!forward || !message) return;
  const answer = await forward.send(message.eventId, body);
  const told = "error" in answer ? answer.error : `${answer.status} in ${answer.durationMs} ms`;
  context.complain(`  → ${told}`);
}

function openForward({ forward, secret }: Options, context: CommandContext): ForwardBodies | null {
  if (forward === undefined) return null;
  if (secret !== undefined && !/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(secret))
    throw new CommandFailure("--secret is whsec_ and base64 of at least 24 bytes.", 2);
  const used = secret ?? drawSecret(createSystemChance());
  if (secret === undefined) context.complain(`Requests to ${forward} are signed with ${used}`);
  return createForwardBodies(forward, used);
}

/** What another try may cure is an ordinary error; the rest ends the command. */
function refusal(
  { status, text }: { readonly status: number; readonly text: string },
  channel: number,
  url: string,
): Error {
  if (status === 404) return new CommandFailure(`There is no channel ${channel} at ${url}.`);
  if (status === 401 || status === 403)
    return new CommandFailure(`${url} does not take this token: it needs the scope hooks:read.`);
  return new Error(`${url} answered ${status}. ${text}`.trim());
}
