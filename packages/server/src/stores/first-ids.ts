import type { IdKind } from "../ports/store.ts";

/** Where each kind of number begins: far apart, so that one is never mistaken for another. */
export const firstIds: { readonly [K in IdKind]: number } = {
  workspace: 1,
  token: 1,
  agent: 40_001,
  bot: 1_000_001,
  channel: 2_000_001,
  customer: 10_000_001,
  hook: 1,
  comment: 1,
  "flow-test": 1,
};
