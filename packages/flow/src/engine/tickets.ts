import type { Ticket } from "../conversation/state.ts";
import type { Draft } from "./draft.ts";

/** A ticket that no wait block ever took ends after this long. */
const longestLifeMs = 30 * 24 * 3600 * 1000;
/** Ended tickets are remembered, so that a repeated call gets its answer again; older ones go. */
const endedTicketsKept = 20;

/** Gives the resume address for the next wait block, or for a named one; makes a ticket if none is open. */
export function resumeUrlOf(draft: Draft, block: string | null): string {
  const { state, flow } = draft;
  const isFit = (it: Ticket) => isOpen(it) && it.expiresAtMs > draft.atMs && it.block === block;
  const open = state.tickets.find(isFit) ?? issue(draft, block);
  return flow.installation.resumeUrl(state.id, open.id);
}

/** Binds a ticket to the wait block that the flow has reached: its own, else an unbound one, else a new one. */
export function takeTicket(
  draft: Draft,
  block: string,
  timeoutMs: number,
): { early?: { value: NonNullable<Ticket["value"]> | null } } {
  const tickets = draft.state.tickets.filter((it) => isOpen(it) && it.expiresAtMs > draft.atMs);
  const mine = (it: Ticket) => it.block === block;
  const unbound = (it: Ticket) => it.block === null;
  const found = tickets.find(mine) ?? tickets.find(unbound) ?? issue(draft, block);
  if (found.status === "early") {
    replace(draft, { ...found, block, status: "used", value: null });
    return { early: { value: found.value ?? null } };
  }
  replace(draft, { ...found, block, expiresAtMs: draft.atMs + Math.min(timeoutMs, longestLifeMs) });
  return {};
}

/** Ends the open tickets bound to a block that the flow has left by its time-out. */
export function expireTickets(draft: Draft, block: string): void {
  for (const ticket of draft.state.tickets)
    if (ticket.block === block && isOpen(ticket))
      replace(draft, { ...ticket, status: "expired", value: null });
}

/** Ends every open ticket: the conversation has been sent another way than the one they were made for. */
export function revokeTickets(draft: Draft): void {
  for (const ticket of draft.state.tickets)
    if (isOpen(ticket)) replace(draft, { ...ticket, status: "expired", value: null });
}

/** Puts a ticket in the place of the one with its id. */
export function replace(draft: Draft, ticket: Ticket): void {
  draft.state.tickets = draft.state.tickets.map((it) => (it.id === ticket.id ? ticket : it));
}

function issue(draft: Draft, block: string | null): Ticket {
  const { state } = draft;
  state.lastTicket += 1;
  const ticket: Ticket = {
    id: state.lastTicket,
    block,
    expiresAtMs: draft.atMs + longestLifeMs,
    status: "open",
  };
  state.tickets = [...forgetOld(state.tickets), ticket];
  return ticket;
}

function forgetOld(tickets: readonly Ticket[]): readonly Ticket[] {
  const ended = tickets.filter((it) => !isOpen(it));
  const forgotten = new Set(ended.slice(0, Math.max(0, ended.length - endedTicketsKept)));
  return tickets.filter((it) => !forgotten.has(it));
}

const isOpen = (ticket: Ticket): boolean => ticket.status === "open" || ticket.status === "early";
