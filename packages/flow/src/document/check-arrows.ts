import { firstNearestNames, type nearestName } from "../expression/nearest-name.ts";
import type { CheckedBlock } from "./check-block.ts";
import type { FlowDocument } from "./flow-document.ts";
import { errorAt, type FlowProblem, warningAt } from "./flow-problem.ts";

/** Checks everything in a document that names a block: the ways in, the arrows, the jumps. */
export function checkArrows(
  document: FlowDocument,
  checked: ReadonlyMap<string, CheckedBlock>,
): FlowProblem[] {
  const nearest = firstNearestNames();
  const toBlock = blockFinder(Object.keys(document.blocks), nearest);
  return [
    ...toBlock(["start"], document.start),
    ...(document.fallback === undefined ? [] : toBlock(["fallback"], document.fallback)),
    ...Object.entries(document.keywords).flatMap(([word, id]) => toBlock(["keywords", word], id)),
    ...Object.entries(document.blocks).flatMap(([id, { next }]) =>
      Object.entries(next).flatMap(([output, to]) => toBlock(["blocks", id, "next", output], to)),
    ),
    ...[...checked.values()].flatMap((block) => [
      ...block.references.blocks.flatMap((to) => toBlock(["blocks", block.id, "params"], to)),
      ...checkOutputs(block, nearest),
      ...checkLimits(block),
      ...checkTimes(block),
    ]),
  ];
}

/** Beyond this many names a suggestion would cost more than it helps. */
const mostNamesCompared = 200;

function blockFinder(ids: readonly string[], nearest: typeof nearestName) {
  const known = new Set(ids);
  return (path: readonly string[], id: string): FlowProblem[] => {
    if (known.has(id)) return [];
    const near = ids.length <= mostNamesCompared ? nearest(id, ids) : undefined;
    const message = `There is no block "${id}".`;
    const hint = near ? `Did you mean ${near}?` : "Name a block of this flow, or remove this.";
    return [errorAt({ path, code: "missing-block", message, hint })];
  };
}

function checkOutputs(
  { id, next, outputs }: CheckedBlock,
  nearest: typeof nearestName,
): FlowProblem[] {
  return Object.keys(next).flatMap((output) => {
    if (outputs.includes(output)) return [];
    const near = nearest(output, outputs.slice(0, mostNamesCompared));
    const all = outputs.length === 0 ? "It has none." : `It has ${outputs.join(", ")}.`;
    return [
      errorAt({
        path: ["blocks", id, "next", output],
        code: "unknown-output",
        message: `This block has no output "${output}".`,
        hint: near ? `Did you mean ${near}? ${all}` : all,
      }),
    ];
  });
}

/** Outputs that only a time of their own leads to. */
const timed: readonly (readonly [string, string])[] = [
  ["timeout", "timeoutSeconds"],
  ["idle", "idleSeconds"],
];

function checkTimes({ id, next, outputs, limits }: CheckedBlock): FlowProblem[] {
  const isUntaken = (output: string) =>
    Object.hasOwn(next, output) && outputs.includes(output) && !limits.has(output);
  return timed
    .filter(([output]) => isUntaken(output))
    .map(([output, param]) =>
      warningAt({
        path: ["blocks", id, "next", output],
        code: "untaken-output",
        message: `The flow never leaves by "${output}": no time is set for it.`,
        hint: `Set ${param}, or remove the arrow.`,
      }),
    );
}

function checkLimits({ id, next, outputs, limits }: CheckedBlock): FlowProblem[] {
  const isOpen = (output: string) => limits.has(output) && !Object.hasOwn(next, output);
  return outputs.filter(isOpen).map((output) =>
    warningAt({
      path: ["blocks", id, "next", output],
      code: "unconnected-output",
      message: `When the limit is reached the flow leaves by "${output}", and nothing follows.`,
      hint: `Connect "${output}", or the customer is left without a word.`,
    }),
  );
}
