import type { CheckedBlock } from "./check-block.ts";
import type { FlowDocument } from "./flow-document.ts";
import { readableNames, resumeUrlPrefix } from "./readable-names.ts";

/** Every name that a flow can read: what it declares and writes, and what needs neither. */
export function knownFields(
  document: FlowDocument,
  checked: ReadonlyMap<string, CheckedBlock>,
): ReadonlySet<string> {
  const written = [...checked.values()].flatMap(({ references }) => references.writes);
  const ownResumeUrls = Object.keys(document.blocks).map((id) => resumeUrlPrefix + id);
  return new Set([...Object.keys(document.fields), ...written, ...readableNames, ...ownResumeUrls]);
}
