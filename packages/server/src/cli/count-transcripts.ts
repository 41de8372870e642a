import type { SelectedTranscript } from "../features/conversations/read-transcripts.ts";
import type { Clock } from "../ports/clock.ts";
import type { CommandContext } from "./command-context.ts";

/** Tells somebody who waits how far an export is. */
export interface Progress {
  /** Lets transcripts through, and says now and then how many have been written. */
  through(transcripts: AsyncIterable<SelectedTranscript>): AsyncGenerator<SelectedTranscript>;
  /** Says how many it were. */
  end(): void;
}

const everyMs = 1_000;

/** Counts transcripts on their way; `total` is the most that there can be. */
export function countTranscripts(
  { complain }: Pick<CommandContext, "complain">,
  clock: Pick<Clock, "nowMs">,
  total: number,
): Progress {
  let count = 0;
  let toldMs = clock.nowMs();
  return {
    async *through(transcripts) {
      for await (const transcript of transcripts) {
        yield transcript;
        count += 1;
        if (clock.nowMs() - toldMs < everyMs) continue;
        toldMs = clock.nowMs();
        complain(`${count} of at most ${total} conversations …`);
      }
    },
    end: () => complain(`Exported ${count} ${count === 1 ? "conversation" : "conversations"}.`),
  };
}
