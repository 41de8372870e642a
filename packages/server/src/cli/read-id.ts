import { InvalidArgumentError } from "commander";

/** Reads the number of a bot, a token, an agent or a customer. */
export function readId(text: string): number {
  const id = Number(text);
  if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(id) && id > 0) return id;
  throw new InvalidArgumentError("Give its number, such as 1000001.");
}
