import { parleyCall } from "../parley-call.ts";
import {
  type Attempt,
  type Call,
  currentCall,
  isRefused,
  type Payment,
  type Step,
} from "../payment.ts";
import { type Html, html } from "./html.ts";
import { type IconName, icon } from "./icon.ts";
import { age, countdown } from "./time.ts";

const names: { readonly [S in Step]: string } = {
  set: "Set",
  go: "Go",
  resume: "Resume",
  "resume-url": "Resume URL",
};

/** What happened to a payment, oldest first, and whose turn it is. */
export function timeline(payment: Payment, now: Date): Html {
  const decided = payment.status === "paid" ? "Approved" : "Declined";
  return html`<ol class="timeline" aria-label="What happened">
    ${entry("check", "Requested", age(payment.createdAt, now))}
    ${
      payment.decidedAt === null
        ? entry("clock", "Waiting for your decision", null)
        : entry(payment.status === "paid" ? "check" : "cross", decided, age(payment.decidedAt, now))
    }
    ${payment.calls.map((call) => callEntry(payment, call, now))}
  </ol>`;
}

/** The exact requests and answers of a payment, for whoever builds such a service. */
export function callDetails(payment: Payment): Html {
  if (payment.calls.length === 0) return html``;
  return html`<details class="calls">
    <summary>Calls to Parley</summary>
    ${payment.calls.map((call) => callDetail(payment, call))}
  </details>`;
}

function entry(symbol: IconName, title: string, detail: Html | null, state = "past"): Html {
  return html`<li class="entry" data-state="${state}">${icon(symbol)}<span class="what">${title}</span> ${detail}</li>`;
}

function callEntry(payment: Payment, call: Call, now: Date): Html {
  const name = names[call.step];
  if (call.state === "done") return entry("check", `${name} answered`, outcome(call), "done");
  if (call.state === "refused") return entry("alert", `${name} refused`, outcome(call), "failed");
  if (isRefused(payment)) return entry("cross", `${name} not sent`, null, "later");
  if (currentCall(payment) !== call) return entry("clock", `Then ${name}`, null, "later");
  if (call.nextAttemptAt === null) return entry("repeat", `Calling ${name}`, null, "waiting");
  const detail = html`${outcome(call)} · ${countdown(call.nextAttemptAt, now)}`;
  return entry("repeat", `Waiting for Parley: ${name}`, detail, "waiting");
}

function outcome(call: Call): Html {
  const tries = call.attempts > 1 ? ` · attempt ${call.attempts}` : "";
  return html`<span class="detail">${call.last ? statusOf(call.last) : ""}${tries}</span>`;
}

const statusOf = (attempt: Attempt): string =>
  attempt.status === null ? attempt.answer : `${attempt.status} in ${attempt.durationMs} ms`;

function callDetail(payment: Payment, call: Call): Html {
  const request = parleyCall(payment, call, { url: "", token: "…" });
  // A resume URL is a secret that anyone could use; the page shows only where it leads.
  const path = call.step === "resume-url" ? "/v1/resume/…/" : request.url;
  const answer = call.last
    ? `${call.last.status ?? "No answer"}  ${call.last.answer}`
    : "Not called yet";
  return html`<section class="call">
    <h3>${names[call.step]}</h3>
    <pre tabindex="0" aria-label="${names[call.step]}: request and answer"><code>${request.method} ${path}
Idempotency-Key: ${call.key}

${request.body}

<span class="answer">${answer}</span></code></pre>
  </section>`;
}
