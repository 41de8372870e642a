import type { Command } from "commander";
import { inspectorPath } from "../ports/egress.ts";
import { refusedAddress } from "../refused-address.ts";
import type { CommandContext } from "./command-context.ts";
import { formatProblem } from "./format-problem.ts";
import { settingsOf } from "./settings-of.ts";

/**
 * Warns of a hook's address that a server with these settings would not send to, and says which entry lets it through.
 * No more than a warning: the server may run under other settings than this command.
 */
export function warnOfHookUrl(
  hookUrl: string | undefined,
  command: Command,
  context: CommandContext,
): void {
  const url = hookUrl === undefined ? null : URL.parse(hookUrl);
  // A server lets hooks in to its own inspectors, wherever it listens.
  if (url === null || url.pathname.startsWith(inspectorPath)) return;
  const refused = refusedAddress(url, "hook", settingsOf(command, context).egressAllow);
  if (!refused) return;
  const problem = { path: "--hook-url", code: "refused-address", ...refused, isWarning: true };
  context.complain(formatProblem(problem));
}
