import type { CorpusCase } from "./corpus-case.ts";
import { encodingCases } from "./encoding-cases.ts";
import { grammarCases } from "./grammar-cases.ts";
import { numberCases } from "./number-cases.ts";
import { structureCases } from "./structure-cases.ts";
import { textCases } from "./text-cases.ts";
import { transportCases } from "./transport-cases.ts";

/** Every odd body we know of, with what must come of it: for this folder's test and for runs through real HTTP. */
export function corpus(): CorpusCase[] {
  return [
    ...encodingCases(),
    ...grammarCases(),
    ...numberCases(),
    ...structureCases(),
    ...textCases(),
    ...transportCases(),
  ];
}
