import type { FlowDocument, FlowProblem, ParamNode } from "@parley/flow";
import { type ComponentType, createContext, useContext } from "react";
import type { OfferedField } from "./editing/field-completion.ts";
import type { JudgeField } from "./editing/field-marks.ts";
import type { BlockName, FieldsEdit, Numbered } from "./inspector-props.ts";
import type { KnownField } from "./model/fields-of-flow.ts";
import type { ParamPath } from "./model/params.ts";
import type { Samples } from "./model/sample-values.ts";

/** What every control of a form is given. */
export interface ControlProps {
  readonly node: ParamNode;
  readonly path: ParamPath;
  /** `undefined`: the parameter is missing, its default holds. */
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** The label is for screen readers alone: a heading or a column says it. */
  readonly hidesLabel?: boolean;
}

/** What the controls of one block's form share. */
export interface InspectorContext {
  readonly botId: number;
  readonly flow: FlowDocument;
  readonly block: string;
  readonly problems: readonly FlowProblem[];
  readonly isReadOnly: boolean;
  readonly fields: readonly KnownField[];
  /** Stays the same while the names do, so that editors keep what they show. */
  readonly offered: readonly OfferedField[];
  readonly judge: JudgeField;
  /** The name at which somebody writes now: half of it is no mistake. */
  readonly typedName: string | null;
  readonly onTypedName: (name: string | null) => void;
  readonly samples: Samples;
  readonly onSample: (name: string, text: string | null) => void;
  /** Texts that are no value yet, by block and path: they are kept until they are one. */
  readonly unfinished: Samples;
  readonly onUnfinished: (key: string, text: string | null) => void;
  readonly agents: readonly Numbered[];
  readonly otherBots: readonly Numbered[];
  readonly blocksOf: ((bot: number) => Promise<readonly BlockName[]>) | null;
  readonly onJumpTo: (block: string) => void;
  readonly onFieldsChange: (edit: FieldsEdit) => void;
  /** The control of any parameter; here because lists and groups hold parameters again. */
  readonly Param: ComponentType<ControlProps>;
}

const Shared = createContext<InspectorContext | null>(null);

/** Gives a form what its controls share. */
export const InspectorProvider = Shared.Provider;

/** Reads what the controls of a form share. */
export function useInspector(): InspectorContext {
  const shared = useContext(Shared);
  if (!shared) throw new Error("A control stands outside of an inspector.");
  return shared;
}
