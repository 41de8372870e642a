/** A zone to choose, as it is read: *America/New York*, *UTC−05:00*. */
export interface Zone {
  readonly zone: string;
  readonly title: string;
  /** How far its clocks are from UTC at the moment that was asked for. */
  readonly offset: string;
}

/** All zones of the platform by their names; those of `first` come before the others. */
export function timeZones(first: readonly string[], nowMs: number): readonly Zone[] {
  // Some browsers leave UTC out of their list.
  const all = new Set([...first, "UTC", ...Intl.supportedValuesOf("timeZone")]);
  return [...all].map((zone) => ({ zone, title: zoneName(zone), offset: offsetOf(zone, nowMs) }));
}

/** A zone's name as one writes it. */
export function zoneName(zone: string): string {
  return zone.replaceAll("_", " ");
}

/** Empty for a zone that the platform does not know. */
function offsetOf(zone: string, ms: number): string {
  if (zone === "UTC") return "";
  try {
    const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
    const part = format.formatToParts(ms).find(({ type }) => type === "timeZoneName");
    return part?.value.replace("GMT", "UTC").replace("-", "−") ?? "";
  } catch {
    return "";
  }
}
