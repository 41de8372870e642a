import type { HookRenderer, HookTurn, RenderEntry } from "../features/hooks/owe-hooks.ts";
import { apichatBodies } from "./apichat/hook-body.ts";
import { fitLeanHookBody } from "./fit-hook-body.ts";
import { hookMessages } from "./platform/hook-message.ts";
import { withoutFields } from "./without-fields.ts";

/** Makes the renderer of every variant of a hook's body. `publicUrl` is asked each time: it is known once listening. */
export function createHookRenderer(publicUrl: () => string): HookRenderer {
  return {
    message: inTwoSizes((turn) =>
      hookMessages(turn, { publicUrl: publicUrl(), hasLegacyStrings: false }),
    ),
    "message-legacy": inTwoSizes((turn) =>
      hookMessages(turn, { publicUrl: publicUrl(), hasLegacyStrings: true }),
    ),
    apichat: inTwoSizes(apichatBodies),
  };
}

type PrepareWhole = (turn: HookTurn) => (...of: WholeArguments) => ReturnType<RenderEntry>;
type WholeArguments = [stored: Parameters<RenderEntry>[0], holderId: number | null];

/** Adds the lean form, which is prepared when it is first asked for. */
function inTwoSizes(prepare: PrepareWhole): (turn: HookTurn) => RenderEntry {
  return (turn) => {
    const whole = prepare(turn);
    let lean: RenderEntry | null = null;
    return (stored, holderId, isLean) => {
      if (!isLean) return whole(stored, holderId);
      lean ??= leanly(prepare, turn);
      return lean(stored, holderId);
    };
  };
}

function leanly(prepare: PrepareWhole, whole: HookTurn): RenderEntry {
  const { turn, names } = withoutFields(whole);
  const write = prepare(turn);
  const gone = names.map((name) => `customer.${name}`);
  return (stored, holderId) => {
    const { eventId, body } = write(stored, holderId);
    return { eventId, body: fitLeanHookBody(body, gone) };
  };
}
