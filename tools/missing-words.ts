// Prints what a language of the Studio lacks, one JSON text a line: node tools/missing-words.ts es
import { readFileSync } from "node:fs";
import { formWords } from "../packages/web/src/features/builder/inspector/model/form-words.ts";
import { readSources, textsIn } from "./texts-in.ts";

const [language = "es"] = process.argv.slice(2);
const file = `packages/web/src/ui/words/${language}.json`;
const catalogue: Record<string, string> = JSON.parse(readFileSync(file, "utf8"));
const said = readSources("packages/web/src").flatMap((source) => textsIn(source).texts);
for (const text of new Set([...said, ...formWords()]))
  if (!Object.hasOwn(catalogue, text)) console.log(JSON.stringify(text));
