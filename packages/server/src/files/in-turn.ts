/** Runs pieces of work of one conversation one after the other; other conversations do not wait. */
export type InTurn = <T>(conversationId: number, work: () => Promise<T>) => Promise<T>;

/** Queues that exist only while somebody is in them. */
export function createInTurn(): InTurn {
  const last = new Map<number, Promise<unknown>>();
  return (conversationId, work) => {
    const before = last.get(conversationId) ?? Promise.resolve();
    const turn = before.then(work, work);
    last.set(conversationId, turn);
    const leave = (): void => {
      if (last.get(conversationId) === turn) last.delete(conversationId);
    };
    turn.then(leave, leave);
    return turn;
  };
}
