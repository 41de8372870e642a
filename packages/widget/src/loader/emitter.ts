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
  const listeners: Record<string, Set<Listener>> = Object.create(null);
  const named = (name: string) => (listeners[name] ??= new Set());
  return {
    events: {
      on: (name, listener) => void named(name).add(listener),
      off: (name, listener) => void named(name).delete(listener),
    },
    emit: (name, value) => {
      for (const listener of named(name)) queueMicrotask(() => listener(value));
    },
  };
}
