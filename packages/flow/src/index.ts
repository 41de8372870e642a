export { blockKinds, findBlockKind } from "./blocks/catalogue.ts";
export {
  describeParams,
  type ParamChoice,
  type ParamNode,
  type ParamVariant,
} from "./blocks/describe-params.ts";
export type { ParamControl, ParamSection } from "./blocks/form.ts";
export type { BlockKind, References } from "./blocks/kind.ts";
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
export { type Ending, endingOf } from "./engine/ending.ts";
export { type Flow, type Installation, loadFlow, restingFlow } from "./engine/flow.ts";
export { joinSteps } from "./engine/join-steps.ts";
export { proceed, step } from "./engine/step.ts";
export { mostBlocksPerTurn } from "./engine/walk.ts";
export { coerceField } from "./expression/coerce.ts";
export { evaluate, type Scope } from "./expression/evaluate.ts";
export type { FormulaProblem } from "./expression/expression.ts";
export { isFieldName } from "./expression/field-name.ts";
export type { FormulaFunction } from "./expression/formula-function.ts";
export { functionCatalogue, functionNamed } from "./expression/functions/catalogue.ts";
export { nextToken, type Token } from "./expression/lexer.ts";
export { nearestName } from "./expression/nearest-name.ts";
export { parseFormula } from "./expression/parse.ts";
export { checkJsonTemplate, renderJsonBody } from "./expression/render-json-body.ts";
export { fieldNamesOf, parseTemplate, renderText } from "./expression/template.ts";
export type { FieldType, Value } from "./expression/value.ts";
