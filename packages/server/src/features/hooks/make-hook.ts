import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { HookOrdering, HookRecord } from "../../ports/hooks.ts";
import type { Store } from "../../ports/store.ts";
import { drawSecret, sealSecrets } from "./hook-secrets.ts";

/** A hook to be made; what is left out is as most want it. */
export interface NewHook {
  readonly workspaceId: number;
  readonly channelId: number;
  readonly url: string;
  /** An API channel's own hook is "apichat". */
  readonly form?: HookRecord["form"];
  /** Without it: the host of the address. */
  readonly name?: string | undefined;
  /** Comes back in each request. */
  readonly token?: string | null | undefined;
  readonly isEnabled?: boolean | undefined;
  readonly ordering?: HookOrdering | undefined;
  readonly hasLegacyStrings?: boolean | undefined;
  readonly types?: readonly string[] | undefined;
  readonly senders?: readonly string[] | undefined;
  readonly extraEvents?: readonly string[] | undefined;
}

/** A hook that was made, yet to be written, and its signing secret, which is shown once. */
export interface MadeHook {
  readonly hook: HookRecord;
  readonly secret: string;
}

/** Makes a hook's record with a number and a signing secret of its own. Writes nothing. */
export async function makeHook(
  ports: {
    readonly store: Pick<Store, "reserveIds">;
    readonly clock: Clock;
    readonly chance: Chance;
    /** The installation's. */
    readonly key: Uint8Array;
  },
  input: NewHook,
): Promise<MadeHook> {
  const { chance, clock, key, store } = ports;
  const secret = drawSecret(chance);
  const nowMs = clock.nowMs();
  const token = input.token ?? null;
  const hook: HookRecord = {
    id: await store.reserveIds("hook", 1),
    uuid: chance.uuid(),
    workspaceId: input.workspaceId,
    channelId: input.channelId,
    form: input.form ?? "message",
    name: input.name || hostOf(input.url),
    url: input.url,
    sealed: sealSecrets(key, { token, secrets: [{ secret, untilMs: null }] }),
    isEnabled: input.isEnabled ?? true,
    ordering: input.ordering ?? "auto",
    hasLegacyStrings: input.hasLegacyStrings ?? false,
    types: input.types ?? [],
    senders: input.senders ?? [],
    extraEvents: input.extraEvents ?? [],
    createdMs: nowMs,
    updatedMs: nowMs,
  };
  return { hook, secret };
}

const hostOf = (url: string): string => URL.parse(url)?.host ?? url;
