import type { AuditActor } from "../../ports/audit.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Store } from "../../ports/store.ts";
import { deed } from "./deed.ts";
import { tellDeed } from "./tell-deed.ts";

/** What leaves, and whose it is. */
export interface ToldExport {
  readonly workspaceId: number;
  readonly format: string;
  readonly channelId?: number | undefined;
  readonly customerId?: number | undefined;
}

/** Writes down that transcripts leave; to be done before the first of them has left. */
export async function tellExport(
  ports: { readonly store: Store; readonly clock: Clock },
  actor: AuditActor,
  { workspaceId, format, channelId, customerId }: ToldExport,
): Promise<void> {
  const what = { format, channel_id: channelId ?? null, customer_id: customerId ?? null };
  await tellDeed(ports, actor, deed(workspaceId, "transcripts", "")("transcripts.exported", what));
}
