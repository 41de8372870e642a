import { noSuch } from "../../errors.ts";
import type { Identity } from "../../features/accounts/tokens.ts";
import type { Bots } from "../../features/flows/bots.ts";
import type { BotRecord } from "../../ports/records.ts";

/** Finds a bot of the caller's own workspace by its number or uuid; any other is not found. */
export async function findBot(
  bots: Bots,
  { workspaceId }: Pick<Identity, "workspaceId">,
  ref: string,
): Promise<BotRecord> {
  const found = /^\d+$/.test(ref)
    ? await bots.find(workspaceId, Number(ref))
    : (await bots.list(workspaceId)).find(({ uuid }) => uuid === ref.toLowerCase());
  if (!found) throw noSuch("bot", /^\d+$/.test(ref) ? Number(ref) : ref, "/v1/bots/");
  return found;
}
