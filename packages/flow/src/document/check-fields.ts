import { isFieldName, maxFieldNameLength } from "../expression/field-name.ts";
import { firstNearestNames, type nearestName } from "../expression/nearest-name.ts";
import type { CheckedBlock } from "./check-block.ts";
import type { FlowDocument } from "./flow-document.ts";
import { errorAt, type FlowProblem, warningAt } from "./flow-problem.ts";
import { knownFields } from "./known-fields.ts";
import { systemVariableNames } from "./readable-names.ts";

/** Checks the names of fields: declared ones can exist, read ones come from somewhere, written ones are seen. */
export function checkFields(
  document: FlowDocument,
  checked: ReadonlyMap<string, CheckedBlock>,
): FlowProblem[] {
  const blocks = [...checked.values()];
  const known = knownFields(document, checked);
  const names = [...known].slice(0, mostNamesCompared);
  const nearest = firstNearestNames();
  return [
    ...Object.keys(document.fields).flatMap(checkDeclaration),
    ...blocks.flatMap((block) => [
      ...new Set(block.references.writes.filter(isHidden)).values().map(shadowed(block.id)),
      ...new Set(block.references.reads.filter((name) => !known.has(name)))
        .values()
        .map(unknownField(block.id, names, nearest)),
    ]),
  ];
}

const mostNamesCompared = 200;
const systemNames: ReadonlySet<string> = new Set(systemVariableNames);
const isHidden = (name: string): boolean => systemNames.has(name);

function checkDeclaration(name: string): FlowProblem[] {
  if (isHidden(name)) return [hidden(["fields", name], name)];
  if (isFieldName(name)) return [];
  return [
    errorAt({
      path: ["fields", name],
      code: "bad-field-name",
      message: `A field cannot be called ${JSON.stringify(name.slice(0, 100))}.`,
      hint: `Use a to z, 0 to 9 and _, at most ${maxFieldNameLength} characters.`,
    }),
  ];
}

const shadowed = (block: string) => (name: string) => hidden(["blocks", block, "params"], name);

function hidden(path: readonly string[], name: string): FlowProblem {
  return warningAt({
    path,
    code: "shadowed-field",
    message: `@${name} always reads the system variable, never a field of that name.`,
    hint: "Choose another name for the field.",
  });
}

const unknownField =
  (block: string, names: readonly string[], nearest: typeof nearestName) =>
  (name: string): FlowProblem => {
    const near = nearest(name, names);
    const declare = `If it comes from outside, declare it: "fields": {"${name}": {"type": "string"}}.`;
    return warningAt({
      path: ["blocks", block, "params"],
      code: "unknown-field",
      message: `Nothing in this flow writes or declares @${name}.`,
      hint: near ? `Did you mean @${near}? ${declare}` : declare,
    });
  };
