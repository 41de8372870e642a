import { ownTimeZone } from "../../../ui/own-time-zone.ts";

/** A greeting alone, on the clock of whoever makes the bot. */
export function blankFlow(): unknown {
  return onOwnClock({
    ...{ format: 1, name: "New bot", start: "welcome" },
    blocks: { welcome: { kind: "send_text", params: { text: "Hi! 👋" } } },
  });
}

/** A flow with the dates of whoever makes the bot: a template's own zone is anybody's. */
export function onOwnClock(flow: unknown): unknown {
  return { ...Object(flow), timezone: ownTimeZone() };
}
