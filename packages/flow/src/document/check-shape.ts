import type { z } from "zod";
import { isTimeZone } from "../expression/zone.ts";
import { FlowDocument } from "./flow-document.ts";
import { errorAt, type FlowProblem, type FlowProblemCode, warningAt } from "./flow-problem.ts";
import { issueHint, issueWords } from "./issue-words.ts";

/** The newest format of flow files that this version reads. */
const newestFormat = 1;
/** How many blocks a flow may have. */
const mostBlocks = 2000;

/** A document of the right shape, or `null` and why. */
export interface ShapeCheck {
  readonly document: FlowDocument | null;
  readonly problems: readonly FlowProblem[];
}

/** Reads a document by its schema and its limits; what the blocks' parameters mean is not looked at. */
export function checkShape(input: unknown): ShapeCheck {
  const future = checkFormat(input);
  if (future) return { document: null, problems: [future] };
  const read = FlowDocument.safeParse(input, { error: issueWords });
  if (!read.success)
    return { document: null, problems: issuesToProblems(read.error.issues, [], "bad-shape") };
  const problems = [...checkCount(read.data), ...checkZone(read.data)];
  if (problems.length > 0) return { document: null, problems };
  return { document: read.data, problems: checkLanguage(read.data) };
}

/** Turns what a schema found into problems below a path. */
export function issuesToProblems(
  issues: readonly z.core.$ZodIssue[],
  above: readonly PropertyKey[],
  code: FlowProblemCode,
): FlowProblem[] {
  return issues.map((issue) =>
    errorAt({
      path: [...above, ...issue.path],
      code,
      message: issue.message,
      hint: issueHint(issue),
    }),
  );
}

function checkFormat(input: unknown): FlowProblem | null {
  if (typeof input !== "object" || input === null || !("format" in input)) return null;
  const { format } = input;
  if (typeof format !== "number" || !Number.isInteger(format) || format <= newestFormat)
    return null;
  return errorAt({
    path: ["format"],
    code: "future-format",
    message: `This file has format ${format}; the newest that this version reads is ${newestFormat}.`,
    hint: "Update Parley, or export the flow for the older format.",
  });
}

function checkCount({ blocks }: FlowDocument): FlowProblem[] {
  const count = Object.keys(blocks).length;
  if (count <= mostBlocks) return [];
  const message = `There are ${count} blocks; a flow holds at most ${mostBlocks}.`;
  const hint = "Split it into several bots and jump between them.";
  return [errorAt({ path: ["blocks"], code: "too-many-blocks", message, hint })];
}

function checkZone({ timezone }: FlowDocument): FlowProblem[] {
  if (isTimeZone(timezone)) return [];
  const message = `There is no time zone ${JSON.stringify(timezone.slice(0, 64))}.`;
  const hint = "Write an IANA name, such as Europe/Madrid.";
  return [errorAt({ path: ["timezone"], code: "unknown-timezone", message, hint })];
}

function checkLanguage({ language }: FlowDocument): FlowProblem[] {
  if (isLanguage(language)) return [];
  const message = `${JSON.stringify(language.slice(0, 64))} is not a language tag.`;
  const hint = "Write a BCP 47 tag, such as es or pt-BR.";
  return [warningAt({ path: ["language"], code: "unknown-language", message, hint })];
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
