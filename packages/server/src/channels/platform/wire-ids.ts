import type { StoredEntry } from "../../ports/store.ts";

/** From a customer's number to their conversation's: the first customer, 10,000,001, has chat 500,000,001. */
const chatOffset = 490_000_000;

/** The number of a customer's conversation. Never equal to the customer's. */
export const chatId = (customerId: number): number => customerId + chatOffset;

/** The name of an entry, the same wherever it is told. */
export const eventId = ({ uuid }: StoredEntry): string => `evt_${uuid.replaceAll("-", "")}`;
