import type { BlockDocument } from "@parley/flow";
import { optionWords, outputWords } from "../../../flow-look/output-words.ts";
import { t } from "../../../ui/words.ts";
import { faceOf } from "./block-faces.ts";
import { titleOf } from "./block-name.ts";
import { duration } from "./block-summary.ts";
import { hasRows } from "./card-size.ts";

/** What an output is called on the canvas: an option's own words, or when it is taken. */
export function outputLabel(block: BlockDocument, output: string): string {
  const { params } = faceOf(block);
  const limit = optionWords(block.kind, params, output) ?? limitLabel(block, output);
  return limit ?? outputWords(block.kind, params, output);
}

/** What an arrow is called for those who hear it: where it comes from, by which way out, and where it leads. */
export function arrowName(from: BlockDocument, output: string, to: BlockDocument): string {
  const names = { from: titleOf(from), to: titleOf(to) };
  return hasRows(faceOf(from).outputs)
    ? t("{output}: from {from} to {to}", { ...names, output: outputLabel(from, output) })
    : t("From {from} to {to}", names);
}

/** What an output is called for those who hear it, and where it leads; `to` is `null` where nothing follows. */
export function outputName(from: BlockDocument, output: string, to: BlockDocument | null): string {
  const names = { output: outputLabel(from, output), from: titleOf(from) };
  return to === null
    ? t("Output “{output}” of {from}, leads nowhere yet", names)
    : t("Output “{output}” of {from}, leads to {to}", { ...names, to: titleOf(to) });
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
