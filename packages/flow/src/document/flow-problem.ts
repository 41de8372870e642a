/** Something that an author should change in a flow file: what was found, where, and what to do about it. */
export interface FlowProblem {
  /** Leads from the file's root to the fault: `blocks.Nkqgn6xkf.params.text`. */
  readonly path: string;
  /** One of `flowProblemCodes`, or one that the block's kind gives. */
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** A warning does not keep a flow from being published. */
  readonly isWarning: boolean;
  /** The id of the block that it is about. */
  readonly block?: string;
}

/** The codes that the document's own checks give. Kinds of blocks add theirs for their parameters. */
export const flowProblemCodes = {
  "not-json": "The input holds something that JSON cannot say.",
  "too-large": "The file is larger than 5 MiB.",
  "too-deep": "The file nests deeper than 64 levels.",
  "forbidden-key": "A key is __proto__, prototype or constructor.",
  "future-format": "The file was written for a newer version of Parley.",
  "future-migration": "The file has passed a migration that this version does not know.",
  "failed-migration": "The file could not be brought to the present form.",
  "bad-shape": "A part of the file is missing, misspelt or of the wrong type.",
  "too-many-blocks": "There are more than 2,000 blocks.",
  "unknown-timezone": "The time zone is not an IANA name.",
  "unknown-language": "The language is not a BCP 47 tag.",
  "bad-field-name": "A declared field has a name that fields cannot have.",
  "unknown-kind": "There is no such kind of block.",
  "bad-params": "A block's parameters are missing, misspelt or of the wrong type.",
  "too-many-patterns": "The regular expressions of all blocks together are too large.",
  "unusable-block": "A block's parameters pass the checks but cannot be prepared.",
  "missing-block": "Something names a block that does not exist.",
  "unknown-output": "An arrow starts at an output that the block does not have.",
  "untaken-output": "Something follows a time-out that is not set.",
  "unconnected-output": "A time-out or a limit is set, but nothing follows it.",
  "endless-loop": "Blocks that neither ask nor wait follow each other for ever.",
  "outside-only": "No arrow leads to the block: only Go reaches it.",
  "unreachable-block": "No way leads to the block, not even a single Go.",
  "unknown-field": "A field is read that nothing in the flow writes or declares.",
  "mistaken-field": "A text has something that looks like a field and is shown as it stands.",
  "shadowed-field": "A field is written that a system variable hides.",
  "duplicate-keyword": "Two keywords are the same to a reader.",
  "unmatchable-keyword": "A keyword can never equal what a customer writes.",
  "builtin-keyword": "A keyword takes the place of a built-in one.",
} as const;

/** A code of the document's own checks. */
export type FlowProblemCode = keyof typeof flowProblemCodes;

/** The parts of a problem that differ from one to the next. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly code: FlowProblemCode;
  readonly message: string;
  readonly hint: string;
}

/** An error: the flow cannot be published. */
export function errorAt({ path, ...rest }: Finding): FlowProblem {
  return locate({ ...rest, isWarning: false }, path);
}

/** A warning: the flow works, perhaps not as it was meant. */
export function warningAt({ path, ...rest }: Finding): FlowProblem {
  return locate({ ...rest, isWarning: true }, path);
}

/** Writes down where a problem is, as a path and as the block that it is in. */
export function locate(
  problem: Omit<FlowProblem, "path" | "block">,
  path: readonly PropertyKey[],
): FlowProblem {
  const [part, block] = path;
  const written = path.map(String).join(".");
  return part === "blocks" && block !== undefined
    ? { path: written, ...problem, block: String(block) }
    : { path: written, ...problem };
}
