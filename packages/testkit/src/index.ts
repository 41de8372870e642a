export { actOf } from "./act-of.ts";
export {
  type Act,
  type Answer,
  agentWrites,
  answersHttp,
  archives,
  assigns,
  blocks,
  comes,
  failsHttp,
  type GoOptions,
  goes,
  handsOver,
  happens,
  passes,
  presses,
  resumes,
  says,
  sends,
  sets,
  unarchives,
  unassigns,
  unblocks,
} from "./acts.ts";
export { checkTranscript, type TranscriptDifference } from "./check-transcript.ts";
export {
  type Conversation,
  loadTestFlow,
  mia,
  mondayMorningMs,
  openConversation,
  type World,
} from "./conversation.ts";
export type { Duration } from "./duration.ts";
export {
  announces,
  asks,
  calls,
  type Expectation,
  ExpectationError,
  hasField,
  isClosed,
  isHeldBy,
  isParkedAt,
  isRefused,
  mentions,
  replies,
  type Seen,
  staysSilent,
  traces,
} from "./expectations.ts";
export { flowOf, message, question, type WrittenBlock } from "./flow-of.ts";
export { type Given, given, type Then } from "./given.ts";
export { playTranscript } from "./play-transcript.ts";
export { transcriptOf } from "./transcript.ts";
export type { BlockRun, FieldChange, Signal } from "./watch-blocks.ts";
export { writeTranscript } from "./write-transcript.ts";
