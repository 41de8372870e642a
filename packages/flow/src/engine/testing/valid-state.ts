import { z } from "zod";

const Value = z.json();
const Id = z.string().min(1).max(64);
const Count = z.int().min(0);
const Agent = z.strictObject({ id: z.int(), name: z.string() });

const Cursor = z.union([
  z.strictObject({ phase: z.enum(["new", "closed"]) }),
  z.strictObject({
    phase: z.enum(["asking", "calling", "waiting", "delaying", "assigning", "dead-end", "ready"]),
    block: Id,
  }),
]);

const Ticket = z.strictObject({
  id: z.int().min(1),
  block: Id.nullable(),
  expiresAtMs: z.int(),
  status: z.enum(["open", "early", "used", "expired"]),
  value: Value.optional(),
  fingerprints: z.array(z.string()).optional(),
  answer: z.enum(["resumed", "buffered"]).optional(),
});

const Timer = z.strictObject({ id: z.string(), purpose: z.enum(["timeout", "idle", "delay"]) });

const Field = z.strictObject({
  type: z.enum(["string", "integer", "float", "boolean", "date", "datetime", "object"]),
  value: Value,
  extra: z.record(z.string(), Value).optional(),
});

/** What a state may be, written down a second time, so that tests do not believe the types. */
export const ValidState = z
  .strictObject({
    id: z.int(),
    bot: z.int(),
    version: z.int(),
    cursor: Cursor,
    visit: Count,
    seq: Count,
    fields: z.record(z.string().regex(/^[a-z0-9_]+$/), Field),
    facts: z.record(z.string(), Value),
    holder: Agent.nullable(),
    holderTimer: z.string().nullable().optional(),
    isArchived: z.boolean(),
    isBlocked: z.boolean(),
    memory: Value,
    timers: z.array(Timer),
    trail: z.array(Id).max(20),
    tickets: z.array(Ticket),
    lastTicket: Count,
    deferred: z.array(
      z.looseObject({ kind: z.enum(["http-answered", "timer-fired", "handed-over"]) }),
    ),
    lastInput: z.string(),
    hasAskedOutside: z.boolean(),
  })
  .refine(
    ({ holder, holderTimer }) => holder !== null || !holderTimer,
    "nobody is watched who holds nothing",
  )
  .refine(({ tickets, lastTicket }) => tickets.every(({ id }) => id <= lastTicket), "ticket ids")
  .refine(({ timers }) => new Set(timers.map((it) => it.purpose)).size === timers.length, "timers")
  .refine(
    ({ timers, cursor }) =>
      timers.length === 0 || ["asking", "waiting", "delaying"].includes(cursor.phase),
    "a timer runs only while a block that can take it is parked",
  )
  .refine(
    ({ deferred, holder, isArchived, isBlocked }) =>
      deferred.length === 0 || holder !== null || isArchived || isBlocked,
    "nothing is kept back while the bot may speak",
  )
  .refine(
    ({ tickets }) =>
      new Set(tickets.filter((it) => it.status === "open").map((it) => it.block)).size ===
      tickets.filter((it) => it.status === "open").length,
    "one open ticket a block",
  );
