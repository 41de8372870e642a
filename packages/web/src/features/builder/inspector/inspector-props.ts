import type { TestRequestAnswer, TestRequestWrite } from "@parley/contract";
import type { FieldType, FlowDocument, FlowProblem } from "@parley/flow";

/** A change of one block. `params` is the whole new set of parameters; an empty `name` takes the name away. */
export interface BlockEdit {
  readonly name?: string;
  readonly params?: { readonly [name: string]: unknown };
}

/** A change of the flow's fields; `editFields` applies it to the document, references included. */
export type FieldsEdit =
  | {
      readonly kind: "declare";
      readonly name: string;
      readonly type: FieldType;
      readonly hidden: boolean;
    }
  | { readonly kind: "rename"; readonly from: string; readonly to: string }
  | { readonly kind: "remove"; readonly name: string };

/** Somebody or something that is chosen by a number: a bot, an agent. */
export interface Numbered {
  readonly id: number;
  readonly name: string;
}

/** A block of another bot, to jump to. */
export interface BlockName {
  readonly id: string;
  readonly name: string;
}

/** What the inspector is given, and what it reports. */
export interface InspectorProps {
  /** Sample values and unfinished texts are kept in this browser for each bot. */
  readonly botId: number;
  readonly flow: FlowDocument;
  /** The id of the block whose form is shown. */
  readonly block: string;
  /** All problems that `checkFlow` found; the block's own are shown at their fields. */
  readonly problems: readonly FlowProblem[];
  readonly readOnly: boolean;
  /** Called at every change, as it is typed. */
  readonly onChange: (edit: BlockEdit) => void;
  readonly onFieldsChange: (edit: FieldsEdit) => void;
  readonly onTestRequest: (request: TestRequestWrite) => Promise<TestRequestAnswer>;
  readonly otherBots: readonly Numbered[];
  readonly agents: readonly Numbered[];
  /** The blocks of another bot; without it a jump there begins at that bot's start, or at an id that is typed. */
  readonly blocksOf?: (bot: number) => Promise<readonly BlockName[]>;
  readonly onJumpTo: (block: string) => void;
  /** Where somebody wants to go on writing; each wish is an object of its own. */
  readonly wanted?: WantedParam | null;
}

/** A parameter of a block. */
export interface WantedParam {
  readonly block: string;
  readonly param: readonly string[];
}
