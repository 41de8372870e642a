import type { FlowDocument } from "@parley/flow";

/** The block at which the outside service is to resume. */
export const formulaBlock = "Nkqgn6xkf";

/** The block that stops at a loose end after its words. */
export const pleaseWaitBlock = "Wwait4pay";

/** The block that waits for a callback. */
export const callbackBlock = "Ccallback";

/**
 * Request, Set, Go as its article describes it: a question, an empty `@data`, words to wait by with nothing after
 * them; then a formula that reads the status, and words chosen by it. A second way waits for a callback.
 */
export const paymentFlow: FlowDocument = {
  format: 1,
  name: "Payment",
  timezone: "UTC",
  language: "en",
  start: "askname01",
  keywords: { callback: callbackBlock },
  fields: {},
  blocks: {
    askname01: {
      kind: "ask_name",
      params: { text: "What is your name?", field: "name" },
      next: { success: "setdata01" },
    },
    setdata01: {
      kind: "set_field",
      params: { assignments: [{ field: "data", type: "object", value: {} }] },
      next: { success: pleaseWaitBlock },
    },
    [pleaseWaitBlock]: {
      kind: "send_text",
      params: { text: "Please wait, @name" },
      next: {},
    },
    [formulaBlock]: {
      kind: "formula",
      params: { formula: 'GetValue(@data, "status")', field: "status" },
      next: { success: "saystatus" },
    },
    saystatus: { kind: "send_text", params: { text: "Status: @status" }, next: {} },
    [callbackBlock]: {
      kind: "wait",
      params: { field: "data", timeoutSeconds: 600, text: "Waiting at @resume_url" },
      next: { resumed: formulaBlock, timeout: "toolate01" },
    },
    toolate01: { kind: "send_text", params: { text: "Too late" }, next: {} },
  },
};
