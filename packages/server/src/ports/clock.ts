/** The time, as the product reads it. Tests turn it by hand. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  nowMs(): number;
  /** Runs `act` after `delayMs`; the returned function takes it back. Does not keep the process alive. */
  after(delayMs: number, act: () => void): () => void;
}
