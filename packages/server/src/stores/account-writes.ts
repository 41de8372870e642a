import type { AccountWrite } from "../ports/accounts.ts";
import type { RecordWrite } from "../ports/store.ts";

const kinds: { readonly [K in AccountWrite["kind"]]: true } = {
  "put-account": true,
  "put-session": true,
  "note-session-use": true,
  "delete-session": true,
  "delete-sessions": true,
  "put-two-factor": true,
  "delete-two-factor": true,
  "add-one-time": true,
  "take-one-time": true,
  "put-invitation": true,
  "take-invitation": true,
  "add-setting": true,
  "prune-access": true,
};

/** Tells a change of who may sign in from all others. */
export function isAccountWrite(write: RecordWrite): write is AccountWrite {
  return Object.hasOwn(kinds, write.kind);
}
