import { checkFlow } from "@parley/flow";
import { checkWithoutCode } from "../../../data/check-without-code.ts";

checkWithoutCode();

/** Checks flows beside the thread that draws: five hundred blocks take longer than a frame. */
addEventListener(
  "message",
  ({ data }: MessageEvent<{ readonly turn: number; readonly flow: unknown }>) => {
    postMessage({ turn: data.turn, problems: checkFlow(data.flow).problems });
  },
);
