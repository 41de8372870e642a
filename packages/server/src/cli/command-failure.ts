/** Ends a command with a sentence that says what to do; `exitCode` 2: it was called wrongly, 1: it could not do its work. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
