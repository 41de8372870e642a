import { readFileSync, statSync } from "node:fs";
import { checkFlow, type FlowCheck } from "@parley/flow";
import { CommandFailure } from "./command-failure.ts";

const mostBytes = 5 * 2 ** 20;

/** Reads and checks a flow file. A file that cannot be read, or is not JSON, is a problem of it like any other. */
export function readFlowFile(file: string): FlowCheck {
  const text = readText(file);
  try {
    return checkFlow(JSON.parse(text));
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
