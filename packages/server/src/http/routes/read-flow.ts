import { FlowDocument } from "@parley/flow";
import { AppError } from "../../errors.ts";

/** What a new bot says until its author has written something. */
export const firstFlow: FlowDocument = {
  format: 1,
  name: "New bot",
  timezone: "UTC",
  language: "en",
  start: "welcome",
  keywords: {},
  fields: {},
  blocks: { welcome: { kind: "send_text", params: { text: "Hi! 👋" }, next: {} } },
};

/** Reads a flow file. A draft may have faults in its blocks, not in its shape. Throws with each and where it is. */
export function readFlow(written: unknown): FlowDocument {
  const read = FlowDocument.safeParse(written);
  if (read.success) return read.data;
  const lines = read.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.map(String).join(".")}: ${message}`,
  );
  throw new AppError("flow-has-errors", { fields: { flow: lines } });
}
