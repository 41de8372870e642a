import {
  firstTimes,
  type HookFault,
  secondAttempt,
  thirdAttempt,
  wrongDistances,
  wrongLog,
} from "./hook-fault.ts";

/** F8: answers that are no success. */
const statuses: readonly HookFault[] = [500, 502, 504, 400, 404].map((status) => ({
  name: `${status} twice`,
  behave: firstTimes(2, ({ answer }) => answer(status)),
  wrong: ({ first, delivery }) =>
    wrongDistances(first, [secondAttempt, thirdAttempt]) ??
    wrongLog(delivery, [status, status, 200]),
}));

const gone: HookFault = {
  name: "410",
  behave: ({ answer }) => answer(410),
  isStuck: true,
  wrong: ({ first, delivery, hook }) => {
    if (hook.status !== "gone" || hook.notice === null) return `the hook is ${hook.status}`;
    return wrongDistances(first, []) ?? wrongLog(delivery, [410]);
  },
};

interface Wait {
  readonly status: 429 | 503;
  readonly name: string;
  readonly header: () => string;
  readonly gap: readonly [number, number];
}

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toUTCString();

/** F9: what the receiver says about when to come again. A date has whole seconds, so that one may be lost. */
const waits: readonly Wait[] = [
  { status: 503, name: "seconds", header: () => "3", gap: [2.99, 5] },
  { status: 429, name: "date", header: () => inSeconds(4), gap: [2.9, 6] },
  { status: 503, name: "negative", header: () => "-5", gap: secondAttempt },
  { status: 429, name: "junk", header: () => "soon; <b>", gap: secondAttempt },
];
const dayS = 24 * 3600;

const retryAfter: readonly HookFault[] = waits.map(({ status, name, header, gap }) => ({
  name: `${status} Retry-After ${name}`,
  behave: firstTimes(1, ({ answer }) => answer(status, { "retry-after": header() })),
  wrong: ({ first, delivery }) => wrongDistances(first, [gap]) ?? wrongLog(delivery, [status, 200]),
}));

const farAway: HookFault = {
  name: "503 Retry-After 10^12",
  behave: firstTimes(1, ({ answer }) => answer(503, { "retry-after": String(10 ** 12) })),
  isStuck: true,
  wrong: ({ first, delivery }) => {
    const waitS = (delivery.next_attempt_at ?? 0) - (first[0]?.t ?? 0) / 1000;
    if (waitS < dayS - 60 || waitS > dayS + 60) return `the next attempt is in ${waitS} s`;
    return wrongDistances(first, []) ?? wrongLog(delivery, [503]);
  },
};

/** F10: redirects, to whatever they may lead. `trap`: a receiver that nothing may come to. */
export function redirectFaults(trap: string): readonly HookFault[] {
  const targets = {
    301: trap,
    302: "http://169.254.169.254/latest/meta-data/",
    303: "/hook",
    307: trap,
    308: "file:///etc/passwd",
  };
  return Object.entries(targets).map(([status, location]) => ({
    name: `${status} to ${location}`,
    behave: firstTimes(1, ({ answer }) => answer(Number(status), { location })),
    wrong: ({ first, delivery }) =>
      wrongDistances(first, [secondAttempt]) ??
      wrongLog(delivery, [/redirects are not followed/, 200]),
  }));
}

/** F8 and F9. */
export const statusFaults: readonly HookFault[] = [...statuses, gone, ...retryAfter, farAway];
