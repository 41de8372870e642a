export type { ApichatHookPayload, MessageHookPayload } from "@parley/contract";
export {
  type Client,
  type ClientOptions,
  createClient,
  type ResumeRequest,
} from "./create-client.ts";
export type { HooksClient, InspectorsClient } from "./hooks-of.ts";
export { ParleyError } from "./parley-error.ts";
export { type HookRequest, verifyHook } from "./verify-hook.ts";
