import { type Html, html } from "@parley/hook-receiver/html";
import type { Line, Room } from "../rooms.ts";

/** The list of rooms: the part of the first page that changes. */
export function roomsView(rooms: readonly Room[]): Html {
  if (rooms.length === 0)
    return html`<p class="empty">Nobody waits. When a customer asks for a person, they appear here.</p>`;
  return html`<ul class="rooms">${rooms.map(roomRow)}</ul>`;
}

function roomRow({ id, name, lines }: Room): Html {
  const last = lines.filter(isSpoken).at(-1);
  const waits = last?.sender.type === "customer";
  return html`<li><a href="/rooms/${id}"><span class="name"><bdi>${name}</bdi></span>
    <span class="badge" data-waits="${waits ? "yes" : "no"}">${waits ? "Waits for an answer" : "Answered"}</span>
    <span class="last"><bdi>${last ? wordsOf(last) : ""}</bdi></span>${last ? timeOf(last) : null}</a></li>`;
}

/** What was said in a room: the part of its page that changes. Null: it was closed. */
export function roomView(room: Room | null): Html {
  if (!room)
    return html`<p class="empty">This conversation is closed; the bot has it again. <a href="/">All conversations</a></p>`;
  return html`<h1><bdi>${room.name}</bdi></h1><ol class="lines">${room.lines.filter(isSpoken).map(lineItem)}</ol>`;
}

function lineItem(line: Line): Html {
  const { sender } = line;
  const words = wordsOf(line);
  const url =
    typeof line.data.url === "string" && /^https?:/i.test(line.data.url) ? line.data.url : "";
  return html`<li data-from="${sender.type}" id="line-${line.seq}"><span class="who"><bdi>${sender.name}</bdi> ${timeOf(line)}</span>
    ${words === "" ? null : html`<p dir="auto">${words}</p>`}
    ${url === "" ? null : html`<p><a href="${url}" rel="noreferrer" target="_blank">${line.type === "image" ? "Picture" : "File"}</a></p>`}</li>`;
}

const isSpoken = ({ type }: Line): boolean => type !== "event";

/** What a person would read; the original's bridge looks at the same places. */
function wordsOf({ data, type }: Line): string {
  const words = [data.body, data.title, data.caption, data.address];
  const found = words.find((it) => typeof it === "string" && it !== "");
  if (found !== undefined) return String(found);
  return type === "location" ? `${data.latitude}, ${data.longitude}` : "";
}

function timeOf({ timestamp }: Line): Html {
  const iso = new Date(timestamp * 1000).toISOString();
  return html`<time datetime="${iso}">${iso.slice(11, 16)} UTC</time>`;
}
