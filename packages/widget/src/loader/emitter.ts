type Listener = (value?: unknown) => void;

/** Named events, as `core.events` of Landbot's SDK offers them. */
export type Emitter = {
  on(name: string, listener: Listener): void;
  emit(name: string, value?: unknown): void;
};

/** An emitter whose listeners cannot stop each other. */
export function createEmitter(): Emitter {
  const listeners: [string, Listener][] = [];
  return {
    on: (name, listener) => void listeners.push([name, listener]),
    emit: (name, value) => {
      for (const [wanted, listener] of listeners) {
        if (wanted === name) queueMicrotask(() => listener(value));
      }
    },
  };
}
