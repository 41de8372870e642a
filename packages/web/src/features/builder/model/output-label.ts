import type { BlockDocument } from "@parley/flow";
import { t } from "../../../ui/words.ts";
import { faceOf } from "./block-faces.ts";
import { duration } from "./block-summary.ts";

/** What an output is called on the canvas: an option's own words, or when it is taken. */
export function outputLabel(block: BlockDocument, output: string): string {
  return optionLabel(block, output) ?? limitLabel(block, output) ?? words[output]?.() ?? output;
}

function optionLabel(block: BlockDocument, output: string): string | undefined {
  const { params } = faceOf(block);
  if (block.kind === "ask_yes_no" && (output === "yes" || output === "no"))
    return textIn(params, `${output}Label`);
  const options: readonly unknown[] = Array.isArray(params.options) ? params.options : [];
  const option = options.find((it) => textIn(it, "id") === output);
  if (option === undefined) return undefined;
  const label = textIn(option, "label") ?? output.toUpperCase();
  return block.kind === "ab_test" ? `${label} · ${numberIn(option, "weight")} %` : label;
}

function limitLabel(block: BlockDocument, output: string): string | undefined {
  const { params } = faceOf(block);
  const time = (name: string) => (params[name] === undefined ? "" : duration(params[name]));
  if (output === "timeout" && time("timeoutSeconds"))
    return t("After {time}", { time: time("timeoutSeconds") });
  if (output === "idle" && time("idleSeconds"))
    return t("Silent for {time}", { time: time("idleSeconds") });
  if (output === "failed" && typeof params.maxTries === "number")
    return t("{count, plural, one {After # try} other {After # tries}}", {
      count: params.maxTries,
    });
  return undefined;
}

const words: Readonly<Record<string, () => string>> = {
  success: () => t("Then"),
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

function textIn(value: unknown, name: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found = new Map<string, unknown>(Object.entries(value)).get(name);
  return typeof found === "string" && found !== "" ? found : undefined;
}

function numberIn(value: unknown, name: string): number {
  if (typeof value !== "object" || value === null) return 0;
  return Number(new Map<string, unknown>(Object.entries(value)).get(name) ?? 0);
}
