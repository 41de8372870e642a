/** Reads of a store whose answers count only if nobody has said meanwhile that it was changed behind their back. */
export class FreshReads {
  #changes = 0;

  /** Whatever is on its way was read too early. */
  void(): void {
    this.#changes += 1;
  }

  /** Reads, and reads again for as long as what came is void. */
  async read<T>(read: () => Promise<T>): Promise<T> {
    for (;;) {
      const changes = this.#changes;
      const answer = await read();
      if (changes === this.#changes) return answer;
    }
  }
}
