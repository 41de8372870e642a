import type { Field as WireField } from "@parley/contract";
import type { Field } from "@parley/flow";

/** A field as the platform API shows it. */
export function presentField(name: string, { type, value, extra }: Field): WireField {
  return { name, type, extra: extra ?? {}, value };
}
