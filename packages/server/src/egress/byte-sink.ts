/** Collects a body's chunks up to a cap. Many tiny chunks cost their bytes, not an object each. */
export class ByteSink {
  readonly #maxBytes: number;
  #bytes: Uint8Array = EMPTY;
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Takes what fits of a chunk; false when something had to be left out. */
  add(chunk: Uint8Array): boolean {
    const room = this.#maxBytes - this.#length;
    const fitting = chunk.length <= room ? chunk : chunk.subarray(0, room);
    // The usual answer is one chunk, which is kept as it came.
    if (this.#length === 0) this.#bytes = fitting;
    else this.#append(fitting);
    this.#length += fitting.length;
    return fitting === chunk;
  }

  /** What was collected. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #append(chunk: Uint8Array): void {
    const needed = this.#length + chunk.length;
    if (this.#bytes.length < needed) {
      const grown = new Uint8Array(Math.min(this.#maxBytes, Math.max(needed * 2, 1024)));
      grown.set(this.bytes());
      this.#bytes = grown;
    }
    this.#bytes.set(chunk, this.#length);
  }
}

const EMPTY = new Uint8Array(0);
