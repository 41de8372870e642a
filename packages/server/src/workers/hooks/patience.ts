/** So many requests in a row that a receiver left without an answer, and nobody waits for it any more. */
const patientFor = 3;

/** Whether lanes wait for a receiver's answers: until it was silent a few times in a row, and again once it answers in time. */
export class Patience {
  #silentInARow = 0;

  get isOver(): boolean {
    return this.#silentInARow >= patientFor;
  }

  /** A request was left without an answer for too long. */
  wasSilent(): void {
    this.#silentInARow += 1;
  }

  /** An answer came in time. Only a success makes up for a silence that has lasted. */
  wasAnswered(isSuccess: boolean): void {
    if (isSuccess || !this.isOver) this.#silentInARow = 0;
  }
}
