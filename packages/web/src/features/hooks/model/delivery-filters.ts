import { type Moments, momentsQuery, readMoments } from "./moments.ts";

/** States of a delivery, in the order in which they are passed through. */
export const deliveryStates = ["pending", "failed", "ok", "dead"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Which part of a hook's log is looked at; it stands in the page's address, so that a view can be linked. */
export interface DeliveryFilters extends Moments {
  readonly status?: DeliveryState;
  readonly type?: string;
  readonly sender?: string;
  readonly customer?: number;
  readonly run?: number;
}

type Search = Readonly<Record<string, unknown>>;

/** Reads filters from an address; what makes no sense there is left out. */
export function readFilters(search: Search): DeliveryFilters {
  const status = deliveryStates.find((state) => state === search.status);
  const type = wordIn(search.type);
  const sender = wordIn(search.sender);
  const customer = numberIn(search.customer, 1);
  const run = numberIn(search.run, 0);
  return {
    ...(status && { status }),
    ...(type && { type }),
    ...(sender && { sender }),
    ...(customer !== undefined && { customer }),
    ...(run !== undefined && { run }),
    ...readMoments(search),
  };
}

/** The same filters as the API's list takes them. */
export function deliveriesQuery(filters: DeliveryFilters, nowMs: number): URLSearchParams {
  const query = momentsQuery(filters, nowMs);
  const { status, type, sender, customer, run } = filters;
  const given = { status, type, sender, customer_id: customer, run };
  for (const [name, value] of Object.entries(given))
    if (value !== undefined) query.set(name, String(value));
  return query;
}

/** How many filters are set. */
export const countFilters = (filters: DeliveryFilters): number =>
  Object.keys(filters).filter((name) => name !== "since" && name !== "until").length;

function wordIn(value: unknown): string | undefined {
  return typeof value === "string" && /^[a-z_]{1,32}$/.test(value) ? value : undefined;
}

function numberIn(value: unknown, least: number): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= least
    ? number
    : undefined;
}
