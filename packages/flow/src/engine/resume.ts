import type { Event } from "../conversation/event.ts";
import type { State, Ticket } from "../conversation/state.ts";
import type { Step } from "../conversation/step.ts";
import { type Draft, nothing, openDraft, refuse } from "./draft.ts";
import type { Flow } from "./flow.ts";
import { mayRun, run } from "./run.ts";
import { replace } from "./tickets.ts";
import { turnFor } from "./turn.ts";
import { deliver, type Leaving } from "./walk.ts";

type Resume = Extract<Event, { kind: "resume" }>;

/**
 * The outside service used a resume address. A value that the ticket's block cannot keep is refused, and the address
 * stays good for another try. Taken once: a repeat of the same call changes nothing (its answer is the
 * ticket's), another call is refused. Before the flow has parked, the value is kept for the wait block.
 */
export function receiveResume(flow: Flow, state: State, event: Resume): Step {
  const ticket = state.tickets.find((it) => it.id === event.ticket);
  if (!ticket) return refuse(state, "unknown-ticket");
  if (ticket.answer) return isRepeat(ticket, event) ? nothing(state) : refuse(state, "used-ticket");
  if (ticket.status === "expired" || event.atMs >= ticket.expiresAtMs)
    return refuse(state, "expired-ticket");
  const problem = problemOf(flow, state, ticket, event);
  if (problem !== null) return refuse(state, "unfit-value", problem);
  return run(flow, state, event, (draft) => use(draft, ticket, event));
}

/** The same key or the same body: either is enough to be the same call. */
function isRepeat({ fingerprints = [] }: Ticket, event: Resume): boolean {
  return fingerprints.some((it) => event.fingerprints.includes(it));
}

/** Why the block that the ticket is bound to cannot keep the value; nobody knows while it is bound to none. */
function problemOf(flow: Flow, state: State, { block }: Ticket, event: Resume): string | null {
  const bound = block === null ? undefined : flow.blocks.get(block);
  if (!bound) return null;
  const turn = turnFor(openDraft(flow, state, event), bound.block.id);
  return bound.kind.refuses?.(bound.block, turn, event.value) ?? null;
}

function use(draft: Draft, ticket: Ticket, { value, fingerprints }: Resume): Leaving {
  const { cursor } = draft.state;
  if (cursor.phase === "waiting" && cursor.block === ticket.block && mayRun(draft.state)) {
    replace(draft, { ...ticket, status: "used", fingerprints, answer: "resumed" });
    return deliver(draft, cursor.block, { kind: "resumed", value });
  }
  replace(draft, { ...ticket, status: "early", value, fingerprints, answer: "buffered" });
  return null;
}

/** Hands the waiting block the value that came while the bot had to be silent, if one did. */
export function resumeEarly(flow: Flow, state: State, moment: Pick<Event, "atMs" | "seed">): Step {
  const { cursor } = state;
  if (cursor.phase !== "waiting") return nothing(state);
  const early = state.tickets.find((it) => it.block === cursor.block && it.status === "early");
  if (!early) return nothing(state);
  return run(flow, state, moment, (draft) => {
    replace(draft, { ...early, status: "used", value: null });
    return deliver(draft, cursor.block, { kind: "resumed", value: early.value ?? null });
  });
}
