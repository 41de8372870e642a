import { isSameText } from "../asking-answer.ts";
import type { ParamProblem } from "../kind.ts";

interface Option {
  readonly id: string;
  readonly label: string;
}

const ownOutputs: ReadonlySet<string> = new Set(["timeout", "idle", "failed", "unmatched"]);

/** Finds options that a press or a written label could not tell apart, or that take another output's name. */
export function checkOptions(options: readonly Option[]): ParamProblem[] {
  return options.flatMap((option, index) => {
    const earlier = options.slice(0, index);
    return [...checkId(option, index, earlier), ...checkLabel(option, index, earlier)];
  });
}

function checkId({ id }: Option, index: number, earlier: readonly Option[]): ParamProblem[] {
  const path = ["options", index, "id"];
  if (ownOutputs.has(id)) {
    const message = `"${id}" is the name of another output.`;
    return [{ path, code: "reserved-option", message, hint: "Give the option another id." }];
  }
  if (!earlier.some((it) => it.id === id)) return [];
  const message = `Two options have the id "${id}".`;
  return [{ path, code: "duplicate-option", message, hint: "Give each option its own id." }];
}

function checkLabel({ label }: Option, index: number, earlier: readonly Option[]): ParamProblem[] {
  const path = ["options", index, "label"];
  if (label.trim() === "") {
    const message = "This option has no label.";
    return [{ path, code: "empty-label", message, hint: "Write what the button says." }];
  }
  if (!earlier.some((it) => isSameText(it.label, label))) return [];
  const message = `Two options say "${label.trim()}".`;
  return [
    {
      path,
      code: "duplicate-label",
      message,
      hint: "A written answer could mean either: reword one.",
    },
  ];
}
