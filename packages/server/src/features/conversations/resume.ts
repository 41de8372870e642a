import type { Value } from "@parley/flow";
import type { Advance } from "./advance.ts";
import { errorOf, unknownAddress } from "./refusal-error.ts";
import type { ResumeKeys } from "./resume-keys.ts";

/** What a resume call is told. A repeat of the same call is told the same. */
export type ResumeAnswer = "resumed" | "buffered";

/** Uses a resume address, once. */
export type Resume = (call: {
  readonly token: string;
  readonly value: Value;
  /** Identifies this call among repeats: the hash of its body and, if given, its `Idempotency-Key`. */
  readonly fingerprints: readonly string[];
  /** How many flows called each other to get here. */
  readonly flowDepth?: number;
}) => Promise<ResumeAnswer>;

/** Makes the door that outside services resume conversations through. */
export function createResume(ports: {
  readonly advance: Advance;
  readonly keys: ResumeKeys;
}): Resume {
  return async ({ token, value, fingerprints, flowDepth = 0 }) => {
    const opened = ports.keys.open(token);
    if (!opened) throw unknownAddress();
    const outcome = await ports.advance({
      conversationId: opened.conversationId,
      happenings: [{ kind: "resume", ticket: opened.ticket, value, fingerprints }],
      flowDepth,
    });
    const error = errorOf(outcome);
    if (error) throw error;
    const state = outcome.kind === "taken" ? outcome.conversation.state : null;
    const ticket = state?.tickets.find((it) => it.id === opened.ticket);
    return ticket?.answer ?? "resumed";
  };
}
