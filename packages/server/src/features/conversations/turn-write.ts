import { type Entry, type Step, wordsOf } from "@parley/flow";
import type { Clock } from "../../ports/clock.ts";
import type { Conversation, StoredEntry, TurnWrite } from "../../ports/store.ts";
import { owedTasks } from "./owed-tasks.ts";
import type { Stamp } from "./stamp.ts";
import type { TakenStep } from "./take-events.ts";
import { turnLine } from "./turn-line.ts";

/** What a turn writes beside what it says. */
interface TurnMarks {
  readonly clientHash?: string | null;
  readonly flowDepth?: number;
}

/** Makes what a turn writes from the conversation before it and the step that it led to. */
export function turnWrite(
  ports: { readonly clock: Clock; readonly stamp: Stamp },
  before: Conversation,
  step: TakenStep,
  { clientHash = null, flowDepth = 0 }: TurnMarks = {},
): TurnWrite {
  const nowMs = ports.clock.nowMs();
  const entries = ports.stamp(before.id, before.lastEntryUs ?? 0, step.entries, clientHash);
  const nowUs = entries.at(-1)?.atUs ?? nowMs * 1000;
  const line = turnLine(before, step, Math.floor(nowUs / 1000));
  const { newTasks, cancelledTasks } = owedTasks(before.id, step.effects, nowMs, flowDepth);
  return {
    conversation: advanced(before, step, entries),
    entries,
    newTasks,
    cancelledTasks,
    trace: step.trace.map((line) => ({
      conversationId: before.id,
      atUs: nowUs,
      kind: line.kind,
      block: line.block,
      code: line.code,
      message: line.message,
      detail: line.detail ?? null,
    })),
    ...(before.revision > 0 && { before }),
    ...(line && { line }),
  };
}

/** Tells whether a step changes anything that is stored. */
export function isEmpty(before: Conversation, step: Step): boolean {
  return (
    before.revision > 0 &&
    step.state === before.state &&
    step.entries.length === 0 &&
    step.effects.length === 0 &&
    step.trace.length === 0
  );
}

function advanced(before: Conversation, step: Step, entries: readonly StoredEntry[]): Conversation {
  let { isUnread, lastEntryUs, lastReceivedUs, lastSentUs, lastText } = before;
  for (const { atUs, entry } of entries) {
    lastEntryUs = atUs;
    if (!("message" in entry)) continue;
    lastText = shortened(wordsOf(entry.message));
    if (isReceived(entry)) {
      lastReceivedUs = atUs;
      isUnread = true;
    } else lastSentUs = atUs;
  }
  return {
    ...before,
    revision: before.revision + 1,
    state: step.state,
    isUnread,
    lastEntryUs,
    lastReceivedUs,
    lastSentUs,
    lastText,
  };
}

const isReceived = (entry: Entry): boolean => entry.author.kind === "customer";

/** A list shows one line; the whole text is in the entry. */
function shortened(text: string): string {
  return text.length <= 200 ? text : text.slice(0, 200).toWellFormed();
}
