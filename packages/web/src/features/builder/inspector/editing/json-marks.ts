import { checkJsonTemplate } from "@parley/flow";
import type { TextMark } from "../../../../ui/code/text-marks.ts";
import { fieldMarks, type JudgeField } from "./field-marks.ts";

/** Draws fields in a JSON text as chips, and underlines where it stops being JSON for some value of them. */
export function jsonMarks(source: string, judge: JudgeField): readonly TextMark[] {
  const chips = fieldMarks(source, judge);
  const problem = source.trim() === "" ? null : checkJsonTemplate(source);
  if (!problem) return chips;
  const { from, to, message, hint } = problem;
  return [...chips, { from, to, look: "cm-fault", note: `${message} ${hint}`.trim() }];
}
