import type { NewPayment } from "./payment.ts";

/** Field name → what is wrong with it. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

interface Rules {
  readonly resumeUrlRequired: boolean;
  readonly resumeOrigin: string;
}

type Body = Readonly<Record<string, unknown>>;
type Checked<T> = { readonly value: T } | { readonly error: string };

/** Checks the body of `POST /payments`; reports every wrong field at once. */
export function readNewPayment(
  body: unknown,
  rules: Rules,
): { readonly payment: NewPayment } | { readonly errors: FieldErrors } {
  if (!isBody(body)) return { errors: { body: ["This is not a JSON object."] } };
  const errors: Record<string, string[]> = {};
  const take = <T>(name: string, check: (value: unknown) => Checked<T>, fallback: T): T => {
    const result = check(body[name] ?? undefined);
    if ("value" in result) return result.value;
    errors[name] = [result.error];
    return fallback;
  };
  const payment: NewPayment = {
    botId: take("bot_id", identifier, ""),
    blockId: take("block_id", identifier, ""),
    customerId: take("customer_id", identifier, ""),
    name: take("name", (value) => text(value, 200), ""),
    email: take("email", email, ""),
    amount: take("amount", amount, null),
    item: take("item", (value) => (isEmpty(value) ? { value: null } : text(value, 200)), null),
    resumeUrl: take("resume_url", (value) => resumeUrl(value, rules), null),
  };
  return Object.keys(errors).length > 0 ? { errors } : { payment };
}

const isBody = (value: unknown): value is Body =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A bot sends an unset variable as null or "". */
const isEmpty = (value: unknown): boolean => value === undefined || value === "";

function identifier(value: unknown): Checked<string> {
  if (isEmpty(value)) return { error: "This field is required." };
  const id = typeof value === "number" ? String(value) : value;
  if (typeof id === "string" && /^[\w-]{1,64}$/.test(id)) return { value: id };
  return { error: "An id has 1 to 64 letters, digits, - or _." };
}

function text(value: unknown, longest: number): Checked<string> {
  if (isEmpty(value)) return { error: "This field is required." };
  if (typeof value !== "string") return { error: "This is not text." };
  const trimmed = value.trim();
  if (trimmed === "") return { error: "This field is required." };
  if (trimmed.length > longest) return { error: `At most ${longest} characters.` };
  return { value: trimmed };
}

function email(value: unknown): Checked<string> {
  const result = text(value, 254);
  if ("error" in result || /^[^\s@]+@[^\s@]+$/.test(result.value)) return result;
  return { error: "This is not an e-mail address." };
}

/** A bot's variables are often text, so "49.90" is as good as 49.9. */
function amount(value: unknown): Checked<number | null> {
  if (isEmpty(value)) return { value: null };
  const digits = typeof value === "number" ? String(value) : value;
  if (typeof digits !== "string" || !/^\d{1,9}(\.\d{1,2})?$/.test(digits) || Number(digits) === 0) {
    return { error: "An amount is a number above 0 with at most two decimals, such as 49.90." };
  }
  return { value: Number(digits) };
}

function resumeUrl(value: unknown, rules: Rules): Checked<string | null> {
  if (isEmpty(value)) {
    return rules.resumeUrlRequired ? { error: "This field is required." } : { value: null };
  }
  const url = typeof value === "string" && value.length <= 2048 ? URL.parse(value) : null;
  if (url?.origin === rules.resumeOrigin) return { value: url.href };
  return { error: `A resume URL begins with ${rules.resumeOrigin}/.` };
}
