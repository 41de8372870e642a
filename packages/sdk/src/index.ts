export type { ApichatHookPayload, MessageHookPayload } from "@parley/contract";
export {
  type ChannelClient,
  type ChannelClientOptions,
  createChannelClient,
} from "./create-channel-client.ts";
export {
  type Client,
  type ClientOptions,
  createClient,
  type ResumeRequest,
} from "./create-client.ts";
export type { HooksClient, InspectorsClient } from "./hooks-of.ts";
export { ParleyError } from "./parley-error.ts";
export type { TranscriptExport, TranscriptsClient } from "./transcripts-of.ts";
export { type HookRequest, verifyHook } from "./verify-hook.ts";
