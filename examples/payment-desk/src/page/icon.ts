import { Html } from "./html.ts";

// Drawings from Lucide (ISC licence).
const drawings = {
  alert:
    '<path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3"/><path d="M12 9v4"/><path d="M12 17h.01"/>',
  card: '<rect width="20" height="14" x="2" y="5" rx="2"/><path d="M2 10h20"/>',
  check: '<path d="M20 6 9 17l-5-5"/>',
  clock: '<circle cx="12" cy="12" r="10"/><path d="M12 6v6l4 2"/>',
  cross: '<path d="M18 6 6 18"/><path d="m6 6 12 12"/>',
  repeat: '<path d="M21 12a9 9 0 1 1-9-9c2.52 0 4.93 1 6.74 2.74L21 8"/><path d="M21 3v5h-5"/>',
} as const;

export type IconName = keyof typeof drawings;

/** A 16 px drawing; always beside a word, hence hidden from screen readers. */
export function icon(name: IconName): Html {
  return new Html(
    `<svg class="icon" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">${drawings[name]}</svg>`,
  );
}
