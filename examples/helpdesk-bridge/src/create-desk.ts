import type { HookMessage } from "@parley/hook-receiver/hook-message";
import type { Parley } from "./parley.ts";
import { type Rooms, roomField } from "./rooms.ts";

/** What happens between customers and agents. */
export interface Desk {
  /** A flow asks for a person. Gives the room's name, which the flow keeps in a field. */
  request(customer: { readonly id: number; readonly name: string }): Promise<string>;
  /** A hook tells of a message. */
  hear(message: HookMessage): void;
  /** An agent answers. */
  reply(room: string, text: string, key: string): Promise<void>;
  /** An agent is done. */
  close(room: string): Promise<void>;
  /** Opens the rooms again that Parley knows of. */
  restore(): Promise<void>;
}

/** What an agent can write to close a room, as people do who answer from a chat of their own. */
const closingWord = "CLOSECHAT";

/**
 * Makes a desk.
 * 1. A customer's messages are for the desk while the field is set, and not before or after.
 * 2. What agents write is shown when the hook tells of it: what is seen at the desk is what the customer got.
 * 3. Nothing is kept here. A restart reads from Parley who is in which room and what was said.
 */
export function createDesk(ports: {
  readonly parley: Parley;
  readonly rooms: Rooms;
  readonly nowMs: () => number;
}): Desk {
  const { parley, rooms, nowMs } = ports;

  async function close(id: string): Promise<void> {
    const room = rooms.find(id);
    if (!room) return;
    await parley.handBack(room.customerId);
    rooms.close(id);
  }

  async function fill(id: string, customer: { readonly id: number; readonly name: string }) {
    rooms.open(id, customer);
    rooms.add(id, await parley.transcript(customer.id));
  }

  return {
    close,
    async request(customer) {
      // A request that is repeated, as its answer was lost, is for the same room.
      const open = rooms.all().find(({ customerId }) => customerId === customer.id);
      const id = open?.id ?? `desk-${nowMs()}-${customer.id}`;
      // The agent sees what was said before. Without it the room is as good, and the customer waits.
      await fill(id, customer).catch(() => undefined);
      return id;
    },
    hear(message) {
      const { customer, sender } = message;
      const id = customer[roomField];
      if (typeof id !== "string" || rooms.isClosed(id)) return;
      if (sender.type !== "customer" && sender.type !== "agent") return;
      rooms.open(id, customer);
      rooms.add(id, [message]);
    },
    async reply(id, text, key) {
      const room = rooms.find(id);
      if (!room) return;
      if (text.trim() === closingWord) await close(id);
      else await parley.reply(room.customerId, text, key);
    },
    async restore() {
      for (const { room, ...customer } of await parley.guests()) await fill(room, customer);
    },
  };
}
