import type { Mailbox } from "../../mailbox.ts";
import type { HookRecord } from "../../ports/hooks.ts";
import type { RecordWrite, Store } from "../../ports/store.ts";
import type { MadeHook, NewHook } from "./make-hook.ts";

/** Lets `write` write what becomes of an API channel's own hook with whatever else; nobody changes the hook meanwhile. */
export type ChangeOwnHook = <T>(
  channel: Pick<NewHook, "workspaceId" | "channelId" | "name">,
  change: OwnHookChange,
  write: (step: OwnHookStep) => Promise<T>,
) => Promise<T>;

/** What is wanted: `null` takes the hook away, an address makes one where there is none; what is left out stays. */
export interface OwnHookChange {
  readonly url?: string | null | undefined;
  readonly token?: string | null | undefined;
}

/** What becomes of the hook, and what has to be written for that. */
export interface OwnHookStep {
  /** `null`: the channel has none from then on. */
  readonly hook: HookRecord | null;
  /** Where the hook is new. */
  readonly secret: string | null;
  readonly records: readonly RecordWrite[];
}

/** A hook with its change, yet to be written. */
export interface ChangedHook {
  readonly hook: HookRecord;
  readonly records: readonly RecordWrite[];
}

export interface ChangeOwnHookPorts {
  readonly store: Pick<Store, "hook" | "hooks">;
  readonly byChannel: Mailbox;
  readonly byHook: Mailbox;
  readonly prepare: (input: NewHook) => Promise<MadeHook>;
  readonly changed: (
    present: HookRecord,
    change: { readonly url: string | undefined; readonly token: string | null | undefined },
  ) => ChangedHook;
  readonly onChange: (hookId: number, channelId: number) => void;
}

/** Makes what changes an API channel's own hook together with its channel. */
export function createChangeOwnHook(ports: ChangeOwnHookPorts): ChangeOwnHook {
  const { store, byChannel, byHook, onChange } = ports;
  return (channel, change, write) => {
    const { channelId } = channel;
    const work = async (present: HookRecord | null) => {
      const step = present
        ? nextStep(ports, present, change)
        : await firstStep(ports, channel, change);
      const result = await write(step);
      const touched = step.hook ?? present;
      if (touched && step.records.length > 0) onChange(touched.id, channelId);
      return result;
    };
    // Two who find no hook would make two.
    return byChannel.run(channelId, async () => {
      const own = (await store.hooks(channelId)).find(({ form }) => form === "apichat");
      return own ? byHook.run(own.id, async () => work(await store.hook(own.id))) : work(null);
    });
  };
}

function nextStep(
  { changed }: ChangeOwnHookPorts,
  present: HookRecord,
  { url, token }: OwnHookChange,
): OwnHookStep {
  if (url === null)
    return { hook: null, secret: null, records: [{ kind: "delete-hook", hookId: present.id }] };
  const isSame = url === undefined && token === undefined;
  const step = isSame ? { hook: present, records: [] } : changed(present, { url, token });
  return { ...step, secret: null };
}

async function firstStep(
  { prepare }: ChangeOwnHookPorts,
  channel: Pick<NewHook, "workspaceId" | "channelId" | "name">,
  { url, token }: OwnHookChange,
): Promise<OwnHookStep> {
  if (!url) return { hook: null, secret: null, records: [] };
  const { hook, secret } = await prepare({ ...channel, form: "apichat", url, token });
  return { hook, secret, records: [{ kind: "put-hook", hook }] };
}
