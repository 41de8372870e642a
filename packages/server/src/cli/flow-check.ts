import type { FlowProblem } from "@parley/flow";
import type { Command } from "commander";
import { refusedCalls } from "../refused-calls.ts";
import type { AddCommand, CommandContext } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { formatProblem } from "./format-problem.ts";
import { readFlowFile } from "./read-flow-file.ts";
import { settingsOf } from "./settings-of.ts";

/** `parley flow check`: everything that is wrong with flow files. Needs no installation; warnings do not fail. */
export const flowCheck: AddCommand = (parent, context) => {
  parent
    .command("check")
    .description("Check flow files; fails when one could not be published")
    .argument("<file...>", "flow files")
    .option("--json", "as JSON: [{file, ok, problems: [{path, code, message, hint, isWarning}]}]")
    .action((files: readonly string[], options: { json?: boolean }, command: Command) => {
      const { egressAllow } = settingsOf(command, context);
      const results = files.map((file) => {
        const { document, problems: found } = readFlowFile(file);
        const problems = [...found, ...(document ? refusedCalls(document, egressAllow) : [])];
        return { file, ok: problems.every((it) => it.isWarning), problems };
      });
      if (options.json) context.print(JSON.stringify(results, null, 2));
      else for (const result of results) printResult(context, result);
      const faulty = results.filter((it) => !it.ok).length;
      if (faulty > 0) throw new CommandFailure(`${faulty} of ${results.length} files have errors.`);
    });
};

interface Result {
  readonly file: string;
  readonly ok: boolean;
  readonly problems: readonly FlowProblem[];
}

function printResult(context: CommandContext, { file, ok, problems }: Result): void {
  context.print(`${file}: ${ok ? "ok" : "has errors"}${problems.length > 0 ? "" : ", no remarks"}`);
  for (const problem of problems) context.print(formatProblem(problem));
}
