import { AppError, invalidFields } from "../../errors.ts";
import type { OwnHookStep } from "../../features/hooks/change-own-hook.ts";
import type { MadeHook } from "../../features/hooks/make-hook.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { RecordWrite } from "../../ports/store.ts";
import type { ResourcePorts } from "./platform-ports.ts";

/** What a request says of an API channel's own hook: nothing, none, or where it is to send. */
export interface OwnHookInput {
  readonly hook_url?: string | null | undefined;
  readonly hook_token?: string | null | undefined;
}

/** A hook on its way into the store, for whoever writes it with its channel. */
export interface OwnHookDraft {
  /** Once `records` was asked for, and where a hook is made. */
  readonly made: () => MadeHook | null;
  readonly records: (channel: ChannelRecord) => Promise<readonly RecordWrite[]>;
  /** Tells whoever delivers; to be called when it was written. */
  readonly written: () => void;
}

/** Refuses a hook's settings for a channel that has none of its own. */
export function refuseOwnHook(type: ChannelRecord["type"], input: OwnHookInput): void {
  if (type === "apichat") return;
  const problem = ["Only an API channel has a hook of its own: make a message hook."];
  if (input.hook_url) throw invalidFields({ hook_url: problem });
  if (input.hook_token) throw invalidFields({ hook_token: problem });
}

/** Prepares the hook that a request asks for; without an address it makes none. */
export function draftOwnHook({ hooks }: ResourcePorts, input: OwnHookInput): OwnHookDraft {
  const draft: { made: MadeHook | null } = { made: null };
  const { hook_url: url, hook_token: token } = input;
  return {
    made: () => draft.made,
    records: async ({ id, name, workspaceId }) => {
      if (!url) return [];
      const about = { workspaceId, channelId: id, form: "apichat", name, url, token } as const;
      const made = await hooks.manage.prepare(about).catch(namingTheUrl);
      draft.made = made;
      return [{ kind: "put-hook", hook: made.hook }];
    },
    written: () => {
      if (draft.made) hooks.manage.written(draft.made.hook);
    },
  };
}

/** Changes the channel's own hook as the request says, in the same write as what `write` writes: both or none. */
export function changeOwnHook<T>(
  { hooks }: ResourcePorts,
  { id, name, workspaceId }: ChannelRecord,
  { hook_url: url, hook_token: token }: OwnHookInput,
  write: (step: OwnHookStep) => Promise<T>,
): Promise<T> {
  const about = { workspaceId, channelId: id, name };
  return hooks.manage.changeOwn(about, { url, token }, write).catch(namingTheUrl);
}

/** What a hook's own routes call `url` has another name here. */
function namingTheUrl(error: unknown): never {
  const problem = error instanceof AppError && error.fields?.url;
  throw problem ? invalidFields({ hook_url: problem }) : error;
}
