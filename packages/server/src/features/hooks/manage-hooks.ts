/**
 * What the owner of a channel does with its hooks.
 *
 * Invariants
 * 1. Changes of one hook are made one after another, each on what the last one has left.
 * 2. No address is kept that the way out would refuse as it is written.
 * 3. Token and signing secrets are written sealed only; a secret is given back once, by what makes it.
 * 4. Whoever delivers is told of each change after it was written (`onChange`).
 */
import { invalidFields, noSuch } from "../../errors.ts";
import { createMailbox } from "../../mailbox.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Egress } from "../../ports/egress.ts";
import type { HookHealth, HookOrdering, HookRecord, OwedToHook } from "../../ports/hooks.ts";
import type { IdempotentAnswer, RecordWrite, Store } from "../../ports/store.ts";
import { writeRecords } from "../write-records.ts";
import { type ChangeOwnHook, createChangeOwnHook } from "./change-own-hook.ts";
import { refuseUnusableUrl } from "./check-hook-url.ts";
import { drawSecret, openSecrets, rotateSecret, sealSecrets } from "./hook-secrets.ts";
import { type MadeHook, makeHook, type NewHook } from "./make-hook.ts";

/** What of a hook is to change. */
export interface HookChange {
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  readonly token?: string | null | undefined;
  /** Another channel of the same workspace, from now on. */
  readonly channelId?: number | undefined;
  readonly isEnabled?: boolean | undefined;
  readonly ordering?: HookOrdering | undefined;
  readonly hasLegacyStrings?: boolean | undefined;
  readonly types?: readonly string[] | undefined;
  readonly senders?: readonly string[] | undefined;
  readonly extraEvents?: readonly string[] | undefined;
}

/** What of a hook's log was given up, or skipped by hand. */
export interface GivenUpOfHook {
  /** Exact up to 100,000. */
  readonly count: number;
  /** When the newest of it came to be owed. */
  readonly newestMs: number | null;
}

/** Hears that a hook, or what it is owed, was changed by hand. */
export type OnHookChange = (hookId: number, channelId: number) => void;

/** A channel's hooks, as their owner handles them. */
export interface ManageHooks {
  /** In the order of their numbers; an API channel's own hook only among "all". */
  list(channelId: number, which: "messages" | "all"): Promise<readonly HookRecord[]>;
  /** A hook of this channel. */
  find(channelId: number, id: number): Promise<HookRecord | null>;
  health(hookId: number): Promise<HookHealth | null>;
  owedTo(hookId: number): Promise<OwedToHook>;
  givenUpOf(hookId: number): Promise<GivenUpOfHook>;
  token(hook: HookRecord): string | null;
  /** Makes a hook that is to be written with what it belongs to; `written` has to be called then. */
  prepare(input: NewHook): Promise<MadeHook>;
  /** Tells whoever delivers of a hook that was written elsewhere. */
  written(hook: HookRecord): void;
  create(input: NewHook, seal?: (made: MadeHook) => IdempotentAnswer): Promise<MadeHook>;
  /** A hook that is switched on, or gets another address, begins anew: what was noticed about it is forgotten. */
  change(
    hook: HookRecord,
    change: HookChange,
    seal?: (changed: HookRecord) => IdempotentAnswer,
  ): Promise<HookRecord>;
  readonly changeOwn: ChangeOwnHook;
  /** What it was owed goes with it. */
  delete(hook: HookRecord, seal?: () => IdempotentAnswer): Promise<void>;
  /** A new signing secret. The one before it signs beside it for 24 hours more. */
  rotateSecret(hook: HookRecord, seal?: (made: MadeHook) => IdempotentAnswer): Promise<MadeHook>;
}

export interface ManageHooksPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  /** The installation's key. */
  readonly key: Uint8Array;
  readonly egress: () => Pick<Egress, "check">;
  readonly onChange: OnHookChange;
}

const mostHooksPerChannel = 20;

