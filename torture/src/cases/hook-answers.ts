import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Violation } from "../check/violation.ts";
import { createAuthority } from "../harness/authority.ts";
import { startHookReceiver } from "../harness/hook-receiver.ts";
import type { ServerProcess } from "../harness/server-process.ts";
import { openssl } from "../harness/tools.ts";
import type { CaseContext, CaseResult, TortureCase } from "../torture-case.ts";
import { type FaultChannel, openFaultChannel, startFaulty } from "./faults/fault-channel.ts";
import { redirectFaults, statusFaults } from "./faults/status-faults.ts";
import { tlsFaults } from "./faults/tls-faults.ts";
import { answerFaults, brokenFaults } from "./faults/wire-faults.ts";
import { runUnderLoad } from "./run-under-load.ts";

const size = { clients: 1, conversationsPerClient: 2, mostThinkMs: 200 };
const settleWithinMs = 25_000;
const mostGrownMb = 20;

/** F8–F10 and F12–F14: whatever a hook's receiver answers, the message is delivered by the schedule, and the log says why. */
export const hookAnswers: TortureCase = {
  id: "F8",
  title: "hooks to receivers with odd answers",
  needs: [openssl],
  mostSeconds: 120,
  run: runAll,
};

async function runAll({ folder, random, tell }: CaseContext): Promise<CaseResult> {
  const trusted = createAuthority(join(folder, "authority"));
  const tls = tlsFaults(trusted, createAuthority(join(folder, "stranger")));
  const trap = await startHookReceiver(({ answer }) => answer(200));
  const plain = await startFaulty([...statusFaults, ...redirectFaults(trap.url), ...brokenFaults]);
  const large = await startFaulty([...answerFaults, ...tls]);
  const receivers = [trap, ...[...plain, ...large].map(({ receiver }) => receiver)];
  const channels: FaultChannel[] = [];
  return runUnderLoad({
    ...{ folder, random, size },
    hurt: async (it) => {
      const life = await it.live({ env: { NODE_EXTRA_CA_CERTS: trusted.certFile } });
      const first = await openFaultChannel(it, plain, "v301", random.fork("plain"));
      const second = await openFaultChannel(it, large, "v302", random.fork("large"));
      channels.push(first, second);
      tell("statuses, waits, redirects, broken connections");
      await first.say();
      await first.settle(settleWithinMs);
      tell("large answers, certificates");
      const grownMb = await growth(life.server, () => second.say());
      await second.settle(settleWithinMs);
      await life.stop();
      return {
        figures: { receivers: receivers.length - 1, "memory grown, MB": Math.round(grownMb) },
        violations: [...tooLarge(grownMb), ...(trap.requests.length > 0 ? [followed] : [])],
      };
    },
    witness: {
      ports: receivers.map(({ port }) => port),
      prepare: async () => {},
      settle: async () => {},
      judge: (seen) => ({ figures: {}, violations: channels.flatMap((it) => it.judge(seen)) }),
      close: async () => {
        for (const receiver of receivers) await receiver.close();
      },
    },
  });
}

const watchedForMs = 4_000;

/** How much more memory a server takes while it does something, and a little after, in MB. */
async function growth({ child }: ServerProcess, act: () => Promise<void>): Promise<number> {
  const beforeMb = residentMb(child.pid);
  let mostMb = beforeMb;
  await act();
  const untilMs = performance.now() + watchedForMs;
  while (performance.now() < untilMs) {
    mostMb = Math.max(mostMb, residentMb(child.pid));
    await sleep(20);
  }
  return mostMb - beforeMb;
}

function residentMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}

const tooLarge = (grownMb: number): readonly Violation[] =>
  grownMb <= mostGrownMb
    ? []
    : [broken("I19", `large answers made the server grow by ${Math.round(grownMb)} MB`)];

const broken = (invariant: string, what: string): Violation => ({
  ...{ invariant, kind: "other", what, history: [] },
});

const followed = broken("I17", "a redirect was followed");
