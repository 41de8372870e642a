type Listener = (value?: unknown) => void;

/** Named events, as `core.events` of Landbot's SDK offers them. */
export type Events = {
  on(name: string, listener: Listener): void;
  off(name: string, listener: Listener): void;
};

export type Emitter = {
  readonly events: Events;
  emit(name: string, value?: unknown): void;
};

/** An emitter whose listeners cannot stop each other. */
export function createEmitter(): Emitter {
  let listeners: [string, Listener][] = [];
  return {
    events: {
      on: (...added) => void listeners.push(added),
      off(...gone) {
        listeners = listeners.filter((it) => it.some((part, at) => part !== gone[at]));
      },
    },
    emit(name, value) {
      for (const [wanted, listener] of listeners)
        if (wanted === name) queueMicrotask(() => listener(value));
    },
  };
}
