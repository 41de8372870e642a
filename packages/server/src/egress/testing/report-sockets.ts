// Loaded first (`--import`) into threads and processes that a test has begin: tells, in the file that the address
// names, that it is there, and of every connection that is not the egress's.
import { appendFileSync } from "node:fs";
import { watchSockets } from "./watch-sockets.ts";

const { searchParams } = new URL(import.meta.url);
const program = searchParams.get("program");
const tell = (target: string | null) =>
  appendFileSync(searchParams.get("to") ?? "", `${JSON.stringify({ program, target })}\n`);

watchSockets((target) => {
  tell(target);
  return true;
});
tell(null);
