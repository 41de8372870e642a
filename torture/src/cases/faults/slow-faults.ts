import { setTimeout as sleep } from "node:timers/promises";
import type { HookRequest } from "../../check/hooks/hook-run.ts";
import type { Behaviour } from "../../harness/hook-receiver.ts";
import { type FaultOutcome, firstTimes, type HookFault, wrongLog } from "./hook-fault.ts";

const timeOutS = 15;
const toleranceS = 0.5;
const releaseS = 5;

const after =
  (seconds: number): Behaviour =>
  ({ answer, response }) =>
    void sleep(seconds * 1000).then(() => {
      if (!response.destroyed) answer(200);
    });

/** A byte a second, from now on. */
const drip =
  (behave: (write: (piece: string) => void) => void): Behaviour =>
  ({ wire }) => {
    behave((piece) => wire.socket.write(piece));
    const drop = setInterval(() => wire.socket.write("a"), 1_000);
    wire.socket.once("close", () => clearInterval(drop));
  };

/** F11: receivers that take their time. Each is given up after 15 s, and its conversation goes on after 5 s. */
export const slowFaults: readonly HookFault[] = [
  {
    name: "answers after 14.9 s",
    behave: firstTimes(1, after(14.9)),
    wrong: (it) => wrongRelease(it) ?? wrongLog(it.delivery, [200]),
  },
  tooSlow("answers after 15.1 s", after(15.1)),
  tooSlow("never answers", () => {}),
  tooSlow(
    "drips its head",
    drip((write) => write("HTTP/1.1 200 OK\r\nx: ")),
  ),
  tooSlow(
    "drips its body",
    drip((write) => write("HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n")),
  ),
];

/** A receiver that leaves everything unanswered. It shares nothing with anybody, and may cost nobody anything. */
export const hanging: HookFault = {
  name: "hangs",
  behave: () => {},
  isStuck: true,
  wrong: (it) => wrongRelease(it),
};

function tooSlow(name: string, behave: Behaviour): HookFault {
  return {
    name,
    behave: firstTimes(1, behave),
    wrong: (it) =>
      wrongRelease(it) ??
      wrongEnd(it.first) ??
      wrongLog(it.delivery, [/did not answer in time/, 200]),
  };
}

/** The second message comes 5 s after the first. */
function wrongRelease({ first, requests }: FaultOutcome): string | null {
  const [silent] = first;
  const next = requests.find(({ seq }) => seq === 2);
  if (!silent || !next) return "did not get the first two messages";
  const seconds = (next.t - silent.t) / 1000;
  const isRight = seconds > releaseS - toleranceS && seconds < releaseS + 2 * toleranceS;
  return isRight ? null : `the next message came ${seconds.toFixed(2)} s later`;
}

function wrongEnd([silent]: readonly HookRequest[]): string | null {
  const seconds = ((silent?.closedMs ?? Number.POSITIVE_INFINITY) - (silent?.t ?? 0)) / 1000;
  return Math.abs(seconds - timeOutS) <= toleranceS ? null : `was given up after ${seconds} s`;
}
