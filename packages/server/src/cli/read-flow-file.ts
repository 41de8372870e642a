import { readFileSync, statSync } from "node:fs";
import { checkFlow, type FlowCheck } from "@parley/flow";
import { CommandFailure } from "./command-failure.ts";

const mostBytes = 5 * 2 ** 20;

/** Reads and checks a flow file. A file that is not JSON, or holds a schema, is a problem of it like any other. */
export function readFlowFile(file: string): FlowCheck {
  const text = readText(file);
  try {
    const given: unknown = JSON.parse(text);
    return isJsonSchema(given) ? schemaFound : checkFlow(given);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {
      document: null,
      problems: [
        {
          path: "",
          code: "not-json",
          message: `This is not JSON: ${error.message}.`,
          hint: "Export the flow again, or repair the file where the message points.",
          isWarning: false,
        },
      ],
    };
  }
}

/** What a schema says of itself; a flow may name one too, but its own. */
const isJsonSchema = (given: unknown): boolean =>
  typeof given === "object" &&
  given !== null &&
  "$schema" in given &&
  /^https?:\/\/json-schema\.org\//.test(String(given.$schema));

const schemaFound: FlowCheck = {
  document: null,
  problems: [
    {
      path: "",
      code: "json-schema",
      message: "This is a JSON Schema, which says what other files look like. It holds no flow.",
      hint: "Editors read it. Name the flow files alone.",
      isWarning: true,
    },
  ],
};

function readText(file: string): string {
  try {
    if (statSync(file).size <= mostBytes) return readFileSync(file, "utf8");
  } catch (error) {
    throw new CommandFailure(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  throw new CommandFailure(`${file} is larger than 5 MiB, the most that a flow may be.`);
}
