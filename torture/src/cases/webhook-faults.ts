import { gzipSync } from "node:zlib";
import type { Violation } from "../check/violation.ts";
import type { Script } from "../harness/outside-service.ts";
import { sendRequest } from "../load/send-request.ts";
import { createVisitorDoors } from "../load/visitor-doors.ts";
import type { CaseContext, CaseResult, TortureCase } from "../torture-case.ts";
import { createProbe, p99 } from "./probe.ts";
import { type Hurt, runUnderLoad } from "./run-under-load.ts";

const size = { clients: 2, conversationsPerClient: 2, mostThinkMs: 30 };
const goesOnWithinMs = 30_000;
const othersWithinMs = 1_000;
const beside = 6_000;
const megabyte = 1024 * 1024;

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Script =>
  (_, response) => {
    response.writeHead(code, headers);
    response.end("{}");
  };

/** How the outside service behaves, by the first word that makes the flow call it; the bot's word that must follow. */
const faults: { readonly [word: string]: { readonly script: Script; readonly follows: string } } = {
  "fail-500": { script: status(500), follows: "failed" },
  "fail-400": { script: status(400), follows: "failed" },
  "fail-404": { script: status(404), follows: "failed" },
  "fail-redirect": {
    script: status(302, { location: "http://169.254.169.254/latest/meta-data/" }),
    follows: "failed",
  },
  "fail-reset": { script: (request) => request.socket.resetAndDestroy(), follows: "failed" },
  "fail-silence": { script: () => {}, follows: "failed" },
  "fail-half": {
    script: (request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
      response.write('{"half": ');
      setTimeout(() => request.socket.destroy(), 100);
    },
    follows: "failed",
  },
  "fail-huge": {
    script: (_, response) => response.end(Buffer.alloc(4 * megabyte, "x")),
    follows: "failed",
  },
  "fail-bomb": {
    script: (_, response) => {
      response.writeHead(200, { "content-encoding": "gzip", "content-type": "application/json" });
      response.end(gzipSync(Buffer.alloc(64 * megabyte)));
    },
    follows: "failed",
  },
  "fail-junk": { script: (request) => request.socket.end("NONSENSE\r\n\r\n"), follows: "failed" },
  "fail-drip": {
    script: (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("x"), 1_000);
      response.on("close", () => clearInterval(drip));
    },
    follows: "failed",
  },
  // The service calls back before it answers: it is answered at once, as no lock is held during the call.
  "fail-inside": {
    script: (_, response, { resumeUrl }) => {
      const body = "inside";
      sendRequest({ method: "POST", url: resumeUrl, headers: {}, body }).then(
        (answer) => response.writeHead(answer.status === 202 ? 200 : 500).end("{}"),
        () => response.destroy(),
      );
    },
    follows: "taken",
  },
};

const scripts = Object.fromEntries(
  Object.entries(faults).map(([word, { script }]) => [`/${word}`, script]),
);

/** F15: whatever an outside service does, the flow goes on by its failure output, and nobody else waits. */
export const webhookFaults: TortureCase = {
  id: "F15",
  title: `${Object.keys(faults).length} kinds of outside services`,
  needs: [],
  mostSeconds: 100,
  run: (context) =>
    runUnderLoad({
      ...{ folder: context.folder, random: context.random, size, scripts },
      hurt: (it) => callAll(it, context),
    }),
};

async function callAll(
  { target, live }: Hurt,
  { random }: CaseContext,
): Promise<Pick<CaseResult, "figures" | "violations">> {
  const life = await live();
  const calls = Object.entries(faults).map(async ([word, { follows }], n) => {
    const doors = createVisitorDoors(target, `v${101 + n}`, random.fork(word));
    const beganMs = performance.now();
    await doors.say(word, (said) => `${follows} ${said}`);
    await doors.askedAgain();
    return { word, ms: performance.now() - beganMs };
  });
  const others = createProbe(target, "v200", random).run(beside);
  const times = await Promise.all(calls);
  const othersMs = p99(await others);
  await life.stop();
  const slowest = times.toSorted((a, b) => b.ms - a.ms)[0];
  return {
    figures: {
      "slowest to go on": `${slowest?.word} ${Math.round(slowest?.ms ?? 0)} ms`,
      "p99 of others, ms": Math.round(othersMs),
    },
    violations: [
      ...times
        .filter(({ ms }) => ms > goesOnWithinMs)
        .map(({ word, ms }) => broken(`${word} held its own flow up for ${Math.round(ms)} ms`)),
      ...(othersMs > othersWithinMs ? [broken(`others waited ${Math.round(othersMs)} ms`)] : []),
    ],
  };
}

const broken = (what: string): Violation => ({
  ...{ invariant: "I12", kind: "other", what, history: [] },
});
