import type { Hook } from "@parley/contract";

/** A hook's settings as a form holds them. */
export interface HookDraft {
  readonly name: string;
  readonly url: string;
  readonly channel: string;
  readonly token: string;
  readonly ordering: string;
  readonly types: readonly string[];
  readonly senders: readonly string[];
  readonly extraEvents: readonly string[];
  readonly hasLegacyStrings: boolean;
}

/** The settings as they are. */
export const hookDraft = (hook: Hook): HookDraft => ({
  ...{ name: hook.name, url: hook.url, channel: String(hook.channel_id), token: hook.token ?? "" },
  ...{ ordering: hook.ordering, types: hook.types, senders: hook.senders },
  ...{ extraEvents: hook.extra_events, hasLegacyStrings: hook.legacy_strings },
});

/** What of the settings was changed, as the API takes it; what was not is left out. */
export function hookChanges(hook: Hook, draft: HookDraft): Readonly<Record<string, unknown>> {
  const before = wireOf(hookDraft(hook));
  const changed = Object.entries(wireOf(draft)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
  );
  return Object.fromEntries(changed);
}

const wireOf = (draft: HookDraft): Record<string, unknown> => ({
  ...{ name: draft.name, url: draft.url, channel_id: Number(draft.channel) },
  ...{ token: draft.token === "" ? null : draft.token, ordering: draft.ordering },
  ...{ types: draft.types.toSorted(), senders: draft.senders.toSorted() },
  ...{ extra_events: draft.extraEvents.toSorted(), legacy_strings: draft.hasLegacyStrings },
});
