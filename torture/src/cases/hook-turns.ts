import { setTimeout as sleep } from "node:timers/promises";
import { checkPace, type PaceTurn } from "../check/hooks/check-pace.ts";
import type { Span } from "../check/hooks/hook-lag.ts";
import { preciseNowMs } from "../harness/hook-receiver.ts";
import type { Cast } from "./hook-cast.ts";

/** How many turns: at least these, and until the healthy hook's pace is clear, but no more than those. */
export interface Turns {
  readonly fewest: number;
  readonly most: number;
}

/**
 * The first attempts are 1 and 5 s apart: what has failed once, and then in an outage, is taken before the next begins if
 * outages are shorter than 4 s and more than 6 s apart. The attempt after would come half a minute later, and the next
 * in five minutes.
 */
const spanMs = 2_500;
/** What receivers that have just changed take until they are at their usual pace: what they failed comes again. */
const changeMs = 1_000;

/** Has the troubled receiver be away, both it and the picky one well, and both sick, in turns. */
export async function takeTurns(
  cast: Cast,
  { fewest, most }: Turns,
  tell: (progress: string) => void,
): Promise<readonly PaceTurn[]> {
  const taken: PaceTurn[] = [];
  for (let turn = 1; turn <= fewest || (turn <= most && !isClear(cast, taken)); turn += 1) {
    cast.become("well");
    const outage = cast.suffer(changeMs + spanMs);
    const away = await passes();
    await outage;
    const well = await passes();
    cast.become("sick");
    const sick = await passes();
    taken.push({ fault: "in an outage", well, hurt: away });
    taken.push({ fault: "beside sick ones", well, hurt: sick });
  }
  tell(`${taken.length / 2} turns with others well, sick and away`);
  return taken;
}

/** By what has come so far; what has not is missed when the run is judged. */
function isClear({ healthy }: Cast, taken: readonly PaceTurn[]): boolean {
  const { requests } = healthy.receiver;
  const written = requests.map((it) => ({ ...it, atUs: it.writtenMs * 1000 }));
  return checkPace(written, { requests }, taken).isClear;
}

async function passes(): Promise<Span> {
  await sleep(changeMs);
  const fromMs = preciseNowMs();
  await sleep(spanMs);
  return { fromMs, toMs: preciseNowMs() };
}
