import type { Family } from "../../../flow-look/kind-tile.tsx";
import { t } from "../../../ui/words.ts";

interface KindWords {
  readonly family: Family;
  readonly title: () => string;
}

/** What a kind of block is called. The core, which knows it too, is too much to load for its names alone. */
export function kindTitle(kind: string): string {
  return kinds[kind]?.title() ?? kind;
}

/** Which family a kind belongs to. */
export function kindFamily(kind: string): Family {
  return kinds[kind]?.family ?? "unknown";
}

/** Whether conversations are meant to end there. */
export function endsThere(kind: string): boolean {
  return kind === "goodbye" || kind === "close";
}

const kinds: Readonly<Record<string, KindWords>> = {
  send_text: { family: "say", title: () => t("Send a message") },
  media: { family: "say", title: () => t("Media") },
  buttons: { family: "ask", title: () => t("Buttons") },
  ask_text: { family: "ask", title: () => t("Ask for a text") },
  ask_name: { family: "ask", title: () => t("Ask for the name") },
  ask_email: { family: "ask", title: () => t("Ask for the e-mail") },
  ask_phone: { family: "ask", title: () => t("Ask for the phone") },
  ask_number: { family: "ask", title: () => t("Ask for a number") },
  ask_date: { family: "ask", title: () => t("Ask for a date") },
  ask_url: { family: "ask", title: () => t("Ask for a web address") },
  ask_yes_no: { family: "ask", title: () => t("Yes or no") },
  ask_file: { family: "ask", title: () => t("Ask for a file") },
  ask_rating: { family: "ask", title: () => t("Ask for a rating") },
  set_field: { family: "data", title: () => t("Set a field") },
  formula: { family: "data", title: () => t("Formula") },
  conditions: { family: "logic", title: () => t("Conditions") },
  business_hours: { family: "logic", title: () => t("Business hours") },
  ab_test: { family: "logic", title: () => t("A/B test") },
  goal: { family: "logic", title: () => t("Goal") },
  jump: { family: "logic", title: () => t("Jump to") },
  webhook: { family: "outside", title: () => t("Webhook") },
  wait: { family: "outside", title: () => t("Wait for callback") },
  delay: { family: "logic", title: () => t("Delay") },
  human_takeover: { family: "human", title: () => t("Human takeover") },
  goodbye: { family: "say", title: () => t("Goodbye") },
  close: { family: "logic", title: () => t("Close chat") },
};
