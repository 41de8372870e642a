import { ApiError } from "./api.ts";

/** What is wrong with a form: by the name of the input, and as a whole where no input is named. */
export interface FormErrors {
  readonly [name: string]: string | undefined;
  readonly whole?: string;
}

/** Reads what the server said about a write; nothing for no error. */
export function errorsOf(error: Error | null): FormErrors {
  if (!error) return {};
  const fields = error instanceof ApiError ? Object.entries(error.fields) : [];
  if (fields.length === 0) return { whole: error.message };
  return Object.fromEntries(
    fields.map(([name, messages]) => [name.split(".")[0] ?? name, messages.join(" ")]),
  );
}
