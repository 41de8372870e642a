import { z } from "zod";
import { success } from "./page.ts";

/** A WhatsApp message that was approved beforehand. */
export const Template = z
  .object({
    id: z.int(),
    name: z.string(),
    text: z.string(),
    params_number: z.int().describe("How many values its body needs."),
    language: z.string(),
  })
  .meta({ id: "Template" });
export type Template = z.infer<typeof Template>;

export const TemplateList = z.object({ success, templates: z.array(Template) });
export type TemplateList = z.infer<typeof TemplateList>;
