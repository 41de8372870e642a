import { checkArrows } from "./check-arrows.ts";
import { type CheckedBlock, checkBlock, patternRoom } from "./check-block.ts";
import { checkFields } from "./check-fields.ts";
import { checkKeywords } from "./check-keywords.ts";
import { checkLoops } from "./check-loops.ts";
import { checkReach } from "./check-reach.ts";
import { checkShape } from "./check-shape.ts";
import { checkTexts } from "./check-texts.ts";
import { copyJson } from "./copy-json.ts";
import type { FlowDocument } from "./flow-document.ts";
import type { FlowProblem } from "./flow-problem.ts";
import { history, migrateDocument } from "./migrations.ts";

/** A flow file's document in the present form, and everything that its author should know about it. */
export interface FlowCheck {
  /** `null` exactly when there are errors that keep `loadFlow` from loading it. */
  readonly document: FlowDocument | null;
  /** Errors first. A flow with errors cannot be published. */
  readonly problems: readonly FlowProblem[];
}

/** A reader of problems has had enough after this many. */
const mostProblems = 1000;

/** Brings a flow file to the present form and checks all of it. Never throws, whatever it is given. */
export function checkFlow(input: unknown): FlowCheck {
  const { document, problems } = readFlow(input);
  if (!document) return { document, problems };
  const room = patternRoom();
  const blocks = Object.entries(document.blocks).map(([id, block]) => checkBlock(id, block, room));
  const checked = new Map(
    blocks.flatMap((it) => (it.checked ? [[it.checked.id, it.checked] as const] : [])),
  );
  const isLoadable = blocks.every((it) => it.checked);
  return {
    document: isLoadable ? document : null,
    problems: inOrder([
      ...problems,
      ...blocks.flatMap((it) => it.problems),
      ...checkDocument(document, checked, isLoadable),
    ]),
  };
}

/**
 * Reads a flow file by its shape alone, in the present form: what a draft may be while its author is still at it.
 * `null` when it is not a flow document at all. Never throws.
 */
export function readFlow(input: unknown): FlowCheck {
  const copied = copyJson(input);
  if (!copied.ok) return { document: null, problems: [copied.problem] };
  const migrated = migrateDocument(copied.value, history);
  if (!migrated.ok) return { document: null, problems: [migrated.problem] };
  const { document, problems } = checkShape(migrated.document);
  return { document, problems: inOrder(problems) };
}

function checkDocument(
  document: FlowDocument,
  checked: ReadonlyMap<string, CheckedBlock>,
  isComplete: boolean,
): FlowProblem[] {
  return [
    ...checkArrows(document, checked),
    ...checkKeywords(document),
    ...checkLoops(document, checked),
    // A block that cannot be read may write the field or lead to the block that is missed.
    ...(isComplete
      ? [
          ...checkFields(document, checked),
          ...checkTexts(document, checked),
          ...checkReach(document, checked),
        ]
      : []),
  ];
}

function inOrder(problems: readonly FlowProblem[]): readonly FlowProblem[] {
  const errors = problems.filter(({ isWarning }) => !isWarning);
  const warnings = problems.filter(({ isWarning }) => isWarning);
  return [...errors, ...warnings].slice(0, mostProblems);
}
