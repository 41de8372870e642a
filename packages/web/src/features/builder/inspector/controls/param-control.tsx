import type { ParamControl } from "@parley/flow";
import type { ComponentType } from "react";
import type { ControlProps } from "../inspector-context.ts";
import { AgentsControl } from "./agents-control.tsx";
import {
  ChoiceControl,
  ChoicesControl,
  CountryControl,
  SwitchControl,
} from "./choice-controls.tsx";
import { JsonControl, TemplateControl } from "./editor-controls.tsx";
import { FieldControl, OperandControl } from "./field-control.tsx";
import { FormulaControl } from "./formula-control.tsx";
import { GroupControl, VariantsControl } from "./group-controls.tsx";
import {
  DaysControl,
  SpecialDaysControl,
  TimeZoneControl,
  WeekControl,
} from "./hours-controls.tsx";
import {
  BytesControl,
  DurationControl,
  NumberControl,
  PercentControl,
} from "./number-controls.tsx";
import { OutputsControl } from "./outputs-control.tsx";
import { RowsControl } from "./rows-control.tsx";
import { ComparedControl, ScalarControl } from "./scalar-controls.tsx";
import { MonoControl, TextControl } from "./text-controls.tsx";
import { ValueControl } from "./value-control.tsx";
import { WordsControl } from "./words-control.tsx";

/** The control of one parameter, as its schema asks for it. */
export function ParamControlView(props: ControlProps) {
  const Control = controls[props.node.control];
  return <Control {...props} />;
}

/** The compiler insists on a control for every way a schema can ask. */
const controls: { readonly [C in ParamControl]: ComponentType<ControlProps> } = {
  text: TextControl,
  template: TemplateControl,
  address: TemplateControl,
  operand: OperandControl,
  formula: FormulaControl,
  json: JsonControl,
  value: ValueControl,
  field: FieldControl,
  field_type: ChoiceControl,
  pattern: MonoControl,
  number: NumberControl,
  seconds: DurationControl,
  bytes: BytesControl,
  percent: PercentControl,
  scalar: ScalarControl,
  compared: ComparedControl,
  switch: SwitchControl,
  choice: ChoiceControl,
  choices: ChoicesControl,
  words: WordsControl,
  days: DaysControl,
  country: CountryControl,
  time_zone: TimeZoneControl,
  // A day of the week stands in its week alone.
  hours: GroupControl,
  week: WeekControl,
  special_days: SpecialDaysControl,
  agents: AgentsControl,
  outputs: OutputsControl,
  id: MonoControl,
  answer_path: MonoControl,
  group: GroupControl,
  rows: RowsControl,
  variants: VariantsControl,
  // Of whole blocks; within one they would be groups.
  conditions: GroupControl,
  jump: GroupControl,
  request: GroupControl,
};
