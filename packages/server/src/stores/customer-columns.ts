import type { Fields, State, Value } from "@parley/flow";
import type { CustomerFilter } from "../ports/store.ts";
import { foldPhone, foldText } from "./fold-text.ts";

/** What customer lists filter by, derived from a conversation's state whenever it is written. Never read back as the truth. */
export interface CustomerColumns {
  readonly nameFolded: string | null;
  readonly emailFolded: string | null;
  readonly phoneFolded: string | null;
  readonly agentId: number | null;
  readonly isArchived: boolean;
}

type Search = NonNullable<CustomerFilter["search"]>;

/** Derives the columns of a state. */
export function customerColumns(state: State): CustomerColumns {
  return {
    nameFolded: folded(state.fields, "name"),
    emailFolded: folded(state.fields, "email"),
    phoneFolded: folded(state.fields, "phone"),
    agentId: state.holder?.id ?? null,
    isArchived: state.isArchived,
  };
}

/** Which column differs between two states, told without deriving any. May name one that does not. */
export function changedColumn(a: State, b: State): keyof CustomerColumns | "none" | "several" {
  let changed: keyof CustomerColumns | "none" = "none";
  for (const [column, isSame] of comparisons) {
    if (isSame(a, b)) continue;
    if (changed !== "none") return "several";
    changed = column;
  }
  return changed;
}

type Comparison = readonly [keyof CustomerColumns, (a: State, b: State) => boolean];

const hasSame =
  (by: Search["by"]): Comparison[1] =>
  ({ fields: a }, { fields: b }) =>
    a === b || valueIn(a, by) === valueIn(b, by);

const comparisons: readonly Comparison[] = [
  ["nameFolded", hasSame("name")],
  ["emailFolded", hasSame("email")],
  ["phoneFolded", hasSame("phone")],
  ["agentId", (a, b) => a.holder?.id === b.holder?.id],
  ["isArchived", (a, b) => a.isArchived === b.isArchived],
];

/** Folds what is searched for as the column was folded. */
export function foldSearch(search: Search): string {
  return foldFor(search.by, search.text);
}

function folded(fields: Fields, by: Search["by"]): string | null {
  const value = valueIn(fields, by);
  if (typeof value !== "string" && typeof value !== "number") {
    return null;
  }
  return foldFor(by, String(value)) || null;
}

const valueIn = (fields: Fields, by: Search["by"]): Value | undefined =>
  Object.hasOwn(fields, by) ? fields[by]?.value : undefined;

const foldFor = (by: Search["by"], text: string): string =>
  by === "phone" ? foldPhone(text) : foldText(text);
