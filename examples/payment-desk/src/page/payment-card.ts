import { isRefused, type Payment } from "../payment.ts";
import { type Html, html } from "./html.ts";
import { type IconName, icon } from "./icon.ts";
import { callDetails, timeline } from "./timeline.ts";

/** What a payment looks like on the page; also sent alone when it changes. */
export function paymentCard(payment: Payment, currency: string, now: Date): Html {
  const amount = amountOf(payment, currency);
  return html`<li class="payment" id="${payment.id}" data-status="${payment.status}" data-refused="${String(isRefused(payment))}" tabindex="-1">
    <div class="row">
      <span class="amount">${amount}</span>
      ${badge(payment)}
      <span class="customer"><bdi class="name">${payment.name}</bdi> <bdi class="email">${payment.email}</bdi></span>
      <span class="item"><bdi>${payment.item ?? ""}</bdi></span>
      <a class="id" href="/payments/${payment.id}">${payment.id}</a>
      <span class="actions">${actions(payment, amount)}</span>
    </div>
    ${timeline(payment, now)}
    ${callDetails(payment)}
  </li>`;
}

/** One sentence for screen readers when a payment has changed. */
export function announcement(payment: Payment, currency: string): string {
  const subject = `${amountOf(payment, currency)} from ${payment.name}`;
  if (payment.status === "pending") return `New payment: ${subject}.`;
  const word = payment.status === "paid" ? "approved" : "declined";
  if (isRefused(payment)) return `${subject}: Parley refused the call.`;
  if (payment.calls.every((call) => call.state === "done")) {
    return `${subject}: ${word}, the conversation goes on.`;
  }
  return payment.calls.some((call) => call.last) ? "" : `${subject}: ${word}.`;
}

function amountOf(payment: Payment, currency: string): string {
  if (payment.amount === null) return "No amount";
  return new Intl.NumberFormat("en", { style: "currency", currency }).format(payment.amount);
}

function badge(payment: Payment): Html {
  const [kind, symbol, word]: readonly [string, IconName, string] =
    payment.status === "pending"
      ? ["wait", "clock", "Pending"]
      : payment.status === "paid"
        ? ["ok", "check", "Paid"]
        : ["off", "cross", "Declined"];
  return html`<span class="badge" data-kind="${kind}">${icon(symbol)}${word}</span>`;
}

function actions(payment: Payment, amount: string): Html {
  const subject = `${amount} from ${payment.name}`;
  if (payment.status === "pending") {
    return html`${button(payment, "approve", "Approve", subject, "primary")}${button(payment, "decline", "Decline", subject, "plain")}`;
  }
  return isRefused(payment) ? button(payment, "resend", "Call again", subject, "plain") : html``;
}

function button(
  payment: Payment,
  action: string,
  word: string,
  subject: string,
  look: string,
): Html {
  return html`<form method="post" action="/payments/${payment.id}/${action}"><button class="${look}" aria-label="${word} ${subject}">${word}</button></form>`;
}
