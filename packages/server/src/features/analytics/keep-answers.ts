/** Answers that are kept for as long as they would come out the same, or were dear to make. */
export interface KeptAnswers<T> {
  /** The answer to a question, as of a state of the world; made only where none is kept. */
  of(question: string, world: string, make: () => Promise<T>): Promise<T>;
}

interface Kept<T> {
  readonly world: string;
  readonly answer: Promise<T>;
  untilMs: number;
}

const mostKept = 100;
/** An answer that took a while is good for so many times that while, so that asking often takes a fiftieth of the time at most. */
const restFactor = 50;

/** Keeps answers in memory. Whoever asks while one is made gets the same. */
export function keepAnswers<T>(nowMs: () => number): KeptAnswers<T> {
  const kept = new Map<string, Kept<T>>();
  return {
    of: (question, world, make) => {
      const known = kept.get(question);
      if (known && (known.world === world || nowMs() < known.untilMs)) return known.answer;
      if (kept.size >= mostKept) kept.clear();
      const beganMs = nowMs();
      const answer = make();
      const entry: Kept<T> = { world, answer, untilMs: beganMs };
      kept.set(question, entry);
      answer.then(
        () => {
          const endedMs = nowMs();
          entry.untilMs = endedMs + (endedMs - beganMs) * restFactor;
        },
        () => kept.get(question) === entry && kept.delete(question),
      );
      return answer;
    },
  };
}
