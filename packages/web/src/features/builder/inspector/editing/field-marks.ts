import { parseTemplate } from "@parley/flow";
import type { TextMark } from "../../../../ui/code/text-marks.ts";

/** Says of a name whether it can be read; if not, what to tell. `null`: it can. */
export type JudgeField = (name: string) => string | null;

/** Draws fields in a text as chips; one that nothing writes is underlined, with what was probably meant. */
export function fieldMarks(text: string, judge: JudgeField): readonly TextMark[] {
  return parseTemplate(text).parts.flatMap((part) =>
    part.kind === "field" ? [fieldMark(part, judge)] : [],
  );
}

/** The chip of one field. */
export function fieldMark(
  { name, from, to }: { readonly name: string; readonly from: number; readonly to: number },
  judge: JudgeField,
): TextMark {
  const note = judge(name);
  return note === null
    ? { from, to, look: "cm-chip" }
    : { from, to, look: "cm-chip cm-chip-unknown", lookAtCaret: "cm-chip", note };
}
