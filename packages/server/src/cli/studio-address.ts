import type { Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import { findServer } from "./pid-file.ts";
import { settingsOf } from "./settings-of.ts";

/** Where a page of the Studio is to be found: under the address that is set, else that of the running server. */
export function studioAddress(
  command: Command,
  context: CommandContext,
  folder: string,
  page: string,
): string {
  const { publicUrl, host, port } = settingsOf(command, context);
  const base = publicUrl ?? findServer(folder)?.url ?? `http://${host}:${port}`;
  return `${base}/studio/${page}`;
}
