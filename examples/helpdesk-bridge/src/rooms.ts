/** The field that says in which room a customer is. While it is set, what they write goes to the desk. */
export const roomField = "desk_room";

/** A message or event of a conversation, from a hook or a transcript. */
export interface Line {
  readonly seq: number;
  readonly type: string;
  readonly timestamp: number;
  readonly data: { readonly [key: string]: unknown };
  readonly sender: { readonly name: string; readonly type: string };
}

/** A conversation at the desk. */
export interface Room {
  readonly id: string;
  readonly customerId: number;
  readonly name: string;
  /** In their order. */
  readonly lines: readonly Line[];
}

/** The desk's rooms. Only in memory: Parley knows who is in which room and what was said there. */
export interface Rooms {
  open(id: string, customer: { readonly id: number; readonly name: string }): void;
  /** Adds what is new; a line that is there already is left as it is, so repeats and overlaps do no harm. */
  add(id: string, lines: readonly Line[]): void;
  close(id: string): void;
  /** Whether it was closed: then a message that comes late does not open it again. */
  isClosed(id: string): boolean;
  find(id: string): Room | null;
  /** The one with the newest line first. */
  all(): readonly Room[];
}

/** A desk without rooms. `onChange` hears of everything that could be seen. */
export function createRooms(onChange: () => void): Rooms {
  const rooms = new Map<string, { name: string; customerId: number; lines: Map<number, Line> }>();
  const closed = new Set<string>();

  const find = (id: string): Room | null => {
    const room = rooms.get(id);
    if (!room) return null;
    const lines = [...room.lines.values()].toSorted((a, b) => a.seq - b.seq);
    return { id, customerId: room.customerId, name: room.name, lines };
  };
  return {
    find,
    open(id, customer) {
      const room = rooms.get(id);
      if (room) room.name = customer.name;
      else rooms.set(id, { name: customer.name, customerId: customer.id, lines: new Map() });
      onChange();
    },
    add(id, lines) {
      const room = rooms.get(id);
      for (const line of lines) if (!room?.lines.has(line.seq)) room?.lines.set(line.seq, line);
      onChange();
    },
    close(id) {
      rooms.delete(id);
      closed.add(id);
      onChange();
    },
    isClosed: (id) => closed.has(id),
    all: () =>
      [...rooms.keys()]
        .map(find)
        .filter((room) => room !== null)
        .toSorted((a, b) => lastOf(b) - lastOf(a)),
  };
}

const lastOf = ({ lines }: Room): number => lines.at(-1)?.timestamp ?? 0;
