export { blockKinds, findBlockKind } from "./blocks/catalogue.ts";
export type { BlockKind } from "./blocks/kind.ts";
export { type PreviewedRequest, previewRequest } from "./blocks/webhook/preview-request.ts";
export type { Effect, HttpRequest } from "./conversation/effect.ts";
export type { Action, Author, Entry } from "./conversation/entry.ts";
export type { Agent, Event, Happening, HttpAnswer } from "./conversation/event.ts";
export { type Field, type Fields, readField } from "./conversation/field.ts";
export {
  type Extra,
  type Input,
  type Message,
  type Option,
  wordsOf,
} from "./conversation/message.ts";
export {
  type Cursor,
  newState,
  type State,
  type Ticket,
  type Timer,
} from "./conversation/state.ts";
export type { Departure, Move, Refusal, Step, Trace } from "./conversation/step.ts";
export { checkFlow, type FlowCheck, readFlow } from "./document/check-flow.ts";
export { BlockDocument, FlowDocument } from "./document/flow-document.ts";
export {
  type FlowProblem,
  type FlowProblemCode,
  flowProblemCodes,
} from "./document/flow-problem.ts";
export { flowJsonSchema } from "./document/json-schema.ts";
export { readableNames, systemVariableNames } from "./document/readable-names.ts";
export { writeFlow } from "./document/write-flow.ts";
export { type Flow, type Installation, loadFlow, restingFlow } from "./engine/flow.ts";
export { joinSteps } from "./engine/join-steps.ts";
export { proceed, step } from "./engine/step.ts";
export { mostBlocksPerTurn } from "./engine/walk.ts";
export { coerceField } from "./expression/coerce.ts";
export { isFieldName } from "./expression/field-name.ts";
export type { FieldType, Value } from "./expression/value.ts";
