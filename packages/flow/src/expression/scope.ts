import type { Value } from "./value.ts";

/** What a formula or a text may see of the world while it is computed. */
export interface Scope {
  /** Reads a field, once for each place that names it; `undefined`: it has no value. */
  field(name: string): Value | undefined;
  readonly nowMs: number;
  /** The bot's IANA time zone. */
  readonly zone: string;
}
