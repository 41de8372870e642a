import { flowJsonSchema } from "@parley/flow";
import type { AddCommand } from "./command-context.ts";

/** `parley flow schema`: the JSON Schema of flow files, for editors that complete and check while one types. */
export const flowSchema: AddCommand = (parent, context) => {
  parent
    .command("schema")
    .description("Print the JSON Schema of flow files")
    .action(() => context.write(`${JSON.stringify(flowJsonSchema(), null, 2)}\n`));
};
