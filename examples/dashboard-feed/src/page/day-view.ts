import { type Html, html } from "@parley/hook-receiver/html";
import { type Day, type Hour, type Sender, senders, type TypeRow } from "../day-of.ts";

/** What the page calls those who speak. */
const names: { readonly [S in Sender]: string } = {
  customer: "Customers",
  agent: "Agents",
  bot: "Bot",
  sys: "System",
};

/** The part of the page that changes: figures, hours, types. */
export function dayView(day: Day, timeZone: string): Html {
  return html`<dl class="figures">
      ${figure("Messages and events", day.total)}
      ${figure("Customers who wrote", day.customers)}
      ${figure("Answers by agents", day.senders.agent)}
    </dl>
    ${day.total === 0 ? nothingYet : details(day, clockOf(timeZone))}`;
}

const details = (day: Day, clock: (hour: number) => string): Html =>
  html`<section aria-labelledby="hours">
      <h2 id="hours">By hour</h2>
      ${legend}
      ${chart(day.hours, clock)}
    </section>
    <section aria-labelledby="types">
      <h2 id="types">By type</h2>
      ${table(day.types)}
    </section>`;

const figure = (name: string, value: number): Html =>
  html`<div><dt>${name}</dt><dd>${value.toLocaleString("en")}</dd></div>`;

const nothingYet = html`<p class="nothing">Nothing was said in these hours. Write to the bot, and it is counted here at once.</p>`;

const legend = html`<ul class="legend">${senders.map((sender) => html`<li><span class="swatch" data-sender="${sender}"></span>${names[sender]}</li>`)}</ul>`;

/** 24 columns in a box of 24 by 100, stretched by the page. */
function chart(hours: readonly Hour[], clock: (hour: number) => string): Html {
  const most = Math.max(1, ...hours.map(({ total }) => total));
  const scale = ceiling(most);
  return html`<div class="chart">
      <span class="scale">${scale.toLocaleString("en")}</span>
      <svg viewBox="0 0 24 100" preserveAspectRatio="none" role="img" aria-label="Messages in each of the last 24 hours; the most were ${most}.">
        ${hours.map((hour, index) => column(hour, index, scale, clock))}
      </svg>
      <ol class="clock" aria-hidden="true">${hours.map(({ hour }, index) => html`<li>${index % 6 === 5 || index === 0 ? clock(hour) : ""}</li>`)}</ol>
    </div>`;
}

function column(hour: Hour, index: number, scale: number, clock: (hour: number) => string): Html {
  let top = 100;
  const parts = senders.map((sender) => {
    const height = (hour.senders[sender] / scale) * 100;
    top -= height;
    if (height === 0) return html``;
    return html`<rect data-sender="${sender}" x="${(index + 0.14).toFixed(2)}" y="${top.toFixed(2)}" width="0.72" height="${height.toFixed(2)}"/>`;
  });
  const words = senders
    .filter((sender) => hour.senders[sender] > 0)
    .map((sender) => `${names[sender]} ${hour.senders[sender]}`);
  return html`<g><title>${[clock(hour.hour), ...words].join(" · ")}</title><rect class="hit" x="${index}" y="0" width="1" height="100"/>${parts}</g>`;
}

/** The next number that is easy to read: 1, 2, 3, 4, 5, 6, 8, 10, 20 … */
function ceiling(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 3, 4, 5, 6, 8].find((it) => it * power >= most) ?? 10) * power;
}

function table(types: readonly TypeRow[]): Html {
  const numbers = (row: TypeRow): readonly Html[] =>
    senders.map((sender) => html`<td>${row.senders[sender] || "–"}</td>`);
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Types"><table>
      <thead><tr><th scope="col">Type</th>${senders.map((sender) => html`<th scope="col">${names[sender]}</th>`)}<th scope="col">All</th></tr></thead>
      <tbody>${types.map((row) => html`<tr><th scope="row">${row.type}</th>${numbers(row)}<td>${row.total}</td></tr>`)}</tbody>
    </table></div>`;
}

function clockOf(timeZone: string): (hour: number) => string {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  return (hour) => format.format(hour * 3_600_000);
}
