import { type Html, html } from "./html.ts";

/** "2 min ago", with the exact time on hover. The script keeps it current. */
export function age(at: string, now: Date): Html {
  const seconds = Math.max(0, Math.round((now.getTime() - Date.parse(at)) / 1000));
  return html`<time class="detail" data-age datetime="${at}" title="${exact(at)}">${ageOf(seconds)}</time>`;
}

/** "next attempt in 5 s". */
export function countdown(at: string, now: Date): Html {
  const seconds = Math.max(0, Math.ceil((Date.parse(at) - now.getTime()) / 1000));
  return html`<span class="detail">next attempt <time data-until datetime="${at}" title="${exact(at)}">${seconds === 0 ? "now" : `in ${spanOf(seconds)}`}</time></span>`;
}

const ageOf = (seconds: number): string => (seconds < 5 ? "just now" : `${spanOf(seconds)} ago`);

function spanOf(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

const exact = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
