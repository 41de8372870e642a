import { z } from "zod";
import { success } from "./page.ts";

/** The answer of an action that has nothing else to say: it is done and stored. */
export const Done = z.object({ success }).meta({ id: "Done", examples: [{ success: true }] });
export type Done = z.infer<typeof Done>;
