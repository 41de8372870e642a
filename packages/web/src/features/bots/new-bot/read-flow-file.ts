import { checkFlow, type FlowProblem, readFlow } from "@parley/flow";
import { t } from "../../../ui/words.ts";

/** What is in a file that somebody wants to make a bot of. */
export interface ReadFlowFile {
  /** The flow in its present form; `null`: this cannot be made a bot of. */
  readonly flow: unknown;
  readonly name: string;
  readonly blocks: number;
  /** Errors first, warnings left out: the builder shows those. */
  readonly problems: readonly FlowProblem[];
}

/** Reads a flow file. Faults inside its blocks do not keep it out: they are mended in the builder. */
export function readFlowFile(text: string): ReadFlowFile {
  const parsed = parse(text);
  if ("fault" in parsed) return { flow: null, name: "", blocks: 0, problems: [parsed.fault] };
  const { document } = readFlow(parsed.value);
  const problems = checkFlow(parsed.value).problems.filter(({ isWarning }) => !isWarning);
  return {
    flow: document,
    name: document?.name ?? "",
    blocks: Object.keys(document?.blocks ?? {}).length,
    problems,
  };
}

function parse(text: string): { readonly value: unknown } | { readonly fault: FlowProblem } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const found = error instanceof Error ? error.message : "";
    const message = t("This is not JSON: {found}", { found });
    return { fault: { path: "", code: "not-json", message, hint: "", isWarning: false } };
  }
}
