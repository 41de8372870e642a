import { type RawBehaviour, type RawReceiver, startRawReceiver } from "./raw-receiver.ts";

/** The receivers of one test, closed together at its end. */
export interface Receivers {
  start(behaviour: RawBehaviour): Promise<RawReceiver>;
  /** A receiver that answers every request with these bytes and keeps the connection. */
  answering(...parts: readonly (string | Buffer)[]): Promise<RawReceiver>;
  closeAll(): Promise<void>;
}

/** Makes an empty set. */
export function createReceivers(): Receivers {
  const started: RawReceiver[] = [];
  const start = async (behaviour: RawBehaviour): Promise<RawReceiver> => {
    const receiver = await startRawReceiver(behaviour);
    started.push(receiver);
    return receiver;
  };
  return {
    start,
    answering: (...parts) =>
      start({
        onRequest: (socket) => {
          for (const part of parts) socket.write(part);
        },
      }),
    closeAll: async () => {
      await Promise.all(started.splice(0).map((receiver) => receiver.close()));
    },
  };
}
