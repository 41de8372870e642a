import { t } from "../ui/words.ts";

type Loose = Readonly<Record<string, unknown>>;

/** What an output is called: an option's own words, or when it is taken. */
export function outputWords(kind: string, params: Loose, output: string): string {
  return optionWords(kind, params, output) ?? words[output]?.() ?? output;
}

/** The words of the option that an output is taken by; of a branch of a test with its share. */
export function optionWords(kind: string, params: Loose, output: string): string | undefined {
  if (kind === "ask_yes_no" && (output === "yes" || output === "no"))
    return textOf(params[`${output}Label`]);
  const options: readonly unknown[] = Array.isArray(params.options) ? params.options : [];
  const option = options.map((it) => Object(it)).find(({ id }) => id === output);
  if (option === undefined) return undefined;
  const label = textOf(option.label) ?? output.toUpperCase();
  return kind === "ab_test" ? `${label} · ${Number(option.weight ?? 0)} %` : label;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const words: Readonly<Record<string, () => string>> = {
  success: () => t("Then"),
  yes: () => t("Yes"),
  no: () => t("No"),
  failed: () => t("Failed"),
  failure: () => t("Failure"),
  timeout: () => t("Too late"),
  idle: () => t("Silent"),
  unmatched: () => t("Something else"),
  true: () => t("True"),
  false: () => t("False"),
  other: () => t("Anything else"),
  open: () => t("Open"),
  closed: () => t("Closed"),
  resumed: () => t("Resumed"),
  assigned: () => t("Handed back"),
  nobody: () => t("Nobody online"),
};
