import type { FormEvent } from "react";

/** What was typed into a form that is being sent, by the names of its fields. The page stays. */
export function formValues<N extends string>(
  event: FormEvent<HTMLFormElement>,
  names: readonly N[],
): Readonly<Record<N, string>> {
  event.preventDefault();
  const form = new FormData(event.currentTarget);
  const textOf = (name: N) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const entries = names.map((name) => [name, textOf(name)] as const);
  // An object made of these names has these names.
  return Object.fromEntries(entries) as Record<N, string>;
}
