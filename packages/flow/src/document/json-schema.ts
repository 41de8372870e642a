import { z } from "zod";
import { blockKinds } from "../blocks/catalogue.ts";
import type { BlockKind } from "../blocks/kind.ts";
import { BlockDocument, BlockId, FlowDocument } from "./flow-document.ts";

/**
 * The JSON Schema (draft 2020-12) of flow files, for editors: it completes and checks each kind's parameters. What
 * a schema cannot say (formulas, arrows, fields) `checkFlow` finds.
 */
export function flowJsonSchema(): { readonly [key: string]: unknown } {
  const [first, ...others] = blockKinds.map(blockSchema);
  if (!first) throw new Error("There are no kinds of blocks.");
  const document = FlowDocument.extend({
    blocks: z.record(BlockId, z.discriminatedUnion("kind", [first, ...others])),
  });
  const schema = z.toJSONSchema(document, {
    io: "input",
    unrepresentable: "any",
    // What only the builder's forms need is no part of what flow files may hold.
    override: ({ jsonSchema }) => {
      delete jsonSchema.form;
    },
  });
  return {
    ...schema,
    title: "Parley flow",
    description: "A bot's flow: blocks and the arrows between them.",
  };
}

function blockSchema({ kind, schema, title, summary }: BlockKind<unknown, unknown>) {
  const params = schema.safeParse({}).success ? schema.optional() : schema;
  return BlockDocument.extend({ kind: z.literal(kind), params }).meta({
    title,
    description: summary,
  });
}