/** Makes the management of hooks. */
export function createManageHooks(ports: ManageHooksPorts): ManageHooks {
  const { store, clock, chance, key, onChange } = ports;
  const byHook = createMailbox();
  const byChannel = createMailbox();

  /** Runs a change on the hook as it stands now. */
  function onPresent<T>({ id, channelId }: HookRecord, work: (hook: HookRecord) => Promise<T>) {
    return byHook.run(id, async () => {
      const present = await store.hook(id);
      if (present?.channelId !== channelId)
        throw noSuch("hook", id, `/v1/channels/${channelId}/message_hooks/`);
      return work(present);
    });
  }

  async function write(hook: HookRecord, answer: IdempotentAnswer | undefined): Promise<void> {
    await writeRecords(store, [{ kind: "put-hook", hook }], answer);
    onChange(hook.id, hook.channelId);
  }

  const prepare = async (input: NewHook): Promise<MadeHook> => {
    refuseUnusableUrl(ports.egress(), input.url);
    return makeHook({ store, clock, chance, key }, input);
  };

  return {
    list: async (channelId, which) =>
      (await store.hooks(channelId)).filter(({ form }) => which === "all" || form === "message"),
    find: async (channelId, id) => {
      const hook = await store.hook(id);
      return hook?.channelId === channelId ? hook : null;
    },
    health: (hookId) => store.hookHealth(hookId),
    owedTo: (hookId) => store.owedTo(hookId),
    givenUpOf: (hookId) => givenUpOf(store, hookId),
    token: ({ sealed }) => openSecrets(key, sealed).token,
    prepare,
    written: ({ id, channelId }) => onChange(id, channelId),
    create: (input, sealAnswer) =>
      byChannel.run(input.channelId, async () => {
        await refuseMore(store, input.channelId);
        const made = await prepare(input);
        await write(made.hook, sealAnswer?.(made));
        return made;
      }),
    change: (seen, change, sealAnswer) =>
      onPresent(seen, async (present) => {
        await refuseMove(store, present, change.channelId);
        const { hook, records } = changeOf(ports, present, change);
        await writeRecords(store, records, sealAnswer?.(hook));
        onChange(hook.id, hook.channelId);
        if (hook.channelId !== present.channelId) onChange(hook.id, present.channelId);
        return hook;
      }),
    changeOwn: createChangeOwnHook({
      ...{ store, byChannel, byHook, onChange, prepare },
      changed: (present, change) => changeOf(ports, present, change),
    }),
    delete: (seen, sealAnswer) =>
      onPresent(seen, async ({ id, channelId }) => {
        await writeRecords(store, [{ kind: "delete-hook", hookId: id }], sealAnswer?.());
        onChange(id, channelId);
      }),
    rotateSecret: (seen, sealAnswer) =>
      onPresent(seen, async (present) => {
        const made = withNewSecret(ports, present);
        await write(made.hook, sealAnswer?.(made));
        return made;
      }),
  };
}

/** What a change of a hook comes to; throws when its new address cannot be used. */
function changeOf(
  ports: Pick<ManageHooksPorts, "clock" | "key" | "egress">,
  present: HookRecord,
  change: HookChange,
) {
  if (change.url !== undefined) refuseUnusableUrl(ports.egress(), change.url);
  const hook = changedHook(ports, present, change);
  const isRenewed = change.isEnabled === true || hook.url !== present.url;
  const records: readonly RecordWrite[] = [
    { kind: "put-hook", hook },
    ...(isRenewed ? [soundHealth(hook.id)] : []),
  ];
  return { hook, records };
}

function changedHook(
  { clock, key }: Pick<ManageHooksPorts, "clock" | "key">,
  present: HookRecord,
  { token, ...change }: HookChange,
): HookRecord {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const sealed =
    token === undefined
      ? present.sealed
      : sealSecrets(key, { ...openSecrets(key, present.sealed), token });
  return { ...present, ...Object.fromEntries(given), sealed, updatedMs: clock.nowMs() };
}

function withNewSecret(
  { clock, chance, key }: Pick<ManageHooksPorts, "clock" | "chance" | "key">,
  present: HookRecord,
): MadeHook {
  const nowMs = clock.nowMs();
  const secret = drawSecret(chance);
  const secrets = rotateSecret(openSecrets(key, present.sealed), secret, nowMs);
  return { hook: { ...present, sealed: sealSecrets(key, secrets), updatedMs: nowMs }, secret };
}

const soundHealth = (hookId: number): RecordWrite => ({
  kind: "put-hook-health",
  health: { hookId, failingSinceMs: null, notice: null },
});

async function givenUpOf(store: Store, hookId: number): Promise<GivenUpOfHook> {
  const { total, rows } = await store.deliveries({ hookId, status: "dead", offset: 0, limit: 1 });
  return { count: total, newestMs: rows[0]?.createdMs ?? null };
}

async function refuseMore(store: Store, channelId: number): Promise<void> {
  if ((await store.hooks(channelId)).length < mostHooksPerChannel) return;
  throw invalidFields({ channel_id: [`A channel has at most ${mostHooksPerChannel} hooks.`] });
}

async function refuseMove(
  store: Store,
  { workspaceId, channelId: from, form }: HookRecord,
  to: number | undefined,
): Promise<void> {
  if (to === undefined || to === from) return;
  if (form === "apichat")
    throw invalidFields({ channel_id: ["An API channel's own hook stays with it."] });
  const channel = await store.channel(to);
  if (channel?.workspaceId !== workspaceId)
    throw invalidFields({ channel_id: [`There is no channel ${to}.`] });
  await refuseMore(store, to);
}
