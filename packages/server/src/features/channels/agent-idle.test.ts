import { expect, test } from "vitest";
import { agentIdleMinutes } from "./agent-idle.ts";

test.each([
  [{}, 5],
  [{ agent_idle_minutes: 0 }, 0],
  [{ agent_idle_minutes: 90 }, 90],
  [{ agent_idle_minutes: "7" }, 5],
  [{ agent_idle_minutes: -1 }, 5],
  [{ agent_idle_minutes: null }, 5],
])("of %j the minutes are %i", (settings, minutes) => {
  expect(agentIdleMinutes({ settings })).toBe(minutes);
});
