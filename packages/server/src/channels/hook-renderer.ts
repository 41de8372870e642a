import type { HookRenderer } from "../features/hooks/owe-hooks.ts";
import { apichatBodies } from "./apichat/hook-body.ts";
import { hookMessages } from "./platform/hook-message.ts";

/** Makes the renderer of every variant of a hook's body. `publicUrl` is asked each time: it is known once listening. */
export function createHookRenderer(publicUrl: () => string): HookRenderer {
  return {
    message: (turn) => hookMessages(turn, { publicUrl: publicUrl(), hasLegacyStrings: false }),
    "message-legacy": (turn) =>
      hookMessages(turn, { publicUrl: publicUrl(), hasLegacyStrings: true }),
    apichat: apichatBodies,
  };
}
