import type { TimeLimit } from "./limit-time.ts";

/**
 * Reads an answer line by line, as it comes; holds one line and what came with it. Whoever stops reading ends the
 * request. Throws when the answer breaks off, or is silent for too long.
 */
export async function* linesOf(answer: Response, limit: TimeLimit): AsyncGenerator<string, void> {
  const reader = answer.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  let begun = "";
  try {
    for (;;) {
      const { done, value } = await limit.hold(() => reader.read());
      if (done) break;
      const [end = "", ...next] = decoder.decode(value, { stream: true }).split("\n");
      begun += end;
      for (const line of next) {
        yield begun;
        begun = line;
      }
    }
  } finally {
    // What it was broken by has been thrown already.
    await reader.cancel().catch(() => {});
  }
  if (begun !== "") throw new Error("The answer broke off in the middle of a line.");
}
