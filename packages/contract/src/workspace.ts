import { z } from "zod";
import { success, total } from "./page.ts";

/** What stands at the root of the API. */
export const ApiRoot = z.object({
  success,
  name: z.literal("Parley"),
  version: z.string(),
  openapi: z.string(),
});
export type ApiRoot = z.infer<typeof ApiRoot>;

/** The workspace of a token. Clients ask for it to see whether a token works. */
export const ProjectPage = z.object({
  success,
  total,
  projects: z.array(z.object({ id: z.int(), name: z.string() })),
});
export type ProjectPage = z.infer<typeof ProjectPage>;
