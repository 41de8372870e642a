import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** A flow that says one sentence. */
export const smallFlow = {
  format: 1,
  name: "Greeter",
  start: "hello",
  blocks: { hello: { kind: "send_text", params: { text: "Hello from a file" } } },
};

/** The same with a block of a kind that does not exist. */
export const faultyFlow = {
  ...smallFlow,
  blocks: { hello: { kind: "shout", params: { text: "HELLO" } } },
};

/** The same with a call of a service on this machine. */
export const callingFlow = {
  ...smallFlow,
  blocks: {
    hello: { ...smallFlow.blocks.hello, next: { success: "call" } },
    call: { kind: "webhook", params: { url: "https://127.0.0.1:9443/order" } },
  },
};

/** Writes a flow file into a folder and gives its path. */
export function writeFlowFile(folder: string, flow: unknown, name = "flow.json"): string {
  const file = join(folder, name);
  writeFileSync(file, typeof flow === "string" ? flow : JSON.stringify(flow));
  return file;
}
