import { isRefused, type Payment } from "../payment.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icon.ts";
import { page } from "./page.ts";
import { paymentCard } from "./payment-card.ts";

const lists = ["all", "pending", "paid", "declined", "refused"] as const;

/** The lists one can look at. */
export type Show = (typeof lists)[number];

/** What the page needs to know beside the payments. */
export interface PageFacts {
  readonly now: Date;
  readonly currency: string;
  readonly parleyUrl: string;
  readonly how: string;
  readonly revision: string;
  readonly createUrl: string;
}

export interface Slice {
  readonly show: Show;
  readonly payments: readonly Payment[];
  /** Id to go on from when there are older ones. */
  readonly olderThan: string | null;
}

const titles: { readonly [S in Show]: string } = {
  all: "All",
  pending: "Pending",
  paid: "Paid",
  declined: "Declined",
  refused: "Refused",
};

/** True when the payment belongs in the list. */
export function isShown(payment: Payment, show: Show): boolean {
  if (show === "all") return true;
  return show === "refused" ? isRefused(payment) : payment.status === show;
}

/** Reads the name of a list; anything unknown is the list of all. */
export function readShow(text: string | null): Show {
  return lists.find((show) => show === text) ?? "all";
}

/** The page of a list. */
export function paymentsPage(all: readonly Payment[], slice: Slice, facts: PageFacts): Html {
  return page(
    "Payments",
    html`<div class="title"><h1>Payments</h1><p class="how">${facts.how} at <code>${facts.parleyUrl}</code></p></div>
    ${filters(all, slice.show)}
    <ol class="payments" data-list data-show="${slice.show}">${slice.payments.map((payment) => paymentCard(payment, facts.currency, facts.now))}</ol>
    ${emptyState(slice.show, facts.createUrl)}
    ${slice.olderThan ? html`<p class="older"><a href="/?show=${slice.show}&amp;before=${slice.olderThan}">Older payments</a></p>` : null}`,
    facts.revision,
  );
}

/** The page of one payment. */
export function paymentPage(payment: Payment, facts: PageFacts): Html {
  return page(
    payment.id,
    html`<div class="title"><h1>Payment</h1><p class="how"><a href="/">All payments</a></p></div>
    <ol class="payments" data-list data-show="none">${paymentCard(payment, facts.currency, facts.now)}</ol>`,
    facts.revision,
  );
}

/** How many payments each list holds. */
export function countPayments(all: readonly Payment[]): { readonly [S in Show]: number } {
  const count = (show: Show): number => all.filter((payment) => isShown(payment, show)).length;
  return {
    all: all.length,
    pending: count("pending"),
    paid: count("paid"),
    declined: count("declined"),
    refused: count("refused"),
  };
}

function filters(all: readonly Payment[], show: Show): Html {
  const counts = countPayments(all);
  const link = (name: Show): Html =>
    html`<a href="/?show=${name}" data-filter="${name}" aria-current="${name === show ? "page" : "false"}">${titles[name]} <span class="count">${counts[name]}</span></a>`;
  return html`<nav class="filters" aria-label="Lists">${lists.map(link)}</nav>`;
}

function emptyState(show: Show, createUrl: string): Html {
  if (show !== "all") {
    return html`<div class="empty"><p class="lead">No payment in this list.</p><p><a href="/">All payments</a></p></div>`;
  }
  return html`<div class="empty">${icon("card")}
    <p class="lead">Payments that a bot asks for appear here.</p>
    <p>No bot has asked yet. Let a Webhook block send its request to <code>${createUrl}</code>, or try it from a shell:</p>
    <pre tabindex="0" aria-label="Example request"><code>curl ${createUrl} -H 'content-type: application/json' \\
  -d '{"bot_id":1010178,"block_id":"Nkqgn6xkf","customer_id":10000001,
       "name":"Ann","email":"ann@example.org","amount":49.90}'</code></pre></div>`;
}
