import type { Value } from "@parley/flow";

/** What JSON from outside becomes: the flow core's `Value`, under the name it has at the door. */
export type JsonValue = Value;
