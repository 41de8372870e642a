/** What the log keeps of an error: none of the values that went wrong with it. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  /** Places in the code, a line each. */
  readonly stack: string;
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
}

/** Causes of causes are followed as deep, and as many of an error's several are kept. */
const deepest = 5;
const mostErrors = 10;
const longestText = 4_000;

/**
 * Describes an error for the log by a list of what may stand there. Errors carry what they failed on as keys of their own
 * (the address, the request, the body), and those of the platform's readers quote it in their message: it may be
 * anybody's secret.
 */
export function loggedError(error: unknown): LoggedError {
  return describe(error, deepest);
}

function describe(error: unknown, depth: number): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: "What was thrown is no error.", stack: "" };
  const [code, cause, errors] = ["code", "cause", "errors"].map((key) => Reflect.get(error, key));
  const below = depth > 0 ? depth - 1 : null;
  return {
    type: clipped(error.name),
    message: messageOf(error),
    ...(typeof code === "string" && { code: clipped(code) }),
    ...(typeof code === "number" && { code }),
    stack: placesOf(error),
    ...(cause !== undefined && below !== null && { cause: describe(cause, below) }),
    ...(Array.isArray(errors) &&
      below !== null && { errors: errors.slice(0, mostErrors).map((it) => describe(it, below)) }),
  };
}

/** `JSON.parse`, `new RegExp` and their like say in their messages what they were given. */
const messageOf = (error: Error): string =>
  error instanceof SyntaxError
    ? "Something could not be read; what it was is not shown here."
    : clipped(error.message);

/** The stack without the message that it begins with. */
function placesOf({ stack, message }: Error): string {
  const lines = String(stack)
    .replace(message, () => "")
    .split("\n");
  return clipped(lines.filter((line) => /^ {4}at /.test(line)).join("\n"));
}

const clipped = (text: unknown): string => String(text).slice(0, longestText);
